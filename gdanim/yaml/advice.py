"""What a broken line of YAML was probably meant to be, in words for people who never read YAML's grammar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.messages import Message

COLON_IN_TEXT = re.compile(r"\s*(?:- +)*(?P<key>[^\s:'\"\[{][^:]*?): +(?P<text>[^'\"\[{].*)")
LONGEST = 400  # characters of a line that are looked at
BARS = re.compile(r"\|(?P<inside>[^|]+)\|")
WORD_AND_REST = re.compile(r"(?P<word>[^\s:]+)(?: *:| +)(?P<rest>\S.*)")


class Explanation(NamedTuple):
    """Line and column count from 1; ``width`` characters are meant."""

    line: int
    column: int
    width: int
    message: Message


def explain(error: Any, lines: tuple[str, ...]) -> Explanation:
    """What ruamel's syntax error means and where it should be shown."""
    here = error.problem_mark or error.context_mark
    begin = error.context_mark or here
    what = error.problem or ""
    for words, advise in ADVICE:
        if words in what:
            return advise(begin, here, lines)
    return _at(here, 1, message("yaml.syntax", reason=what))


def _at(mark: Any, width: int, text: Message) -> Explanation:
    return Explanation(mark.line + 1, mark.column + 1, max(1, width), text)


def _line(lines: tuple[str, ...], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _colon(_begin: Any, here: Any, lines: tuple[str, ...]) -> Explanation:
    number, column = here.line, here.column
    line = _line(lines, number)[:LONGEST]
    match = COLON_IN_TEXT.match(line)
    if match and match.start("text") < column:
        text = match["text"].rstrip()
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        advice = message("yaml.text_with_colon", key=match["key"], text=quoted)
        return Explanation(number + 1, match.start("text") + 1, len(text), advice)
    above = next((n for n in range(number - 1, -1, -1) if _line(lines, n).strip()), None)
    if above is not None and not re.search(r":(\s|$)", _line(lines, above)):
        return _no_colon(above, lines)
    return _misplaced(number, line)


def _misplaced(number: int, line: str) -> Explanation:
    indent = len(line) - len(line.lstrip())
    return Explanation(number + 1, indent + 1, max(1, len(line.strip())), message("yaml.indentation"))


def _no_colon(number: int, lines: tuple[str, ...]) -> Explanation:
    line = _line(lines, number)
    text = line.split(" #")[0].strip()
    match = WORD_AND_REST.fullmatch(text)
    if match:
        advice = message("yaml.no_space_after_colon", key=match["word"], value=match["rest"])
    else:
        advice = message("yaml.no_colon")
    column = len(line) - len(line.lstrip()) + 1
    return Explanation(number + 1, column, max(1, len(text)), advice)


def _left_over(_begin: Any, here: Any, lines: tuple[str, ...]) -> Explanation:
    line = _line(lines, here.line)
    if not line[: here.column].strip():
        return _misplaced(here.line, line)
    return _at(here, len(line.rstrip()) - here.column, message("yaml.left_over"))


def _indicator(_begin: Any, here: Any, lines: tuple[str, ...]) -> Explanation:
    """A character that means something else in YAML begins a value."""
    line = _line(lines, here.line)
    bars = BARS.match(line, here.column)
    if bars:
        advice = message("yaml.absolute_value", inside=bars["inside"].strip(), written=bars[0])
        return _at(here, len(bars[0]), advice)
    character = line[here.column : here.column + 1]
    if character == "\t":
        return _at(here, 1, message("yaml.tab"))
    return _at(here, 1, message("yaml.first_character", character=character))


def _open_bracket(begin: Any, here: Any, lines: tuple[str, ...]) -> Explanation:
    bracket = _line(lines, begin.line)[begin.column : begin.column + 1]
    closing = {"[": "]", "{": "}"}.get(bracket, "]")
    place = f"{here.line + 1}:{here.column + 1}"
    return _at(begin, 1, message("yaml.open_bracket", bracket=bracket, closing=closing, place=place))


ADVICE: tuple[tuple[str, Callable[[Any, Any, tuple[str, ...]], Explanation]], ...] = (
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", lambda begin, _, lines: _no_colon(begin.line, lines)),
    ("chomping or indentation", lambda begin, _, lines: _indicator(begin, begin, lines)),
    ("cannot start any token", _indicator),
    ("expected ',' or", _open_bracket),
    ("expected <block end>", _left_over),
    ("expected the node content", lambda _, here, __: _at(here, 1, message("yaml.missing_value"))),
    ("end of stream", lambda begin, *_: _at(begin, 1, message("yaml.open_quote"))),
    ("sequence entries", lambda _, here, __: _at(here, 1, message("yaml.list_on_key_line"))),
    (
        "escape",
        lambda _, here, __: Explanation(
            here.line + 1,
            here.column,
            2,
            message("yaml.escape"),
        ),
    ),
)
