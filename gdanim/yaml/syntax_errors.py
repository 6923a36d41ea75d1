"""Explains ruamel's syntax errors in terms that need no knowledge of YAML's grammar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.messages import Message

COLON_IN_TEXT = re.compile(r"\s*(?:- +)*(?P<key>[^\s:'\"\[{][^:]*?): +(?P<text>[^'\"\[{].*)")
MAX_LINE = 400  # characters of a line that are searched
BARS = re.compile(r"\|(?P<inside>[^|]+)\|")
WORD_AND_REST = re.compile(r"(?P<word>[^\s:]+)(?: *:| +)(?P<rest>\S.*)")


class Explanation(NamedTuple):
    """A message and the range of characters it refers to. ``line`` and ``column`` count from 1."""

    line: int
    column: int
    width: int
    message: Message


def explain(error: Any, lines: tuple[str, ...]) -> Explanation:
    """Returns the explanation of ruamel's ``error`` in the text with these ``lines``."""
    end = error.problem_mark or error.context_mark
    start = error.context_mark or end
    problem = error.problem or ""
    for words, explanation in EXPLANATIONS:
        if words in problem:
            return explanation(start, end, lines)
    return _at(end, 1, message("yaml.syntax", reason=problem))


def _at(mark: Any, width: int, text: Message) -> Explanation:
    return Explanation(mark.line + 1, mark.column + 1, max(1, width), text)


def _line(lines: tuple[str, ...], index: int) -> str:
    return lines[index] if index < len(lines) else ""


def _unexpected_colon(_start: Any, end: Any, lines: tuple[str, ...]) -> Explanation:
    index, column = end.line, end.column
    line = _line(lines, index)[:MAX_LINE]
    match = COLON_IN_TEXT.match(line)
    if match and match.start("text") < column:
        text = match["text"].rstrip()
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        advice = message("yaml.text_with_colon", key=match["key"], text=escaped)
        return Explanation(index + 1, match.start("text") + 1, len(text), advice)
    above = next((n for n in range(index - 1, -1, -1) if _line(lines, n).strip()), None)
    if above is not None and not re.search(r":(\s|$)", _line(lines, above)):
        return _missing_colon(above, lines)
    return _wrong_indentation(index, line)


def _wrong_indentation(index: int, line: str) -> Explanation:
    indent = len(line) - len(line.lstrip())
    return Explanation(index + 1, indent + 1, max(1, len(line.strip())), message("yaml.indentation"))


def _missing_colon(index: int, lines: tuple[str, ...]) -> Explanation:
    line = _line(lines, index)
    text = line.split(" #")[0].strip()
    match = WORD_AND_REST.fullmatch(text)
    if match:
        advice = message("yaml.no_space_after_colon", key=match["word"], value=match["rest"])
    else:
        advice = message("yaml.no_colon")
    column = len(line) - len(line.lstrip()) + 1
    return Explanation(index + 1, column, max(1, len(text)), advice)


def _left_over(_start: Any, end: Any, lines: tuple[str, ...]) -> Explanation:
    line = _line(lines, end.line)
    if not line[: end.column].strip():
        return _wrong_indentation(end.line, line)
    return _at(end, len(line.rstrip()) - end.column, message("yaml.left_over"))


def _first_character(_start: Any, end: Any, lines: tuple[str, ...]) -> Explanation:
    """Explains a value whose first character has a special meaning in YAML."""
    line = _line(lines, end.line)
    bars = BARS.match(line, end.column)
    if bars:
        advice = message("yaml.absolute_value", inside=bars["inside"].strip(), written=bars[0])
        return _at(end, len(bars[0]), advice)
    character = line[end.column : end.column + 1]
    if character == "\t":
        return _at(end, 1, message("yaml.tab"))
    return _at(end, 1, message("yaml.first_character", character=character))


def _open_bracket(start: Any, end: Any, lines: tuple[str, ...]) -> Explanation:
    bracket = _line(lines, start.line)[start.column : start.column + 1]
    closing = {"[": "]", "{": "}"}.get(bracket, "]")
    before = f"{end.line + 1}:{end.column + 1}"
    return _at(start, 1, message("yaml.open_bracket", bracket=bracket, closing=closing, place=before))


def _escape(_start: Any, end: Any, _lines: tuple[str, ...]) -> Explanation:
    return Explanation(end.line + 1, end.column, 2, message("yaml.escape"))  # from the backslash, one column before


EXPLANATIONS: tuple[tuple[str, Callable[[Any, Any, tuple[str, ...]], Explanation]], ...] = (
    ("mapping values are not allowed", _unexpected_colon),
    ("could not find expected ':'", lambda start, _, lines: _missing_colon(start.line, lines)),
    ("chomping or indentation", lambda start, _, lines: _first_character(start, start, lines)),
    ("cannot start any token", _first_character),
    ("expected ',' or", _open_bracket),
    ("expected <block end>", _left_over),
    ("expected the node content", lambda _, end, __: _at(end, 1, message("yaml.missing_value"))),
    ("end of stream", lambda start, *_: _at(start, 1, message("yaml.open_quote"))),
    ("sequence entries", lambda _, end, __: _at(end, 1, message("yaml.list_on_key_line"))),
    ("escape", _escape),
)
"""Words of ruamel's message, and the function that explains it: its arguments are the marks where the trouble starts
and where it was noticed, and the lines of the text."""
