"""YAML text to nodes: one document, no anchors, no tags, no key twice, and never too much of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from gdanim.errors import Problem, SceneError
from gdanim.messages import message
from gdanim.yaml.advice import explain
from gdanim.yaml.nodes import Mapping, Node, Scalar, Sequence, Source, scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = 32 * 1024
DEPTH = 32
LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # what ruamel counts as one
_STARTS = {"MappingStartEvent", "SequenceStartEvent"}
_ENDS = {"MappingEndEvent", "SequenceEndEvent"}


def parse(text: str, file: str | None = None, *, where: str | None = None, size: int | None = SIZE) -> Node:
    """The one document in ``text``. Raises SceneError with every problem, placed in ``file`` or at ``where``.

    Too long a text is refused unread, and reading stops where the nesting grows too deep.
    """
    source = Source(file, tuple(LINE_END.split(text)), where)
    if size is not None and len(text.encode("utf-8", "surrogatepass")) > size:
        raise SceneError([Problem(message("yaml.too_long", most=size // 1024), file=file, where=where)])
    return _Reader(source).read(text)


class _Reader:
    """Builds nodes from the events of one document and collects what is wrong with them."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def read(self, text: str) -> Node:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError
        from ruamel.yaml.reader import ReaderError

        try:
            root = self._document(iter(YAML(typ="safe", pure=True).parse(text)))
        except MarkedYAMLError as error:
            syntax = self._syntax(error)
            known = any(problem.line == syntax.line for problem in self.problems)
            raise SceneError([*self.problems, *([] if known else [syntax])]) from error
        except ReaderError as error:
            raise SceneError([self._character(text, error.position)]) from error
        if self.problems:
            raise SceneError(self.problems)
        return root

    def _document(self, events: Iterator[Any]) -> Node:
        root: Node = scalar("", source=self.source)
        documents = 0
        for event in events:
            documents += type(event).__name__ == "DocumentStartEvent"
            if documents == 2:
                self._complain(event, message("yaml.second_document"))
                break
            if documents and type(event).__name__ in {"ScalarEvent", "AliasEvent", *_STARTS}:
                root = self._node(event, events, 1)
        return root

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        self._refuse(event)
        kind = type(event).__name__
        if kind not in _STARTS:
            quoted = getattr(event, "style", None) is not None
            return scalar(getattr(event, "value", ""), quoted=quoted, **self._place(event))
        if depth > DEPTH:
            raise SceneError([*self.problems, self._at(event).problem(message("yaml.too_deep", most=DEPTH))])
        children = []
        while type(child := next(events)).__name__ not in _ENDS:
            children.append(self._node(child, events, depth + 1))
        if kind == "SequenceStartEvent":
            return Sequence(tuple(children), **self._span(event, child, children))
        pairs = tuple(zip(children[::2], children[1::2], strict=True))
        return Mapping(self._distinct(pairs), **self._span(event, child, children))

    def _distinct(self, pairs: tuple[tuple[Node, Node], ...]) -> tuple[tuple[Scalar, Node], ...]:
        seen: dict[str, tuple[Scalar, Node]] = {}
        for key, value in pairs:
            if not isinstance(key, Scalar):
                self.problems.append(key.problem(message("yaml.key_not_a_word")))
            elif key.text in seen:
                first = seen[key.text][0].line
                self.problems.append(key.problem(message("yaml.key_twice", key=key.text, line=first)))
            else:
                seen[key.text] = (key, value if value != scalar("") else _nothing(key))
        return tuple(seen.values())

    def _refuse(self, event: Any) -> None:
        if type(event).__name__ == "AliasEvent":
            self._complain(event, message("yaml.alias", name=event.anchor))
        elif event.anchor is not None:
            self._complain(event, message("yaml.anchor", name=event.anchor))
        elif event.tag is not None:
            self._complain(event, message("yaml.tag", name=event.tag))

    def _complain(self, event: Any, text: str) -> None:
        self.problems.append(self._at(event).problem(text))

    def _at(self, event: Any) -> Node:
        return Node(**self._place(event))

    def _place(self, event: Any, end: Any = None) -> dict[str, Any]:
        start, end = event.start_mark, (end or event).end_mark
        rest = len(self.source.lines[start.line].rstrip()) - start.column
        width = end.column - start.column if end.line == start.line else rest
        return {"line": start.line + 1, "column": start.column + 1, "width": max(1, width), "source": self.source}

    def _span(self, event: Any, end: Any, children: list[Node]) -> dict[str, Any]:
        """The place of a collection: all of it inside brackets, its first key or dash in a block."""
        place = self._place(event, end)
        if not event.flow_style:
            place["width"] = children[0].width if children and type(event).__name__ == "MappingStartEvent" else 1
        return place

    def _character(self, text: str, position: int) -> Problem:
        before = LINE_END.split(text[:position])
        node = Node(line=len(before), column=len(before[-1]) + 1, source=self.source)
        return node.problem(message("yaml.character", code=ord(text[position])))

    def _syntax(self, error: Any) -> Problem:
        line, column, width, text = explain(error, self.source.lines)
        return Node(line=line, column=column, width=width, source=self.source).problem(text)


def _nothing(key: Scalar) -> Scalar:
    """A value that isn't there stands where its key does: ruamel places it at whatever follows."""
    return scalar("", line=key.line, column=key.column, width=key.width, source=key.source)
