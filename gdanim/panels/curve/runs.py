"""What moves in a curve's panel, run by run: from back to front slopes, arrows, balls and their texts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.drawing import sizes
from gdanim.drawing.ball import Ball
from gdanim.drawing.shapes import Marker, Ring
from gdanim.drawing.text import Label, TextStyle
from gdanim.marks import axes_frame
from gdanim.marks.ball_path import BallState, on_curve
from gdanim.marks.offscreen import OffscreenMarker
from gdanim.marks.offscreen_spacing import OffscreenSpacing
from gdanim.marks.overlap_rings import OverlapRings
from gdanim.panels.curve import arrow_labels
from gdanim.panels.curve.arrow_offset import ArrowOffset
from gdanim.panels.curve.drop_lines import DropLines
from gdanim.panels.curve.tangent import FADE, SlopeMarks

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box
    from gdanim.panels import PanelContext

RED_FROM, RED_TO = 0.5, 5 / 6  # of beat one: the yellow arrow's copy flips and shrinks into the red one


class CurveRuns:
    """All runs of a panel. ``standing`` is where signs and their names are: no text is set on them."""

    def __init__(self, context: PanelContext, standing: list[Box]) -> None:
        self.standing = standing
        self.taken = list(standing)
        self.runs = [CurveRun(context, index, self.taken) for index in range(len(context.trajectories))]
        self.overlap_rings = OverlapRings(
            [run.ball for run in self.runs], [run.ball_path.page_points for run in self.runs]
        )
        self.spacing = OffscreenSpacing([run.border for run in self.runs], context.axes.box)
        layers = [[artist for run in self.runs for artist in run.layers[layer]] for layer in range(3)]
        self.lines: list[Mark] = layers[0]
        self.movers: list[Mark] = layers[1] + layers[2]

    def show(self, moment: Moment) -> None:
        self.taken[:] = self.standing
        self.spacing.show([run.ball_path.at(moment) for run in self.runs])
        for run in self.runs:
            run.show(moment)
        self.overlap_rings.show(moment.step)

    def persist(self, step: int) -> list[Mark]:
        return [ring for run in self.runs for ring in run.persist(step)]


class CurveRun:
    """One run: its ball, arrows, tangent, drop lines and trail. ``taken`` grows by each text that it sets."""

    def __init__(self, context: PanelContext, index: int, taken: list[Box]) -> None:
        self.context, self.index, self.taken = context, index, taken
        self.size = size = axes_frame.mark_sizes(context)
        self.colour = context.colour(index)
        self.ball_path = on_curve(context.trajectories[index], context.axes, context.timeline.motion, context.unit)
        theme = context.theme
        self.lane = ArrowOffset(context, size)
        self.red = self.lane.arrow(theme.step, theme.paper)
        self.landing = Ring(theme.step, theme.paper, sizes.RING * context.unit * 1.25, sizes.RING_STROKE * context.unit)
        self.ball = Ball(
            theme, size.ball, sizes.HALO * context.unit, self.colour if len(context.trajectories) > 1 else None
        )
        self.sign = Marker(context.runs[index].style_index, theme.paper, self.colour, size.ball * 0.42, edge=0)
        self.slope = SlopeMarks(context, self.ball_path, self.lane, taken)
        self.border = OffscreenMarker(context, self.ball_path, self.colour)
        self.drop = DropLines(context, self.ball_path) if "drop_line" in context.show else None
        self.against = Label(
            context.text, TextStyle(size.label, theme.step, "semibold", halo=theme.paper), side="center"
        )
        self.truncated = Label(
            context.text, TextStyle(size.label, theme.step, "semibold", halo=theme.paper), side="center"
        )
        self.layers = self._layers(context.show)

    def _layers(self, show: frozenset[str]) -> tuple[list[Mark], list[Mark], list[Mark]]:
        back: list[Mark] = [*self.drop.lines] if self.drop else []
        back = [*back, *self.slope.lines]
        front: list[Mark] = [*self.slope.arrows]
        if "step_arrow" in show:
            front += [self.landing, self.red]
        if "ball" in show:
            front += [self.ball, *([self.sign] if len(self.context.trajectories) > 1 else []), *self.border.marks]
        texts: list[Mark] = [*self.slope.labels, *(self.drop.labels if self.drop else [])]
        return back, front, [*texts, self.truncated, self.against]

    def show(self, moment: Moment) -> None:
        spot = self.ball_path.at(moment)
        inside = spot.state == "inside"
        for artist in (self.ball, self.sign):
            artist.visible = inside
            artist.move_to(spot.x, spot.y)
        if self.border.label in self.border.marks:
            self._keep(self.border.label)
        self._step(moment, spot)
        self.slope.show(moment, spot)
        if self.drop:
            self.drop.show(spot, landing=self.landing.visible)

    def _keep(self, label: Label) -> None:
        """Leave a text in sight where it meets none of those that come before it."""
        if label.visible and label.content:
            label.visible = not label.overlaps(self.taken)
            self.taken += [label.padded_box] if label.visible else []

    def _step(self, moment: Moment, spot: BallState) -> None:
        """The red arrow: out of the yellow one's copy in beat one, then its tip stays while its tail follows."""
        part = min(1.0, max(0.0, (moment.look - RED_FROM) / (RED_TO - RED_FROM)))
        shown = (
            not spot.ended
            and self.ball_path.is_inside(spot.step)
            and part > 0
            and self.ball_path.is_finite(spot.step + 1)
        )
        for artist in (self.red, self.landing, self.against, self.truncated):
            artist.visible = shown
        if not shown:
            return
        self._point(spot, part)
        self.landing.move_to(*self.ball_path.border_point(spot.step + 1))
        self.landing.visible = self.ball_path.is_inside(spot.step + 1) and part == 1
        self.landing.hollow = math.dist((spot.x, spot.y), (self.landing.x, self.landing.y)) > self.size.ball * 1.9
        self._texts(moment, spot, part)

    def _point(self, spot: BallState, part: float) -> None:
        """Set the arrow: it grows out of the ball, or where the slope is shown out of a copy that turns round."""
        (x, y), tip = self.ball_path.page_point(spot.step), self.ball_path.page_point(spot.step + 1)[0]
        theme, lane = self.context.theme, self.lane.needed(x, tip)
        if part < 1 and "slope_arrow" in self.context.show:
            begin, _ = self.context.axes.clamp(self.slope.tip(spot.step), y)
            at = begin + (tip - begin) * part * part * (3 - 2 * part)
            turned = part > 0.5 if (begin > x) == (tip > x) else (at > x) == (tip > x)
            lane, tip = lane if turned else self.lane.needed(x, self.slope.tip(spot.step)), at
            self.red.visible = turned or begin == self.slope.tip(spot.step)  # a broken arrow can't be seen to shrink
        else:
            turned = True
        self.red.fill, self.red.edge = (theme.step, None) if turned else (theme.slope, theme.slope_edge)
        self.lane.point(self.red, spot.x, tip, y, lane=lane, alpha=max(0.0, 1 - FADE * spot.travel))

    def _texts(self, moment: Moment, spot: BallState, part: float) -> None:
        tip, height = self.ball_path.page_point(spot.step + 1)[0], self.ball_path.page_point(spot.step)[1]
        self.truncated.visible = self.red.is_truncated and part == 1 and self.red.alpha > 0
        above = self.red.y - self.red.shape.width / 2 - 10 * self.context.unit
        if self.red.is_truncated:
            ahead = 1 if tip > spot.x else -1
            value = self.context.words.localized(
                self.context.formats.point[0].plain(self.ball_path.points[spot.step + 1][0])
            )
            self.truncated.side = "right" if ahead > 0 else "left"
            self.truncated.set_text(value).move_to(self.red.end - 4 * ahead, above)
            if self.truncated.overlaps(self.taken):
                self.truncated.move_to(self.truncated.x, 2 * height - above + 0.75 * self.size.label)
            self._keep(self.truncated)
        wide = self.red.shape is self.lane.thick and not self.red.is_truncated
        wordy = wide and arrow_labels.is_named(self.context, self.red, moment) and part == 1
        self.against.visible = wordy
        if wordy:
            ascending = self.ball_path.trajectory.run.direction == "ascend"
            self.against.set_text(self.context.words.label("with_slope" if ascending else "against_slope"))
            tried = arrow_labels.anchors(self.against, self.context, self.red, spot.x, over=True)
            taken = [*self.taken, *self.slope.over(spot.step)]
            arrow_labels.place_words(self.against, self.context, tried, taken, self.slope.strokes(spot.step))
            self._keep(self.against)

    def persist(self, step: int) -> list[Mark]:
        if "trail" not in self.context.show or step > self.ball_path.last or not self.ball_path.is_inside(step):
            return []
        unit, theme = self.context.unit * min(1.0, self.size.ball / (11 * self.context.unit)), self.context.theme
        if len(self.context.trajectories) > 1:
            style = self.context.runs[self.index].style_index
            mark: Ring | Marker = Marker(style, self.colour, theme.paper, sizes.RING * unit)
        else:
            mark = Ring(theme.trail, theme.paper, sizes.RING * unit, sizes.RING_STROKE * unit)
        return [mark.move_to(*self.ball_path.page_point(step))]
