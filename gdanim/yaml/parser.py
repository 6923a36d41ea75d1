"""Parses YAML text to nodes: one document without anchors, aliases, tags and repeated keys, of limited size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from gdanim.errors import Problem, SceneError
from gdanim.messages import message
from gdanim.yaml.nodes import Mapping, Node, Scalar, Sequence, Source, scalar
from gdanim.yaml.syntax_errors import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 32 * 1024
MAX_DEPTH = 32
LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # the line ends that ruamel counts
_START_EVENTS = {"MappingStartEvent", "SequenceStartEvent"}
_END_EVENTS = {"MappingEndEvent", "SequenceEndEvent"}


def parse(text: str, file: str | None = None, *, where: str | None = None, max_bytes: int | None = MAX_BYTES) -> Node:
    """Parses the single document in ``text``.

    Raises SceneError with every problem, located in ``file`` or at ``where``. Texts that are too long are not parsed,
    and parsing stops where the nesting is too deep.
    """
    source = Source(file, tuple(LINE_END.split(text)), where)
    if max_bytes is not None and len(text.encode("utf-8", "surrogatepass")) > max_bytes:
        raise SceneError([Problem(message("yaml.too_long", maximum=max_bytes // 1024), file=file, where=where)])
    return _Parser(source).parse(text)


class _Parser:
    """Builds nodes from the events of one document and collects its problems."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def parse(self, text: str) -> Node:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError
        from ruamel.yaml.reader import ReaderError

        try:
            root = self._document(iter(YAML(typ="safe", pure=True).parse(text)))
        except MarkedYAMLError as error:
            problem = self._syntax_problem(error)
            known = any(other.line == problem.line for other in self.problems)
            raise SceneError([*self.problems, *([] if known else [problem])]) from error
        except ReaderError as error:
            raise SceneError([self._character_problem(text, error.position)]) from error
        if self.problems:
            raise SceneError(self.problems)
        return root

    def _document(self, events: Iterator[Any]) -> Node:
        root: Node = scalar("", source=self.source)
        documents = 0
        for event in events:
            documents += type(event).__name__ == "DocumentStartEvent"
            if documents == 2:
                self._report(event, message("yaml.second_document"))
                break
            if documents and type(event).__name__ in {"ScalarEvent", "AliasEvent", *_START_EVENTS}:
                root = self._node(event, events, 1)
        return root

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        self._check_features(event)
        kind = type(event).__name__
        if kind not in _START_EVENTS:
            quoted = getattr(event, "style", None) is not None
            return scalar(getattr(event, "value", ""), quoted=quoted, **self._position(event))
        if depth > MAX_DEPTH:
            raise SceneError(
                [*self.problems, self._node_at(event).problem(message("yaml.too_deep", maximum=MAX_DEPTH))]
            )
        children = []
        while type(child := next(events)).__name__ not in _END_EVENTS:
            children.append(self._node(child, events, depth + 1))
        if kind == "SequenceStartEvent":
            return Sequence(tuple(children), **self._span(event, child, children))
        pairs = tuple(zip(children[::2], children[1::2], strict=True))
        return Mapping(self._unique(pairs), **self._span(event, child, children))

    def _unique(self, pairs: tuple[tuple[Node, Node], ...]) -> tuple[tuple[Scalar, Node], ...]:
        seen: dict[str, tuple[Scalar, Node]] = {}
        for key, value in pairs:
            if not isinstance(key, Scalar):
                self.problems.append(key.problem(message("yaml.key_not_a_word")))
            elif key.text in seen:
                first = seen[key.text][0].line
                self.problems.append(key.problem(message("yaml.key_twice", key=key.text, line=first)))
            else:
                seen[key.text] = (key, value if value != scalar("") else _missing_value(key))
        return tuple(seen.values())

    def _check_features(self, event: Any) -> None:
        """Reports an alias, an anchor or a tag."""
        if type(event).__name__ == "AliasEvent":
            self._report(event, message("yaml.alias", name=event.anchor))
        elif event.anchor is not None:
            self._report(event, message("yaml.anchor", name=event.anchor))
        elif event.tag is not None:
            self._report(event, message("yaml.tag", name=event.tag))

    def _report(self, event: Any, text: str) -> None:
        self.problems.append(self._node_at(event).problem(text))

    def _node_at(self, event: Any) -> Node:
        return Node(**self._position(event))

    def _position(self, event: Any, end: Any = None) -> dict[str, Any]:
        start, end = event.start_mark, (end or event).end_mark
        rest_of_line = len(self.source.lines[start.line].rstrip()) - start.column
        width = end.column - start.column if end.line == start.line else rest_of_line
        return {"line": start.line + 1, "column": start.column + 1, "width": max(1, width), "source": self.source}

    def _span(self, event: Any, end: Any, children: list[Node]) -> dict[str, Any]:
        """Returns the position of a collection: its whole range inside brackets, its first key or dash in a block."""
        position = self._position(event, end)
        if not event.flow_style:
            position["width"] = children[0].width if children and type(event).__name__ == "MappingStartEvent" else 1
        return position

    def _character_problem(self, text: str, position: int) -> Problem:
        before = LINE_END.split(text[:position])
        node = Node(line=len(before), column=len(before[-1]) + 1, source=self.source)
        return node.problem(message("yaml.character", code=ord(text[position])))

    def _syntax_problem(self, error: Any) -> Problem:
        line, column, width, text = explain(error, self.source.lines)
        return Node(line=line, column=column, width=width, source=self.source).problem(text)


def _missing_value(key: Scalar) -> Scalar:
    """Returns the empty value of a key, at the key's position: ruamel reports the position of the next token."""
    return scalar("", line=key.line, column=key.column, width=key.width, source=key.source)
