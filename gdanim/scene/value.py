"""A value of the scene before it is read: its node, its path from the top, and the list that collects its problems."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from gdanim.messages import Message, message
from gdanim.scene import typed_numbers
from gdanim.scene.letters import NO_LETTERS, Letters
from gdanim.spelling import shortened
from gdanim.yaml import Mapping, Node, PythonObject, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gdanim.errors import KeyPath, Problem
    from gdanim.scene.files import Files


class Invalid(Enum):
    """The type of INVALID, which stands for a value whose problem is reported."""

    INVALID = auto()

    def __bool__(self) -> Literal[False]:
        return False


INVALID: Final = Invalid.INVALID
Item = TypeVar("Item")


def all_valid(items: Iterable[Item | Invalid]) -> tuple[Item, ...] | Invalid:
    """Returns all of the items, or INVALID if one of them is invalid."""
    found = tuple(items)
    valid = tuple(item for item in found if item is not INVALID)
    return valid if len(valid) == len(found) else INVALID


def concatenated(lists: Iterable[tuple[Item, ...] | Invalid]) -> tuple[Item, ...] | Invalid:
    """Returns the items of all lists, or INVALID if one of the lists is invalid."""
    valid = all_valid(lists)
    return INVALID if valid is INVALID else tuple(chain.from_iterable(valid))


@dataclass(frozen=True)
class SweptNode(Sequence):
    """The list of the values that a sweep gives a number, in its place."""


PLUGIN_KEYS = ("function", "optimizer", "eta", "panels")
"""Keys whose values are plug-ins, whose options have names of their own."""


def key_name(path: KeyPath) -> str:
    """Returns a path in the notation of ``--set``, ``eta[1]`` or ``timing.fps``; an option of a plug-in as ``beta``."""
    path = path[2:] if path[:1] == ("runs",) and len(path) > 2 else path
    keys = [index for index, part in enumerate(path) if isinstance(part, str)]
    shown = path[keys[-1] :] if len(keys) > 1 and path[0] in PLUGIN_KEYS else path
    return "".join(f".{part}" if isinstance(part, str) else f"[{part}]" for part in shown).removeprefix(".")


@dataclass(frozen=True)
class Value:
    """A node with its ``path`` and the list of ``problems`` that readers add to.

    ``files`` gives access to the files that the scene may read; ``letters`` are those of expressions.
    """

    node: Node
    path: KeyPath
    problems: list[Problem]
    files: Files | None = None
    letters: Letters = NO_LETTERS

    @property
    def name(self) -> str:
        """The name of this value in messages: ``eta[1]``."""
        return key_name(self.path)

    @property
    def found(self) -> Message:
        """The description of this value at the end of messages: ``found -1``."""
        if isinstance(self.node, Sequence):
            return message("scene.found_list") if self.node.items else message("scene.found_empty_list")
        if isinstance(self.node, Mapping):
            return message("scene.found_mapping") if self.node.items else message("scene.found_empty_mapping")
        if isinstance(self.node, PythonObject):
            return message("scene.found_object", text=self.node.text)
        if not isinstance(self.node, Scalar) or self.node.value is None:
            return message("scene.found_nothing")
        text = shortened(self.node.text)
        if isinstance(self.node.value, str):
            return message("scene.found_text", text=text)
        return message("scene.found_number", text=text)

    def report(self, text: str, *, offset: int = 0, width: int | None = None) -> Invalid:
        """Adds a problem at this value, or at the ``width`` characters that begin ``offset`` after its start."""
        self.problems.append(self.node.problem(text, self.path, offset=offset, width=width))
        return INVALID

    def report_at(self, text: str, offset: int, width: int) -> Invalid:
        """Adds a problem at characters of this text if it is verbatim on one line, else at the whole value."""
        lines, node = self.node.source.lines, self.node
        line = lines[node.line - 1] if 0 < node.line <= len(lines) else ""
        quotes = int(getattr(node, "is_quoted", False))
        if not line.startswith(self.text, node.column - 1 + quotes):
            return self.report(text)
        return self.report(text, offset=quotes + offset, width=width)

    def report_key(self, key: Scalar, text: str, meant: str | None = None) -> Invalid:
        """Adds a problem at a key of this mapping. ``meant`` is the key that was probably meant: its path is used."""
        self.problems.append(key.problem(text, (*self.path, meant or key.text)))
        return INVALID

    def report_expected(self, expected: Message, *, found: str | None = None, advice: str | None = None) -> Invalid:
        """Adds the problem that this value is not what is ``expected``: ``eta[1] must be above 0; found -1``.

        The problem has the id of what is expected. ``found`` describes this value in the message; by default it is
        ``self.found``, or that there is no value.
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
        """Returns the items of a list; none of anything else."""
        nodes = self.node.items if isinstance(self.node, Sequence) else ()
        return tuple(self._child(node, index) for index, node in enumerate(nodes))

    def entries(self) -> Iterator[tuple[Scalar, Value]]:
        """Yields the keys and values of a mapping; none of anything else."""
        for key, node in self.node.items if isinstance(self.node, Mapping) else ():
            yield key, self._child(node, key.text)

    def _child(self, node: Node, part: str | int) -> Value:
        return Value(node, (*self.path, part), self.problems, self.files, self.letters)

    @property
    def is_list(self) -> bool:
        return isinstance(self.node, Sequence)

    @property
    def is_swept(self) -> bool:
        """Whether this is the list of a sweep's values."""
        return isinstance(self.node, SweptNode)

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.node, Mapping)

    @property
    def text(self) -> str:
        """A scalar's text; empty for a list or a mapping."""
        return self.node.text if isinstance(self.node, Scalar) else ""

    @property
    def typed_text(self) -> str:
        """A scalar's text as its author typed it, where ``text`` has Latin digits."""
        return self.node.typed or self.node.text if isinstance(self.node, Scalar) else ""

    @property
    def python_object(self) -> Any:
        """An object of the program that gives the scene; None for what a text can hold."""
        return self.node.value if isinstance(self.node, PythonObject) else None

    @property
    def content(self) -> float | str | None:
        """A scalar's number or text; None for an empty value, a list or a mapping."""
        return self.node.value if isinstance(self.node, Scalar) else None

    @property
    def number(self) -> float | None:
        """A scalar's number, also of an expression such as ``1/3``, ``pi/2`` or ``10%``; None for all else."""
        return typed_numbers.number(self.content) if isinstance(self.content, str) else self.content

    @property
    def rest_of_line(self) -> str:
        """The text after this value on its line."""
        lines, node = self.node.source.lines, self.node
        end = node.column - 1 + node.width
        return lines[node.line - 1][end:] if 0 < node.line <= len(lines) else ""
