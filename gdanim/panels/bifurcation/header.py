"""The words above a bifurcation diagram: what becomes of the run in the long run, with an icon."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.icons import Icon
from gdanim.drawing.label import Label
from gdanim.drawing.text import TextStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.panels import PanelContext
    from gdanim.panels.bifurcation.orbits import Orbit

TEXT_SIZE, QUIET_SIZE, ICON_SHARE, ICON_GAP, HEADER_RAISE = 20, 16, 0.5, 8, 15  # units; of the letters; units
ICONS = {"wanders": "wandering", "both_valleys": "wandering", "out": "diverged"}


class LongRun:
    """The words for each step size, in the box of the cell's header."""

    def __init__(self, context: PanelContext, found: Sequence[Orbit]) -> None:
        self.context, self.box, self.orbits = context, context.axes.box, found
        theme, unit, reading = context.theme, context.unit, context.reading
        self.baseline = self.box.bottom - HEADER_RAISE * unit
        style = TextStyle(context.text_size(QUIET_SIZE, 12.0), theme.muted)
        name = Label(context.typesetter, style, reading.from_start(self.box, 0.0), self.baseline, reading.start)
        self.static: list[Mark] = [name.set_text(context.words.label("in_the_long_run"))]
        size = context.text_size(TEXT_SIZE, 12.0)
        self.loud = Label(context.typesetter, TextStyle(size, theme.ink, "semibold"), side=reading.end)
        self.good = Label(context.typesetter, TextStyle(size, theme.minimum, "semibold"), side=reading.end)
        kinds = {"converged", "cycle", *ICONS.values()}
        radius = ICON_SHARE * size
        self.icons = {
            kind: Icon(theme, radius, kind, is_success=kind == "converged", rtl=reading.is_rtl)
            for kind in sorted(kinds)
        }

    @property
    def movers(self) -> list[Mark]:
        """The icons and the words, of which one each is shown."""
        return [*self.icons.values(), self.loud, self.good]

    def show(self, moment: Moment) -> None:
        orbit = self.orbits[min(moment.step, len(self.orbits) - 1)]
        is_good = orbit.kind == "places" and orbit.period == 1
        kind = "converged" if is_good else ICONS.get(orbit.kind, "cycle")
        label, reading = (self.good if is_good else self.loud), self.context.reading
        for mark in self.movers:
            mark.visible = mark in (label, self.icons[kind])
        label.set_text(self._text(orbit)).move_to(reading.from_end(self.box), self.baseline)
        icon = self.icons[kind]
        offset = label.image.width + ICON_GAP * self.context.unit + icon.radius
        icon.move_to(reading.from_end(self.box, offset), self.baseline - label.style.middle_drop)

    def _text(self, orbit: Orbit) -> str:
        words = self.context.words
        if orbit.kind == "out":
            return words.label("out_at", n=orbit.left_at or 0)
        if orbit.kind == "places":
            return words.label("bifurcation_one_place" if orbit.period == 1 else "places_in_turn", n=orbit.period)
        return words.label("bifurcation_wanders")
