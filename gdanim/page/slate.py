"""The lesson's slate: its two beats, and the update in symbols with this step's numbers under them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.panels import Drawing
from gdanim.panels.marks.pen import Mark
from gdanim.panels.marks.shapes import Area
from gdanim.panels.marks.text import Label, Style
from gdanim.typeset import MINUS, Piece, fixed, signed, trimmed

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from gdanim.panels import Stage
    from gdanim.panels.marks.pen import Pen
    from gdanim.panels.marks.plot import Box
    from gdanim.timeline import Moment

RADIUS = 14
DERIVATIVES = {"prime": r"f\,\prime(x)", "leibniz": r"\frac{df}{dx}"}
GAP = 22  # between two symbols of the formula
SLOPE_FROM, NEW_FROM = 0.5, 5 / 6  # of beat one: when the slope's number and the new point appear
PLACES = 3


@dataclass(frozen=True)
class Term:
    """A symbol of the formula and the number under it: ``name`` says which, None for an operator."""

    symbol: str
    colour: str
    name: str | None = None


def terms(stage: Stage) -> list[Term]:
    """x_new = x − η·f′(x); with a rule that remembers, the velocity stands where the slope stood."""
    theme, spec, run = stage.theme, stage.scene.formula, stage.trajectories[0].run
    plain = run.optimizer.name == "gradient_descent"
    sign = "+" if run.direction == "ascend" else MINUS
    new = rf"x_{{\mathrm{{{stage.words.say('x_new')}}}}}"
    made = [
        Term(new, theme.step, "new"),
        Term("=", theme.muted, "equals"),
        Term("x", theme.ball, "x"),
        Term(sign, theme.muted),
    ]
    if run.schedule is not None and (spec.eta or not plain):
        made += [Term(r"\eta", theme.ink, "eta"), Term(r"\cdot", theme.muted)]
    slope = DERIVATIVES[spec.notation] if plain else "v"
    return [*made, Term(slope, theme.slope_text if plain else theme.ink, "slope" if plain else "velocity")]


class Slate:
    """``box`` is the whole slate. The formula's columns are as wide as the widest number of the run under them."""

    def __init__(self, stage: Stage, box: Box) -> None:
        self.stage, self.box = stage, box
        self.trajectory = stage.trajectories[0]
        self.last = len(self.trajectory.points) - 1
        self.terms = terms(stage)
        unit = stage.unit
        self.rows = (box.top + 56 * unit, box.top + 113 * unit)
        self.size, self.number = max(13.0, 30 * unit), max(12.0, 29 * unit)
        self.numbers = [self._label(term, self.rows[1], self.number) for term in self.terms]
        self.symbols = [self._symbol(term) for term in self.terms]
        self._columns()
        self.beats = (
            [Beat(stage, box, index) for index in range(stage.timeline.beats)] if stage.timeline.beats == 2 else []
        )

    def _label(self, term: Term, y: float, size: float) -> Label:
        return Label(self.stage.text, Style(size, term.colour), 0, y, "center")

    def _symbol(self, term: Term) -> Label:
        size = self.size * (1.24 if "frac" in term.symbol else 1)
        return self._label(term, self.rows[0], size).say((Piece(term.symbol, maths=True),))

    def _columns(self) -> None:
        at = self.box.right - 34 * self.stage.unit
        for term, symbol, number in reversed(list(zip(self.terms, self.symbols, self.numbers, strict=True))):
            width = max([symbol.image.width, *(self._width(number, text) for text in self._texts(term))])
            symbol.x = number.x = at - width / 2
            at -= width + GAP * self.stage.unit
        self.left = at

    def _texts(self, term: Term) -> list[str]:
        texts = {self._write(term, step) for step in range(min(self.last, 400))}
        return sorted(texts, key=len)[-2:] or [""]

    def _width(self, label: Label, text: str) -> int:
        return label.say(self._piece(text)).image.width

    def _piece(self, text: str) -> tuple[Piece, ...]:
        return (Piece(text, maths=True),) if text else ()

    def _write(self, term: Term, step: int) -> str:
        """The number under a symbol for the step from x_k to x_{k+1}."""
        if term.name is None:
            return term.symbol
        return "=" if term.name == "equals" and self._equal(step) else self._number(term.name, step)

    def _number(self, name: str, step: int) -> str:
        run = self.trajectory
        if name == "equals":
            return r"\approx"
        if name == "velocity":
            moved = float(run.points[step, 0] - run.points[step + 1, 0])
            value = (-moved if run.run.direction == "ascend" else moved) / float(run.etas[step])
        else:
            value = float(
                {"new": run.points[step + 1, 0], "x": run.points[step, 0], "slope": run.gradients[step, 0]}[name]
                if name != "eta"
                else run.etas[step]
            )
        text = trimmed(value, PLACES) if math.isfinite(value) else "?"
        return signed(text) if name in {"slope", "velocity"} else text

    def _equal(self, step: int) -> bool:
        """Whether a calculator agrees with the numbers as they are printed."""
        printed = {term.name: self._number(term.name, step) for term in self.terms if term.name not in {None, "equals"}}
        try:
            value = {name: float(text.strip("()").replace(MINUS, "-")) for name, text in printed.items()}
        except ValueError:
            return False
        sign = 1 if self.trajectory.run.direction == "ascend" else -1
        slope = value.get("slope", value.get("velocity", 0.0))
        result = value["x"] + sign * value.get("eta", 1.0) * slope
        return fixed(result, 9) == fixed(value["new"], 9)

    def show(self, moment: Moment) -> None:
        step = min(moment.step, self.last - 1) if self.last else 0
        resting = moment.phase == "end" or moment.step >= self.last
        for term, label in zip(self.terms, self.numbers, strict=True):
            label.say(self._piece(self._write(term, step)) if self.last else ())
            label.set_visible(resting or self._revealed(term, moment))
        for beat in self.beats:
            beat.light(moment, resting=resting)

    def _revealed(self, term: Term, moment: Moment) -> bool:
        """X stands from the landing on; the slope's number comes with its arrow, the new point with the red one."""
        if term.name == "x":
            return True
        if term.name in {"slope", "velocity"}:
            return moment.look >= SLOPE_FROM
        return moment.look >= NEW_FROM

    def drawing(self) -> Drawing:
        stage = self.stage
        still: list[Artist] = [Area(self.box, stage.theme.sheet, RADIUS * stage.unit), *self.symbols]
        beats: list[Artist] = [artist for beat in self.beats for artist in beat.artists]
        return Drawing(still=still, movers=[*beats, *self.numbers], show=self.show)


class Beat:
    """One line of the two: lit while it is on."""

    def __init__(self, stage: Stage, box: Box, index: int) -> None:
        self.stage, self.index = stage, index
        ascending = stage.trajectories[0].run.direction == "ascend"
        key = "look" if index == 0 else "step_with" if ascending else "step_against"
        unit, theme = stage.unit, stage.theme
        self.size = max(12.0, 20 * unit)
        y = box.top + (54 if index == 0 else 101) * unit
        self.disc = Number(box.left + 38 * unit, y - 7 * unit, 14 * unit)
        self.digit = Label(stage.text, Style(self.size * 0.8, theme.ink, "bold"), self.disc.x, y - 1.5 * unit, "center")
        self.digit.say(str(index + 1))
        self.label = Label(stage.text, Style(self.size, theme.muted), box.left + 64 * unit, y).say(stage.words.say(key))
        self.artists: list[Artist] = [self.disc, self.digit, self.label]

    def light(self, moment: Moment, *, resting: bool) -> None:
        theme = self.stage.theme
        on = not resting and (moment.beat == self.index + 1 if moment.phase == "step" else self.index == 0)
        self.disc.colour = theme.ink if on else theme.chip
        self.digit.style = Style(self.size * 0.8, theme.paper if on else theme.muted, "bold")
        self.label.style = Style(self.size, theme.ink if on else theme.muted, "semibold" if on else "regular")


class Number(Mark):
    """The round ground of a beat's number."""

    def __init__(self, x: float, y: float, radius: float) -> None:
        super().__init__()
        self.x, self.y, self.radius, self.colour = x, y, radius, "#000000"

    def ink(self, pen: Pen) -> None:
        pen.disc(self.x, self.y, self.radius, self.colour)
