"""What a broken line of YAML was probably meant to be, in words for people who never read YAML's grammar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

COLON_IN_TEXT = re.compile(r"\s*(?:- +)*(?P<key>[^\s:'\"\[{][^:]*?): +(?P<text>[^'\"\[{].*)")
LONGEST = 400  # characters of a line that are looked at
BARS = re.compile(r"\|(?P<inside>[^|]+)\|")
WORD_AND_REST = re.compile(r"(?P<word>[^\s:]+)(?: *:| +)(?P<rest>\S.*)")


class Explanation(NamedTuple):
    """Line and column count from 1; ``width`` characters are meant."""

    line: int
    column: int
    width: int
    message: str


def explain(error: Any, lines: tuple[str, ...]) -> Explanation:
    """What ruamel's syntax error means and where it should be shown."""
    here = error.problem_mark or error.context_mark
    begin = error.context_mark or here
    what = error.problem or ""
    for words, advise in ADVICE:
        if words in what:
            return advise(begin, here, lines)
    return _at(here, 1, f"this is not YAML: {what}")


def _at(mark: Any, width: int, message: str) -> Explanation:
    return Explanation(mark.line + 1, mark.column + 1, max(1, width), message)


def _line(lines: tuple[str, ...], number: int) -> str:
    return lines[number] if number < len(lines) else ""


def _colon(_begin: Any, here: Any, lines: tuple[str, ...]) -> Explanation:
    number, column = here.line, here.column
    line = _line(lines, number)[:LONGEST]
    match = COLON_IN_TEXT.match(line)
    if match and match.start("text") < column:
        text = match["text"].rstrip()
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        message = f'text with a colon in it must be in quotes: {match["key"]}: "{quoted}"'
        return Explanation(number + 1, match.start("text") + 1, len(text), message)
    above = next((n for n in range(number - 1, -1, -1) if _line(lines, n).strip()), None)
    if above is not None and not re.search(r":(\s|$)", _line(lines, above)):
        return _no_colon(above, lines)
    return _misplaced(number, line)


def _misplaced(number: int, line: str) -> Explanation:
    indent = len(line) - len(line.lstrip())
    message = "this line is indented differently from the lines it belongs to"
    return Explanation(number + 1, indent + 1, max(1, len(line.strip())), message)


def _no_colon(number: int, lines: tuple[str, ...]) -> Explanation:
    line = _line(lines, number)
    text = line.split(" #")[0].strip()
    match = WORD_AND_REST.fullmatch(text)
    wanted = f"write '{match['word']}: {match['rest']}'" if match else "write 'key: value'"
    column = len(line) - len(line.lstrip()) + 1
    return Explanation(number + 1, column, max(1, len(text)), f"a key needs a colon and a space behind it: {wanted}")


def _left_over(_begin: Any, here: Any, lines: tuple[str, ...]) -> Explanation:
    line = _line(lines, here.line)
    if not line[: here.column].strip():
        return _misplaced(here.line, line)
    return _at(here, len(line.rstrip()) - here.column, "this is left over behind a closed quote or bracket")


def _indicator(_begin: Any, here: Any, lines: tuple[str, ...]) -> Explanation:
    """A character that means something else in YAML begins a value."""
    line = _line(lines, here.line)
    bars = BARS.match(line, here.column)
    if bars:
        return _at(here, len(bars[0]), f"write abs({bars['inside'].strip()}) for {bars[0]}")
    character = line[here.column : here.column + 1]
    if character == "\t":
        return _at(here, 1, "a tab can't indent a line; use spaces")
    return _at(here, 1, f"a value that begins with {character} must be in quotes")


def _open_bracket(begin: Any, here: Any, lines: tuple[str, ...]) -> Explanation:
    bracket = _line(lines, begin.line)[begin.column : begin.column + 1]
    closing = {"[": "]", "{": "}"}.get(bracket, "]")
    place = f"{here.line + 1}:{here.column + 1}"
    return _at(begin, 1, f"this {bracket} is not closed: a comma or {closing} is missing before {place}")


ADVICE: tuple[tuple[str, Callable[[Any, Any, tuple[str, ...]], Explanation]], ...] = (
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", lambda begin, _, lines: _no_colon(begin.line, lines)),
    ("chomping or indentation", lambda begin, _, lines: _indicator(begin, begin, lines)),
    ("cannot start any token", _indicator),
    ("expected ',' or", _open_bracket),
    ("expected <block end>", _left_over),
    ("expected the node content", lambda _, here, __: _at(here, 1, "a value or a closing bracket is missing here")),
    ("end of stream", lambda begin, *_: _at(begin, 1, "this quote is not closed")),
    ("sequence entries", lambda _, here, __: _at(here, 1, "a list with dashes begins on the line below its key")),
    (
        "escape",
        lambda _, here, __: Explanation(
            here.line + 1,
            here.column,
            2,
            "in double quotes a backslash begins an escape; use single quotes, or double the backslash",
        ),
    ),
)
