"""Reads a matplotlib style sheet as a theme: its colours, font, line width and runs replace those of light or dark."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim import spelling, themes
from gdanim.errors import Problem
from gdanim.messages import message
from gdanim.themes import font_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.messages import Message
    from gdanim.themes import Theme

LINE = re.compile(r"""\s*(?P<key>[\w.]+)\s*:\s*(?P<value>(?:"[^"]*"|'[^']*'|[^#"'])*)""")
HEX = re.compile(r"[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3}")
FORBIDDEN = re.compile(
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
"""The colour of a theme that each key sets. If two keys set the same one, the lower one in this table counts."""
MAY_BE_INVISIBLE = ("axes.facecolor", "axes.edgecolor", "grid.color")
"""Keys whose colour may be fully transparent; the others must be visible."""
NO_COLOUR = ("auto", "inherit")
GENERIC_FAMILIES = ("serif", "sans-serif", "cursive", "fantasy", "monospace")
OTHER_KEYS = ("axes.prop_cycle", "lines.linewidth", "font.family", *(f"font.{name}" for name in GENERIC_FAMILIES))
DEFAULT_WIDTH = 1.5  # points: the width of lines if a style sheet sets none
MAX_WIDTH = 6.0  # points
FALSE = ("false", "no", "off", "0", "f", "n")


@dataclass(frozen=True)
class StyleEntry:
    """A key and its value, the number of its line from 1, and the whole line."""

    key: str
    value: str
    line: int
    quote: str

    @property
    def words(self) -> list[str]:
        return [word.strip().strip("\"'").strip() for word in self.value.strip().strip("[]").split(",") if word.strip()]


@dataclass(frozen=True)
class Colour:
    """A colour ``#RRGGBB``; ``alpha`` is from 0 (invisible) to 1 (opaque)."""

    opaque: str
    alpha: float

    def over(self, ground: str) -> str:
        """Returns the colour blended over another one."""
        return themes.mix(ground, self.opaque, self.alpha)


@dataclass(frozen=True)
class StyleSheet:
    """A style sheet. Entries with a problem have no effect."""

    path: str
    text: str

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        problems = [self._problem(entry, text) for entry in self._all_entries() if (text := self._entry_problem(entry))]
        problems += [
            Problem(message("themes.no_key_and_value", text=line.strip()), file=self.path, line=number)
            for number, line in enumerate(self.text.splitlines(), 1)
            if line.split("#")[0].strip() and not LINE.match(line)
        ]
        problems += self._repeated_keys()
        return tuple(sorted(problems, key=lambda problem: problem.line or 0))

    def _repeated_keys(self) -> Iterator[Problem]:
        lines: dict[str, int] = {}
        for entry in self._all_entries():
            first = lines.setdefault(entry.key, entry.line)
            if first != entry.line:
                yield self._problem(entry, message("themes.key_twice", key=entry.key, line=first))

    @cached_property
    def entries(self) -> dict[str, StyleEntry]:
        """The last entry of each key."""
        return {entry.key: entry for entry in self._all_entries()}

    @property
    def unused_keys(self) -> tuple[str, ...]:
        """The keys that don't affect pictures."""
        return tuple(key for key in self.entries if key not in (*COLOURS, *OTHER_KEYS) and not FORBIDDEN.match(key))

    def _all_entries(self) -> Iterator[StyleEntry]:
        for number, line in enumerate(self.text.splitlines(), 1):
            match = LINE.match(line)
            if match:
                yield StyleEntry(match["key"], match["value"].strip(), number, line)

    def _problem(self, entry: StyleEntry, text: str) -> Problem:
        return Problem(
            text,
            file=self.path,
            line=entry.line,
            column=entry.quote.index(entry.key) + 1,
            quote=entry.quote,
            width=len(entry.key),
        )

    def _entry_problem(self, entry: StyleEntry) -> Message | None:
        key, value, found = entry.key, entry.value, spelling.shortened(entry.value)
        if FORBIDDEN.match(key):
            is_harmless = key == "text.usetex" and value.lower() in FALSE
            return None if is_harmless else message("themes.forbidden_key", key=key)
        if key in COLOURS:
            return self._colour_problem(entry)
        if key == "axes.prop_cycle":
            return None if self.runs else message("themes.no_cycle", key=key, found=found)
        if key == "lines.linewidth":
            return None if _width(value) else message("themes.no_width", key=key, limit=MAX_WIDTH, found=found)
        return self._font_problem() if key == "font.family" else _unknown_key(key)

    def _font_problem(self) -> Message | None:
        file = next(filter(_is_font_file, self.fonts), None)
        if file:
            return message("themes.font_file_in_style_sheet", file=file)
        fonts = ", ".join(self.fonts)
        return None if self.font or not fonts else message("themes.no_font", fonts=fonts)

    def _colour_problem(self, entry: StyleEntry) -> Message | None:
        key, value, found = entry.key, entry.value, spelling.shortened(entry.value)
        colour, comment = self.colour(value), entry.quote.rpartition("#")[2].strip()
        if colour is None and not value and HEX.fullmatch(comment):
            return message("themes.colour_is_comment", key=key, colour=comment)
        if colour is None:
            return None if value.lower() in NO_COLOUR else message("themes.no_colour", key=key, found=found)
        if key == "figure.facecolor" and colour.alpha < 1:
            return message("themes.transparent_paper", key=key, found=found)
        if colour.alpha == 0 and key not in MAY_BE_INVISIBLE:
            return message("themes.invisible", key=key, found=found)
        return None

    @cached_property
    def runs(self) -> tuple[Colour, ...]:
        """The colours of the cycle; none if it has no colour, or one that is invalid or invisible."""
        entry = self.entries.get("axes.prop_cycle")
        found = [self.colour(word, cycle=False) for word in _cycle_colours(entry.value)] if entry else []
        visible = tuple(colour for colour in found if colour and colour.alpha)
        return visible if len(visible) == len(found) else ()

    def colour(self, word: str, *, cycle: bool = True) -> Colour | None:
        """Returns the colour of a word; None for ``none``.

        With ``cycle``, C0 to C9 are the style sheet's own runs.
        """
        from matplotlib import colors

        word = word.strip().strip("\"'")
        if cycle and re.fullmatch(r"C\d+", word):
            runs = self.runs or tuple(Colour(str(each).upper(), 1.0) for each in colors.TABLEAU_COLORS.values())
            return runs[int(word[1:]) % len(runs)]
        try:
            red, green, blue, alpha = colors.to_rgba(f"#{word}" if HEX.fullmatch(word) else word)
        except ValueError:
            return None
        return Colour(str(colors.to_hex((red, green, blue))).upper(), float(alpha))

    @property
    def fonts(self) -> tuple[str, ...]:
        """The names of the font families, in order of preference."""
        entry, found = self.entries.get("font.family"), []
        for word in entry.words if entry else ():
            families = self.entries.get(f"font.{word}")
            found += (families.words if families else []) if word in GENERIC_FAMILIES else [word]
        return tuple(found)

    @cached_property
    def font(self) -> str | None:
        """The first of the families that is installed."""
        return next((name for name in self.fonts if _is_installed(name)), None)

    def theme(self) -> Theme:
        given = self._given_colours()
        opaque = {name: colour.opaque for name, colour in given.items() if colour.alpha == 1}
        paper = opaque.get("paper") or opaque.get("sheet")
        base = _base_theme(paper)
        derived = _derived_colours(base, paper, opaque.get("ink"))
        sheet = given["sheet"].over(paper or base.paper) if "sheet" in given else derived.get("sheet", base.sheet)
        seen = {name: colour.over(sheet) for name, colour in given.items() if name not in {"paper", "sheet"}}
        colours = {**derived, **seen, "paper": paper or base.paper, "sheet": sheet}
        width = _width(self.entries["lines.linewidth"].value) if "lines.linewidth" in self.entries else None
        runs = (*(colour.over(sheet) for colour in self.runs), *base.runs[len(self.runs) :])[:8]
        line_scale = (width or DEFAULT_WIDTH) / DEFAULT_WIDTH
        return replace(base, name=self.path, runs=runs, line_scale=line_scale, font=self.font, **colours)  # type: ignore[arg-type]

    def _given_colours(self) -> dict[str, Colour]:
        """Returns the colours that the style sheet sets, by their names in a theme."""
        colours = {}
        for key, name in COLOURS.items():
            entry = self.entries.get(key)
            colour = self.colour(entry.value) if entry and not self._colour_problem(entry) else None
            if colour:
                colours[name] = colour
        return colours


def read(path: str) -> StyleSheet:
    return StyleSheet(path, Path(path).read_text(encoding="utf-8-sig"))


def theme(path: str) -> Theme:
    return read(path).theme()


def _base_theme(paper: str | None) -> Theme:
    """Returns the light or the dark theme, whichever background is nearer in lightness."""
    bases = [themes.load(name) for name in ("light", "dark")]
    return bases[0] if paper is None else min(bases, key=lambda base: abs(_luma(base.paper) - _luma(paper)))


def _luma(colour: str) -> float:
    red, green, blue = themes.rgb(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _derived_colours(base: Theme, paper: str | None, ink: str | None) -> dict[str, Any]:
    """Returns the light colours derived from the style sheet's own background."""
    if paper is None:
        return {}
    parts = {"sheet": 0.05, "grid": 0.1, "chip": 0.1}
    pale = {name: themes.mix(paper, ink or base.ink, part) for name, part in parts.items()}
    return {**pale, "good": None, "heights": tuple(themes.mix(height, paper, 0.5) for height in base.heights)}


def _width(value: str) -> float | None:
    try:
        width = float(value)
    except ValueError:
        return None
    return width if 0 < width <= MAX_WIDTH else None


def _cycle_colours(value: str) -> list[str]:
    """Returns the words under ``color`` in ``cycler('color', […]) + cycler(…)``, which is parsed but never executed."""
    try:
        tree = ast.parse(value.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    lists = [node for call in ast.walk(tree) if isinstance(call, ast.Call) for node in _colour_arguments(call)]
    items = [item for node in lists if isinstance(node, ast.List | ast.Tuple) for item in node.elts]
    return [str(item.value) for item in items if isinstance(item, ast.Constant)]


def _colour_arguments(call: ast.Call) -> list[ast.expr]:
    arguments = [keyword.value for keyword in call.keywords if keyword.arg in {"color", "c"}]
    if len(call.args) == 2 and isinstance(call.args[0], ast.Constant) and call.args[0].value in {"color", "c"}:
        arguments.append(call.args[1])
    return arguments


def _is_font_file(name: str) -> bool:
    return name.lower().endswith(font_files.EXTENSIONS)


def _is_installed(family: str) -> bool:
    if _is_font_file(family):
        return False
    try:
        font_files.find(family)
    except font_files.UnknownFontError:
        return False
    return True


def _unknown_key(key: str) -> Message | None:
    from matplotlib import rcParamsDefault

    if key in rcParamsDefault:
        return None
    return message("themes.unknown_key", key=key, advice=spelling.advice(key, rcParamsDefault))
