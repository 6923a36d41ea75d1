"""The diagram under the cursor: the ink of all places, the limits, the pins, and the names of ranges of step sizes."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gdanim.descent.goal_curvature import swept_step_limits
from gdanim.drawing.label import Label
from gdanim.drawing.pixel_image import PixelImage
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.shapes import Line, Marker, Rectangle
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts import axes_frame
from gdanim.panel_parts.limit_line import LIMIT_NAME_SIZE, limit_line
from gdanim.panels.bifurcation import etas_of, ranges
from gdanim.panels.bifurcation.orbits import ink
from gdanim.text import numbers
from gdanim.themes import rgb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor
    from gdanim.panels import PanelContext
    from gdanim.panels.bifurcation.orbits import Orbit

ETAS_PER_ROW = 4
TO_COME = 0.42  # of the ink of rows that the cursor has not reached
NAME_SIZE, SYMBOL_SIZE, PIN_RADIUS, LABEL_GAP = 15, 20, 5.0, 8  # units
BRACKET_WIDTH, CURRENT_WIDTH, BRACKET_INSET = 1.4, 2.6, 9  # units
MIN_VISIBLE_INK = 0.12  # ink from which letters keep off


def tick_labels(context: PanelContext) -> list[Label]:
    """Returns the tick labels: step sizes downwards at the left, and those of the curve's axis below."""
    axes, box = context.axes, context.axes.box
    upwards = replace(context, axes=replace(axes, y_range=(axes.y_range[1], axes.y_range[0])))
    beside = axes_frame.y_tick_labels(upwards)
    for label in beside:
        drop = label.style.middle_drop
        label.move_to(label.x, box.top + box.bottom - (label.y - drop) + drop)
    return [*beside, *axes_frame.x_tick_labels(context, beside)]


class Diagram:
    """The diagram of a panel's runs, one for each step size."""

    def __init__(self, context: PanelContext, found: Sequence[Orbit]) -> None:
        self.context, self.axes, self.box = context, context.axes, context.axes.box
        self.unit, self.theme = context.unit, context.theme
        self.etas, self.orbits = etas_of(context.trajectories), found
        self.left, self.top = round(self.box.left), round(self.box.top)
        self.width, self.height = round(self.box.right) - self.left, round(self.box.bottom) - self.top
        self.ink = self._ink()
        self.occupied = Obstacles(gap=(4.0, 1.0))
        rows, columns = np.nonzero(self.ink[::3, ::3] > MIN_VISIBLE_INK)
        points = np.column_stack((self.left + 3 * columns, self.top + 3 * rows)).astype(float)
        self.dark = Obstacles(points=points, clearance=2.0, penalty=0.01, per_obstacle=True)
        self.side = self._emptier_side()
        has_names = "names" in context.shown_marks
        self.brackets = self._brackets() if has_names else []
        limits = swept_step_limits(context.trajectories).values()
        self.limit_lines: list[Mark] = [line for at in limits for line in self._limit(at)]
        self.names: list[Mark] = [*self._symbol(), *self._limit_names(), *self._pins()] if has_names else []

    def _ink(self) -> np.ndarray:
        run, options = self.context.trajectories[0].run, self.context.options
        count = ETAS_PER_ROW * self.height
        etas = np.linspace(self.etas[0], self.etas[-1], count)
        return ink(
            run.function,
            etas,
            options.starts or (run.start[0],),
            self.axes.x_range,
            (self.width, self.height),
            (options.skip, options.keep),
            ascends=run.is_ascent,
        )

    def _pixels(self, share: float) -> np.ndarray:
        """Returns the colours of the diagram with a share of its ink."""
        ground, colour = np.array(rgb(self.theme.other_ground)), np.array(rgb(self.theme.ball))
        part = (share * self.ink)[..., None]
        colours = np.round(ground + part * (colour - ground)).astype(np.uint8)
        return np.dstack((colours, np.full(self.ink.shape, 255, np.uint8)))

    def _emptier_side(self) -> str:
        edge = max(1, self.width // 4)
        return "right" if self.ink[:, -edge:].sum() <= self.ink[:, :edge].sum() else "left"

    def static_marks(self) -> list[Mark]:
        """Returns what does not change, from back to front."""
        context, box = self.context, self.box
        axis = axes_frame.axis_line(context, (box.left, box.top), (box.right, box.top))
        image = PixelImage(self._pixels(TO_COME), self.left, self.top)
        return [Rectangle(box, self.theme.other_ground), image, axis, *tick_labels(context)]

    def _limit(self, at: float) -> list[Line]:
        if not self._is_shown(at):
            return []
        y = self.axes.y(at)
        return [limit_line(self.context, (self.box.left, y), (self.box.right, y))]

    def _is_shown(self, eta: float) -> bool:
        return self.etas[0] <= eta <= self.etas[-1]

    def _symbol(self) -> list[Label]:
        style = self._style(SYMBOL_SIZE, self.theme.ink)
        gap = LABEL_GAP * self.unit
        label = Label(self.context.typesetter, style).set_text(r"$\eta$ ↓")
        y = self.box.top + gap + style.ascent
        left: Anchor = ("left", self.box.left + gap, y)
        right: Anchor = ("right", self.box.right - gap, y)
        anchors = [left if self.side == "right" else right]
        return [label] if self.occupied.place(label, anchors, [self.dark], within=self.box) else []

    def _style(self, size: float, colour: str, weight: str = "regular") -> TextStyle:
        return TextStyle(self.context.text_size(size, 11.0), colour, weight, self.theme.other_ground)

    def _limit_names(self) -> list[Label]:
        labels, gap = [], LABEL_GAP * self.unit
        style = self._style(LIMIT_NAME_SIZE, self.theme.ink)
        for name, at in swept_step_limits(self.context.trajectories).items():
            if not self._is_shown(at):
                continue
            y = self.axes.y(at)
            label = Label(self.context.typesetter, style)
            label.set_text(f"${name} = {numbers.mathtext(numbers.single(at))}$")
            heights = (y - gap, y + gap + style.ascent)
            anchors = [anchor for height in heights for anchor in self._at_sides(height, 3 * gap)]
            labels += [label] if self.occupied.place(label, anchors, [self.dark], within=self.box) else []
        return labels

    def _at_sides(self, y: float, gap: float) -> list[Anchor]:
        right: Anchor = ("right", self.box.right - gap, y)
        left: Anchor = ("left", self.box.left + gap, y)
        return [right, left] if self.side == "right" else [left, right]

    def _pins(self) -> list[Mark]:
        """Returns a run's marker and its step size at the edge opposite to the names of ranges."""
        marks: list[Mark] = []
        style, gap = self._style(NAME_SIZE, self.theme.ink), LABEL_GAP * self.unit
        side = 1 if self.side == "right" else -1
        for index, eta in enumerate(self.context.options.pins):
            if not self._is_shown(eta):
                continue
            y, radius = self.axes.y(eta), PIN_RADIUS * self.unit
            x = self.box.left + 2 * gap if side > 0 else self.box.right - 2 * gap
            marker = Marker(index, self.theme.run_colour(index), self.theme.other_ground, radius).move_to(x, y)
            label = Label(self.context.typesetter, style)
            label.set_text(self.context.words.localized(numbers.single(eta)))
            anchor: Anchor = ("left" if side > 0 else "right", x + side * (radius + gap), y + style.middle_drop)
            label.move_to_anchor(anchor)
            self.occupied.add(label.padded_box)
            marks += [marker, label]
        return marks

    def _brackets(self) -> list[tuple[int, int, list[Mark], list[Mark]]]:
        """Returns the first and the last value of each range with room for its name, and its quiet and loud marks."""
        found, gap = [], LABEL_GAP * self.unit
        inset = BRACKET_INSET * self.unit
        x = self.box.right - inset if self.side == "right" else self.box.left + inset
        for key, first, last in ranges(self.orbits):
            top, bottom = self._edges(first, last)
            style = self._style(NAME_SIZE, self.theme.muted)
            if bottom - top < style.size:
                continue
            anchor: Anchor = (
                self.side,  # type: ignore[assignment]
                x - gap if self.side == "right" else x + gap,
                (top + bottom) / 2 + style.middle_drop,
            )
            pairs = []
            for text_style, width in (
                (style, BRACKET_WIDTH),
                (self._style(NAME_SIZE, self.theme.ink, "semibold"), CURRENT_WIDTH),
            ):
                label = Label(self.context.typesetter, text_style)
                label.set_text(self.context.words.label(f"bifurcation_{key}")).move_to_anchor(anchor)
                line = Line([(x, top + 2), (x, bottom - 2)], text_style.colour, width * self.unit, cap="butt")
                pairs.append([line, label])
            self.occupied.add(pairs[1][1].padded_box)  # type: ignore[attr-defined]
            found.append((first, last, *pairs))
        return found  # type: ignore[return-value]

    def _edges(self, first: int, last: int) -> tuple[float, float]:
        """Returns the upper and the lower edge of a range: half-way to its neighbours."""
        before, after = max(0, first - 1), min(len(self.etas) - 1, last + 1)
        low = (self.etas[before] + self.etas[first]) / 2
        high = (self.etas[last] + self.etas[after]) / 2
        return self.axes.y(low), self.axes.y(high)

    @property
    def words(self) -> list[Mark]:
        """All words, which stand over the ink and the cursor: the names of the ranges are dark where the cursor is."""
        return [*self.names, *(mark for _, _, quiet, loud in self.brackets for mark in (*quiet, *loud))]

    def show(self, moment: Moment) -> None:
        for first, last, quiet, loud in self.brackets:
            is_current = first <= min(moment.step, len(self.etas) - 1) <= last
            for mark in quiet:
                mark.visible = not is_current
            for mark in loud:
                mark.visible = is_current

    def persist(self, step: int) -> Sequence[Mark]:
        """Returns the rows in full ink that the cursor passes on its way to a step size."""
        if step >= len(self.etas) or not step:
            return ()
        begin, end = (round(self.axes.y(self.etas[index])) - self.top for index in (step - 1, step))
        end = self.height if step == len(self.etas) - 1 else end
        rows = self._full[max(0, begin) : end]
        return [PixelImage(rows, self.left, self.top + max(0, begin))]

    @cached_property
    def _full(self) -> np.ndarray:
        return self._pixels(1.0)
