"""Scalars, sequences and mappings, each with its line and column. Independent of syntax."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gdanim.errors import KeyPath, Problem
from gdanim.spelling import latin_number

if TYPE_CHECKING:
    from collections.abc import Iterator

NULL_WORDS = {"", "~", "null", "Null", "NULL"}
BOOLEANS = {"true": True, "false": False}
NUMBER = re.compile(r"[-+]?(?:[0-9]+(?P<point>\.[0-9]*)?|(?P<bare>\.[0-9]+))(?P<power>[eE][-+]?[0-9]+)?")


@dataclass(frozen=True)
class Source:
    """The origin of a text: a ``file`` and its ``lines``, or ``where``, a description in place of a file."""

    file: str | None = None
    lines: tuple[str, ...] = ()
    where: str | None = None


@dataclass(frozen=True, kw_only=True)
class Node:
    """A value and its position, which is ignored in comparisons.

    ``line`` and ``column`` count from 1; 0 means no position. ``width`` is in characters.
    """

    line: int = field(default=0, compare=False)
    column: int = field(default=0, compare=False)
    width: int = field(default=1, compare=False)
    source: Source = field(default=Source(), compare=False, repr=False)

    def problem(self, message: str, path: KeyPath = (), *, offset: int = 0, width: int | None = None) -> Problem:
        """Returns a problem at this node, or at the ``width`` characters that begin ``offset`` after its start."""
        if self.source.where or not self.line:
            return Problem(message, path, file=self.source.file, where=self.source.where)
        quote = self.source.lines[self.line - 1] if self.line <= len(self.source.lines) else None
        column, width = self.column + offset, width or self.width
        return Problem(message, path, self.source.file, self.line, column, quote, width)


@dataclass(frozen=True)
class Scalar(Node):
    """A scalar. ``value`` is a number, a text, or None if empty. Words such as ``no`` and ``true`` are text.

    ``text`` has Latin digits where it is a number in Persian or Arabic ones; ``typed`` is then what the author typed.
    """

    text: str
    value: float | str | None
    is_quoted: bool = False
    typed: str = ""


@dataclass(frozen=True)
class Sequence(Node):
    items: tuple[Node, ...]


@dataclass(frozen=True)
class Mapping(Node):
    items: tuple[tuple[Scalar, Node], ...]

    def keys(self) -> tuple[str, ...]:
        return tuple(key.text for key, _ in self.items)

    def get(self, name: str) -> Node | None:
        return next((value for key, value in self.items if key.text == name), None)


@dataclass(frozen=True)
class PythonObject(Node):
    """An object of a program that gives a scene as a mapping, such as a callable. No text has one."""

    value: Any

    @property
    def text(self) -> str:
        """The object as messages name it."""
        return f"<{type(self.value).__name__} {getattr(self.value, '__name__', '')}".rstrip() + ">"


def scalar(text: str, *, quoted: bool = False, **position: Any) -> Scalar:
    """Returns a scalar with its value, which is the text itself if quoted."""
    latin = latin_number(text)
    value = latin if quoted else _value(latin)
    return Scalar(latin, value, quoted, text if latin != text else "", **position)


def _value(text: str) -> float | str | None:
    if text in NULL_WORDS:
        return None
    match = NUMBER.fullmatch(text)
    if not match:
        return text
    # int() refuses thousands of digits
    return float(text) if any(match.groups()) or len(text) > 20 else int(text)


def to_python(node: Node) -> Any:
    """Returns dicts, lists, numbers, text and None; here ``true`` and ``false`` are booleans."""
    if isinstance(node, Mapping):
        return {key.text: to_python(value) for key, value in node.items}
    if isinstance(node, Sequence):
        return [to_python(item) for item in node.items]
    if isinstance(node, Scalar):
        return node.value if node.is_quoted else BOOLEANS.get(node.text, node.value)
    if isinstance(node, PythonObject):
        return node.text
    raise TypeError(node)


def holds_objects(node: Node) -> bool:
    """Returns whether a node is or holds an object of a program."""
    if isinstance(node, Mapping):
        return any(holds_objects(value) for _, value in node.items)
    return isinstance(node, PythonObject) or (isinstance(node, Sequence) and any(map(holds_objects, node.items)))


def words(node: Node) -> Iterator[str]:
    """Yields every key and every scalar's text."""
    if isinstance(node, Mapping):
        for key, value in node.items:
            yield key.text
            yield from words(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from words(item)
    elif isinstance(node, Scalar):
        yield node.text
