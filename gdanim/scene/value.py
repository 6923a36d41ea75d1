"""A value of the scene on its way to being read: its node, its path from the top, and the list its problems go to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from gdanim.messages import Message, message
from gdanim.yaml import Mapping, Node, Scalar, Sequence, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gdanim.errors import KeyPath, Problem
    from gdanim.scene.files import Files


class Wrong(Enum):
    """Stands for a value whose problem has been noted."""

    WRONG = auto()

    def __bool__(self) -> Literal[False]:
        return False


WRONG: Final = Wrong.WRONG
Item = TypeVar("Item")


def together(items: Iterable[Item | Wrong]) -> tuple[Item, ...] | Wrong:
    """All of the items, or WRONG where one of them is."""
    found = tuple(items)
    right = tuple(item for item in found if item is not WRONG)
    return right if len(right) == len(found) else WRONG


def flat(lists: Iterable[tuple[Item, ...] | Wrong]) -> tuple[Item, ...] | Wrong:
    """The items of all lists, or WRONG where one of the lists is."""
    found = together(lists)
    return WRONG if found is WRONG else tuple(chain.from_iterable(found))


LONGEST = 60  # characters of a text that a message quotes
PLUGINS = ("function", "optimizer", "eta", "panels")
"""Keys whose values are plug-ins: their options have names of their own."""


def named(path: KeyPath) -> str:
    """``eta[1]``, ``timing.fps``: a path as ``--set`` takes it; an option of a plug-in has its own name, ``beta``."""
    path = path[2:] if path[:1] == ("runs",) and len(path) > 2 else path
    keys = [at for at, part in enumerate(path) if isinstance(part, str)]
    shown = path[keys[-1] :] if len(keys) > 1 and path[0] in PLUGINS else path
    return "".join(f".{part}" if isinstance(part, str) else f"[{part}]" for part in shown).removeprefix(".")


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


@dataclass(frozen=True)
class Value:
    """``files`` are those that the scene may read."""

    node: Node
    path: KeyPath
    problems: list[Problem]
    files: Files | None = None

    @property
    def name(self) -> str:
        return named(self.path)

    @property
    def found(self) -> Message:
        """What stands here, as a message ends: ``found -1``."""
        if isinstance(self.node, Sequence):
            return message("scene.found_list") if self.node.items else message("scene.found_empty_list")
        if isinstance(self.node, Mapping):
            return message("scene.found_mapping") if self.node.items else message("scene.found_empty_mapping")
        if not isinstance(self.node, Scalar) or self.node.value is None:
            return message("scene.found_nothing")
        text = shortened(self.node.text)
        if isinstance(self.node.value, str):
            return message("scene.found_text", text=text)
        return message("scene.found_number", text=text)

    def report(self, message: str, *, offset: int = 0, width: int | None = None) -> Wrong:
        self.problems.append(self.node.problem(message, self.path, offset=offset, width=width))
        return WRONG

    def report_key(self, key: Scalar, message: str, meant: str | None = None) -> Wrong:
        """``meant`` is what the key was probably to be: the problem's path says where that would stand."""
        self.problems.append(key.problem(message, (*self.path, meant or key.text)))
        return WRONG

    def report_expected(self, expected: Message, *, found: str | None = None, advice: str | None = None) -> Wrong:
        """Notes that this must be what is ``expected``: ``eta[1] must be above 0; found -1``.

        The problem has the id of what is expected. ``found`` is what is said to stand here; by default ``self.found``,
        or that there is no value.
        """
        if found is None and isinstance(self.node, Scalar) and self.node.value is None:
            return self.report(message("scene.no_value", name=self.name, expected=expected))
        values = {"name": self.name, "expected": expected, "found": found or self.found}
        if advice:
            text = message("scene.must_be_with_advice", advice=advice, **values)
        else:
            text = message("scene.must_be", **values)
        return self.report(Message(text, expected.id))

    def items(self) -> tuple[Value, ...]:
        """The items of a list; none of anything else."""
        nodes = self.node.items if isinstance(self.node, Sequence) else ()
        return tuple(self._below(node, at) for at, node in enumerate(nodes))

    def entries(self) -> Iterator[tuple[Scalar, Value]]:
        """The keys and values of a mapping; none of anything else."""
        for key, node in self.node.items if isinstance(self.node, Mapping) else ():
            yield key, self._below(node, key.text)

    def _below(self, node: Node, part: str | int) -> Value:
        return Value(node, (*self.path, part), self.problems, self.files)

    @property
    def is_list(self) -> bool:
        return isinstance(self.node, Sequence)

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.node, Mapping)

    @property
    def text(self) -> str:
        return self.node.text if isinstance(self.node, Scalar) else ""

    @property
    def content(self) -> float | str | None:
        """A scalar's number or text; None for nothing, a list or a mapping."""
        return self.node.value if isinstance(self.node, Scalar) else None

    @property
    def rest(self) -> str:
        """What stands behind this value on its line."""
        lines, node = self.node.source.lines, self.node
        end = node.column - 1 + node.width
        return lines[node.line - 1][end:] if 0 < node.line <= len(lines) else ""


def top(node: Node | None, problems: list[Problem]) -> Value:
    return Value(node or Mapping((), source=Source()), (), problems)
