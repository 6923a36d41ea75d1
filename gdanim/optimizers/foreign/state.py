"""The state of another library's optimizer: what it saves, and the vectors in it that can be drawn."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gdanim.errors import GdanimError, Problem, SceneError
from gdanim.messages import message
from gdanim.spelling import typed_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gdanim.points import Point


POINT_DIGITS = 6  # significant digits in a message


class RuleError(SceneError):
    """Raised if another library's optimizer fails; the message names it."""

    def __init__(self, text: str) -> None:
        super().__init__([Problem(text, ("optimizer",))])

    def __reduce__(self) -> tuple[type[RuleError], tuple[str]]:
        return RuleError, (self.problems[0].message,)


@dataclass(frozen=True, eq=False)
class ForeignState:
    """A state as its library has it, with the vectors in it by name."""

    saved: Any
    vectors: Mapping[str, Point] = field(default_factory=dict)

    def _asdict(self) -> Mapping[str, Point]:
        """Returns the vectors, as a named tuple's fields."""
        return self.vectors


@contextmanager
def failures_named(name: str, point: Point) -> Iterator[None]:
    """Turns what another library raises into a RuleError that names its optimizer and the point."""
    try:
        yield
    except GdanimError:
        raise
    except Exception as error:  # another's code may raise anything
        at = ", ".join(typed_number(x, POINT_DIGITS) for x in point)
        reason = " ".join(str(error).split())
        values = {"rule": name, "point": at, "kind": type(error).__name__, "reason": reason}
        raise RuleError(message("optimizers.failed", **values)) from error


def named(name: str, options: Mapping[str, Any]) -> str:
    """Returns an optimizer's name with its options: ``SGD (momentum=0.9)``."""
    texts = ", ".join(f"{key}={value}" for key, value in options.items())
    return f"{name} ({texts})" if texts else name
