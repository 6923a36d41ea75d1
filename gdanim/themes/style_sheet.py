"""A person's own style sheet as a theme: its colours, font, line width and runs on top of light or dark."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gdanim import registry, themes
from gdanim.errors import Problem
from gdanim.themes import font_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.themes import Theme

LINE = re.compile(r"""\s*(?P<key>[\w.]+)\s*:\s*(?P<value>(?:"[^"]*"|'[^']*'|[^#"'])*)""")
HEX = re.compile(r"[0-9a-fA-F]{6}|[0-9a-fA-F]{3}")
OUTSIDE = re.compile(
    r"(savefig|path|animation|keymap|webagg|tk|macosx|pgf|pdf|ps|svg|agg|docstring|date)\."
    r"|backend|interactive|toolbar|timezone|datapath|text\.(usetex|latex)|figure\.(hooks|raise_window|max_open)"
)
"""Keys that reach outside a picture: other programs, windows, files."""
COLOURS = {
    "lines.color": "curve",
    "text.color": "ink",
    "axes.edgecolor": "axis",
    "grid.color": "grid",
    "xtick.color": "muted",
    "xtick.labelcolor": "muted",
    "axes.labelcolor": "muted",
    "axes.facecolor": "sheet",
    "figure.facecolor": "paper",
}
"""Which colour of a theme each key gives; of two that give the same the lower one in this table counts."""
GENERIC = ("serif", "sans-serif", "cursive", "fantasy", "monospace")
OTHERS = ("axes.prop_cycle", "lines.linewidth", "font.family", *(f"font.{each}" for each in GENERIC))
USUAL = 1.5  # points: the width of lines where a style sheet says nothing
THICKEST = 6.0  # points


@dataclass(frozen=True)
class Entry:
    key: str
    value: str
    line: int
    quote: str

    @property
    def words(self) -> list[str]:
        return [word.strip().strip("\"'").strip() for word in self.value.strip().strip("[]").split(",") if word.strip()]


@dataclass(frozen=True)
class Style:
    """``entries`` are the last of each key. What is wrong is in ``problems``, and has no effect."""

    path: str
    text: str

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        found = [self._problem(entry, fault) for entry in self._lines() if (fault := self._fault(entry))]
        found += [
            Problem(f"{line.strip()!r} is not a key, a colon and a value", file=self.path, line=number)
            for number, line in enumerate(self.text.splitlines(), 1)
            if line.split("#")[0].strip() and not LINE.match(line)
        ]
        return tuple(sorted(found, key=lambda problem: problem.line or 0))

    @cached_property
    def entries(self) -> dict[str, Entry]:
        return {entry.key: entry for entry in self._lines()}

    @property
    def unused(self) -> tuple[str, ...]:
        """Keys that say nothing about these pictures."""
        return tuple(key for key in self.entries if key not in (*COLOURS, *OTHERS) and not OUTSIDE.match(key))

    def _lines(self) -> Iterator[Entry]:
        for number, line in enumerate(self.text.splitlines(), 1):
            match = LINE.match(line)
            if match:
                yield Entry(match["key"], match["value"].strip(), number, line)

    def _problem(self, entry: Entry, message: str) -> Problem:
        return Problem(
            message,
            file=self.path,
            line=entry.line,
            column=entry.quote.index(entry.key) + 1,
            quote=entry.quote,
            width=len(entry.key),
        )

    def _fault(self, entry: Entry) -> str | None:
        if OUTSIDE.match(entry.key):
            harmless = entry.key == "text.usetex" and entry.value.lower() in {"false", "no", "off", "0", "f", "n"}
            message = f"{entry.key} reaches outside a picture; a theme takes colours, fonts and line widths"
            return None if harmless else message
        if entry.key in COLOURS:
            wrong = entry.value.lower() not in NO_COLOUR and self.colour(entry.value) is None
            return f"{entry.key} must be a colour; found {entry.value!r}" if wrong else None
        if entry.key == "axes.prop_cycle":
            return None if self.runs else f"{entry.key} must be a cycler of colours; found {entry.value!r}"
        if entry.key == "lines.linewidth":
            wanted = f"{entry.key} must be a number above 0, at most {THICKEST:g}; found {entry.value!r}"
            return None if _width(entry.value) else wanted
        if entry.key == "font.family":
            return None if self.font or not self.fonts else f"none of these fonts is here: {', '.join(self.fonts)}"
        return _unknown(entry.key)

    @cached_property
    def runs(self) -> tuple[str, ...]:
        """The colours of the cycle; none where it has no colour or one that can't be read."""
        entry = self.entries.get("axes.prop_cycle")
        found = [self.colour(word, own=False) for word in _cycle(entry.value)] if entry else []
        return () if None in found else tuple(colour for colour in found if colour)

    def colour(self, word: str, *, own: bool = True) -> str | None:
        """``#RRGGBB``, or None for what is no colour. ``own``: C0 to C9 are the style's own runs."""
        from matplotlib import colors

        word = word.strip().strip("\"'")
        if own and re.fullmatch(r"C\d+", word):
            cycle = self.runs or tuple(map(str, colors.TABLEAU_COLORS.values()))
            return cycle[int(word[1:]) % len(cycle)].upper()
        try:
            return str(colors.to_hex(f"#{word}" if HEX.fullmatch(word) else word)).upper()
        except ValueError:
            return None

    @property
    def fonts(self) -> tuple[str, ...]:
        """The families that are asked for by name, the first first."""
        entry, found = self.entries.get("font.family"), []
        for word in entry.words if entry else ():
            lists = self.entries.get(f"font.{word}")
            found += (lists.words if lists else []) if word in GENERIC else [word]
        return tuple(found)

    @cached_property
    def font(self) -> str | None:
        """The first of the families that is there."""
        return next((name for name in self.fonts if _known(name)), None)

    def theme(self) -> Theme:
        given = {COLOURS[key]: self.colour(self.entries[key].value) for key in COLOURS if key in self.entries}
        given = {name: colour for name, colour in given.items() if colour}
        if "paper" not in given and "sheet" in given:
            given["paper"] = given["sheet"]
        base = _nearer(given.get("paper"))
        chosen = {**_quiet(base, given), **given}
        width = _width(self.entries["lines.linewidth"].value) if "lines.linewidth" in self.entries else None
        runs = (*self.runs, *base.runs[len(self.runs) :])[:8]
        line = (width or USUAL) / USUAL
        return replace(base, name=self.path, runs=runs, line=line, font=self.font, **chosen)  # type: ignore[arg-type]


NO_COLOUR = ("auto", "none", "inherit")


def read(path: str) -> Style:
    return Style(path, Path(path).read_text(encoding="utf-8-sig"))


def theme(path: str) -> Theme:
    return read(path).theme()


def _nearer(paper: str | None) -> Theme:
    """Light or dark, whichever paper is nearer in lightness."""
    bases = [themes.load(name) for name in ("light", "dark")]
    return bases[0] if paper is None else min(bases, key=lambda base: abs(_luma(base.paper) - _luma(paper)))


def _luma(colour: str) -> float:
    red, green, blue = themes.rgb(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _quiet(base: Theme, given: dict[str, str | None]) -> dict[str, str | tuple[str, ...]]:
    """The quiet colours that belong to a paper of one's own."""
    paper = given.get("paper")
    if paper is None:
        return {}
    ink = given.get("ink") or base.ink
    quiet = {name: themes.mix(paper, ink, part) for name, part in (("sheet", 0.05), ("grid", 0.1), ("chip", 0.1))}
    return {**quiet, "heights": tuple(themes.mix(height, paper, 0.5) for height in base.heights)}


def _width(value: str) -> float | None:
    try:
        width = float(value)
    except ValueError:
        return None
    return width if 0 < width <= THICKEST else None


def _cycle(value: str) -> list[str]:
    """The words under ``color`` in ``cycler('color', […]) + cycler(…)``: read, never run."""
    try:
        tree = ast.parse(value.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    lists = [node for call in ast.walk(tree) if isinstance(call, ast.Call) for node in _listed(call)]
    items = [item for node in lists if isinstance(node, ast.List | ast.Tuple) for item in node.elts]
    return [str(item.value) for item in items if isinstance(item, ast.Constant)]


def _listed(call: ast.Call) -> list[ast.expr]:
    named = [each.value for each in call.keywords if each.arg in {"color", "c"}]
    if len(call.args) == 2 and isinstance(call.args[0], ast.Constant) and call.args[0].value in {"color", "c"}:
        named.append(call.args[1])
    return named


def _known(family: str) -> bool:
    try:
        font_files.find(family)
    except font_files.UnknownFontError:
        return False
    return True


def _unknown(key: str) -> str | None:
    from matplotlib import rcParamsDefault

    return None if key in rcParamsDefault else f"unknown key {key!r}{registry.advice(key, rcParamsDefault)}"
