"""The lesson's slate: its two beats, and the update in symbols with this step's numbers under them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.decorations.formula_bar_beats import BeatIndicator
from gdanim.drawing.reading_direction import Reading
from gdanim.drawing.shapes import Rectangle
from gdanim.drawing.sizes import LEAST_TEXT
from gdanim.drawing.text import Label, TextStyle
from gdanim.marks import run_names
from gdanim.panels import Drawing
from gdanim.text.bidi import Piece
from gdanim.text.numbers import MINUS, as_maths, fixed, longest, number, scientific, signed, telling

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box
    from gdanim.panels import PanelContext

RADIUS = 14
DERIVATIVES = {"prime": r"f\,\prime(x)", "leibniz": r"\frac{df}{dx}"}
MARGIN = 34  # beside the formula
GAP = 22  # between two symbols of the formula
SLOPE_FROM, NEW_FROM = 0.5, 5 / 6  # of beat one: when the slope's number and the new point appear
PLACES = 3
NOUGHT = fixed(0.0, PLACES)  # how what is nearly nothing would be printed
EXACT = 1e-9  # of the numbers: far below their last digits
ROWS = {1: (56, 113), 2: (45, 85, 122)}  # base lines of the symbols and of each variable's numbers, in units
SIZES = {1: (30, 29), 2: (27, 24)}
LEAST = 0.55  # the formula shrinks to this at most, where the page is narrow
MOST = max(ROWS)  # variables


@dataclass(frozen=True)
class Term:
    """A symbol of the formula and the number under it: ``name`` says which, None for an operator."""

    symbol: str
    colour: str
    name: str | None = None


def terms(context: PanelContext) -> list[Term]:
    """x_new = x − η·f′(x); momentum has its velocity instead of the slope, other rules only their step."""
    theme, run = context.theme, context.trajectories[0].run
    x = run_names.point(run.function)
    new = rf"{x}_{{\mathrm{{{context.words.label('x_new')}}}}}"
    made = [Term(new, theme.step, "new"), Term("=", theme.muted, "equals"), Term(x, theme.ball, "x")]
    return [*made, *_change(context, "+" if run.direction == "ascend" else MINUS)]


def _change(context: PanelContext, sign: str) -> list[Term]:
    theme, spec, run = context.theme, context.scene.formula, context.trajectories[0].run
    rule = run.optimizer.name
    if rule not in {"gradient_descent", "momentum"}:
        x = run_names.point(run.function)
        return [Term("+", theme.muted), Term(rf"\Delta {x}", theme.step, "change")]
    made = [Term(sign, theme.muted)]
    if spec.eta or rule == "momentum":
        made += [Term(r"\eta", theme.ink, "eta"), Term(r"\cdot", theme.muted)]
    if rule == "momentum":
        return [*made, Term("v", theme.ink, "velocity")]
    drawn = run.sampling is not None and not run.sampling.whole  # the gradient is its batch's
    gradient = r"\nabla f_B" if drawn else r"\nabla f"
    symbol = DERIVATIVES[spec.notation] if len(run.start) == 1 else gradient
    return [*made, Term(symbol, theme.slope_text, "slope")]


class FormulaBar:
    """``box`` is the whole slate. The formula's columns are as wide as the widest number of the run under them."""

    def __init__(self, context: PanelContext, box: Box) -> None:
        self.context, self.box = context, box
        self.trajectory = context.trajectories[0]
        self.last = len(self.trajectory.points) - 1
        self.coordinates = range(len(self.trajectory.run.start))
        self.terms = terms(context)
        two = context.timeline.beats == len(("look", "step"))
        self.beats = [BeatIndicator(context, box, index) for index in range(2)] if two else []
        self.raised = True  # powers of ten, unless they leave no room for the beats' words
        if not self._fitted():
            self.raised = False
        if not self.raised and not self._fitted():
            for beat in self.beats:
                beat.hush()
            self._fitted()
        if Reading(context.words.right_to_left).rtl:
            self._to_the_left()

    def _fitted(self) -> bool:
        """Write the formula as large as it may be beside the beats; whether it has room there."""
        room = self.box.width - max((beat.taken for beat in self.beats), default=0.0)
        scale = 1.0
        self._write_out(scale)
        while self.width > room and scale > LEAST:
            scale *= 0.94
            self._write_out(scale)
        return self.width <= room

    def _write_out(self, scale: float) -> None:
        """Place the symbols and the numbers, ``scale`` times as large as they would be, and never too small."""
        unit, count = self.context.unit, len(self.coordinates)
        symbols, *numbers = (self.box.top + row * unit for row in ROWS[count])
        large, small = (max(LEAST_TEXT, max(12.0, size * unit) * scale) for size in SIZES[count])
        self.symbols = [self._symbol(term, symbols, large) for term in self.terms]
        self.numbers = [[self._label(term, y, small) for y in numbers] for term in self.terms]
        self.left = self._columns(GAP * unit * scale)
        names = self.trajectory.run.function.variables if count > 1 else ()
        style = TextStyle(small, self.context.theme.muted)
        at = self.left - 2 * GAP * unit * scale
        self.names = [
            Label(self.context.text, style, at, y).set_text((Piece(f"{name}:", maths=True),))
            for name, y in zip(names, numbers, strict=False)
        ]
        self.left = at if names else self.left

    @property
    def width(self) -> float:
        """What the formula takes of the box, with its margin."""
        return self.box.right - self.left

    def _to_the_left(self) -> None:
        """A formula runs from left to right on every page, but stands opposite the words."""
        across = self.box.left + MARGIN * self.context.unit - self.left
        for label in (*self.symbols, *self.names, *(label for labels in self.numbers for label in labels)):
            label.x += across

    def _label(self, term: Term, y: float, size: float) -> Label:
        return Label(self.context.text, TextStyle(size, term.colour), 0, y, "center")

    def _symbol(self, term: Term, y: float, size: float) -> Label:
        size *= 1.24 if "frac" in term.symbol else 1
        return self._label(term, y, size).set_text((Piece(term.symbol, maths=True),))

    def _columns(self, gap: float) -> float:
        """Set each column's middle, from the right; return the formula's left end."""
        at = self.box.right - MARGIN * self.context.unit
        for term, symbol, numbers in reversed(list(zip(self.terms, self.symbols, self.numbers, strict=True))):
            widths = [symbol.image.width, *(self._width(numbers[0], text) for text in self._texts(term))]
            for label in (symbol, *numbers):
                label.x = at - max(widths) / 2
            at -= max(widths) + gap
        return at

    def _texts(self, term: Term) -> list[str]:
        texts = {self._write(term, axis, step) for axis in self.coordinates for step in range(min(self.last, 400))}
        return longest(texts, 2) or [""]

    def _width(self, label: Label, text: str) -> int:
        return label.set_text(self._piece(text)).image.width

    def _piece(self, text: str) -> tuple[Piece, ...]:
        return (Piece(as_maths(text), maths=True),) if text else ()

    def _write(self, term: Term, axis: int, step: int) -> str:
        """What stands under a symbol for the step from x_k to x_{k+1}, in one variable."""
        if term.name is None:
            return term.symbol
        if term.name == "equals":
            return "=" if self._equal(axis, step) else r"\approx"
        value = self._value(term.name, axis, step)
        small = scientific(value) if self.raised else NOUGHT
        text = small if self._nought(term.name, value, axis, step) else telling(value, PLACES)
        return signed(text) if term.name in {"slope", "velocity", "change"} else text

    def _nought(self, name: str, value: float, axis: int, step: int) -> bool:
        """Whether a number is nearly nothing, of a step that moves nothing that decimals tell."""
        moved = self._value("change", axis, step)
        return name != "eta" and value != 0 and NOUGHT == fixed(value, PLACES) == fixed(moved, PLACES)

    def _value(self, name: str, axis: int, step: int) -> float:
        run = self.trajectory
        here, there = float(run.points[step, axis]), float(run.points[step + 1, axis])
        if name == "velocity":
            return (there - here if run.run.direction == "ascend" else here - there) / float(run.etas[step])
        numbers = {"new": there, "x": here, "change": there - here, "slope": float(run.gradients[step, axis])}
        return numbers[name] if name in numbers else float(run.etas[step])

    def _equal(self, axis: int, step: int) -> bool:
        """Whether a calculator agrees with the numbers as they are printed."""
        wanted = (term for term in self.terms if term.name not in {None, "equals"})
        named = {str(term.name): self._write(term, axis, step) for term in wanted}
        if NOUGHT in named.values():
            return False
        try:
            value = {name: number(text) for name, text in named.items()}
        except ValueError:
            return False
        if "change" in value:
            result = value["x"] + value["change"]
        else:
            sign = 1 if self.trajectory.run.direction == "ascend" else -1
            result = value["x"] + sign * value.get("eta", 1.0) * value.get("slope", value.get("velocity", 0.0))
        return abs(result - value["new"]) <= EXACT * max(abs(value["x"]), abs(value["new"]))

    def show(self, moment: Moment) -> None:
        step = min(moment.step, self.last - 1) if self.last else 0
        resting = moment.phase == "end" or moment.step >= self.last
        for term, labels in zip(self.terms, self.numbers, strict=True):
            for axis, label in enumerate(labels):
                label.set_text(self._piece(self._write(term, axis, step)) if self.last else ())
                label.visible = resting or self._revealed(term, moment)
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
        context = self.context
        static: list[Mark] = [
            Rectangle(self.box, context.theme.sheet, RADIUS * context.unit),
            *self.symbols,
            *self.names,
        ]
        beats: list[Mark] = [artist for beat in self.beats for artist in beat.artists]
        return Drawing(
            static=static, movers=[*beats, *(label for labels in self.numbers for label in labels)], show=self.show
        )
