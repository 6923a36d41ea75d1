"""What moves over a map: balls with their paths, steps and slopes, in any direction."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.drawing import sizes
from gdanim.drawing.arrows import Arrow, Shape
from gdanim.drawing.ball import Ball
from gdanim.drawing.shapes import Line, Marker, Ring
from gdanim.drawing.text import Label, TextStyle
from gdanim.marks.ball_path import on_map
from gdanim.marks.offscreen import OffscreenMarker
from gdanim.marks.offscreen_labels import OffscreenLabels
from gdanim.marks.offscreen_spacing import OffscreenSpacing
from gdanim.marks.overlap_rings import OverlapRings
from gdanim.panels.contour.full_gradient import FullGradientArrow
from gdanim.panels.curve.runs import RED_FROM, RED_TO
from gdanim.panels.curve.tangent import FADE, YELLOW_BY, YELLOW_FROM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box
    from gdanim.marks.ball_path import BallState
    from gdanim.panels import PanelContext

DENSE = 120  # steps: more are drawn without markers, but for the start's


class ContourRuns:
    """All runs of a map, from back to front arrows, then balls."""

    def __init__(self, context: PanelContext) -> None:
        self.runs = [ContourRun(context, index) for index in range(len(context.trajectories))]
        self.spacing = OffscreenSpacing([run.border for run in self.runs], context.axes.box)
        self.outside = OffscreenLabels([run.border for run in self.runs], context.axes, self.runs[0].start)
        self.overlap_rings = OverlapRings([run.ball for run in self.runs], [run.ball_path.places for run in self.runs])
        self.movers: list[Mark] = [artist for layer in (0, 1) for run in self.runs for artist in run.layers[layer]]

    def show(self, moment: Moment) -> None:
        moments = [run.context.run_moment(run.index, moment) for run in self.runs]
        self.spacing.show([run.ball_path.at(own) for run, own in zip(self.runs, moments, strict=True)])
        for run, own in zip(self.runs, moments, strict=True):
            run.show(own)
        self.outside.show([own.step for own in moments])
        self.overlap_rings.show(moment.step)

    @property
    def taken(self) -> list[Box]:
        """Where a count of gradients stands: no other text may."""
        return [label.padded_box for run in self.runs for label in run.count(run.ball_path.last)]

    def keep_off(self, names: Sequence[Label]) -> None:
        """Set no words on these."""
        self.outside.standing = [name.padded_box for name in names]
        for run in self.runs:
            run.whole.keep_off(names)

    def persist(self, step: int) -> list[Mark]:
        return [
            artist for run in self.runs for own in run.context.run_steps(run.index, step) for artist in run.persist(own)
        ]


class ContourRun:
    """One run. Its path is stamped step by step; the piece under way follows the ball."""

    def __init__(self, context: PanelContext, index: int) -> None:
        self.context, self.index = context, index
        self.size = size = sizes.on_map(lesson=context.lesson, unit=context.unit, width=context.axes.box.width)
        self.ball_path = on_map(context.trajectories[index], context.axes, context.unit)
        self.several = len(context.trajectories) > 1
        theme = context.theme
        self._width = 2.6 * context.unit * theme.line
        self.colour = context.colour(index)
        shape = Shape(size.shaft, *size.head, sizes.HALO * context.unit)
        self.red = Arrow(shape, theme.step, theme.paper, (0, 0))
        self.yellow = Arrow(shape, theme.slope, theme.paper, (0, 0), edge=theme.slope_edge)
        self.whole = FullGradientArrow(context, self.ball_path, shape)
        self.landing = Ring(theme.step, theme.paper, sizes.RING * context.unit * 1.25, sizes.RING_STROKE * context.unit)
        radius = size.ball * (0.86 if self.several else 1)
        self.ball = Ball(theme, radius, sizes.HALO * context.unit, self.colour if self.several else None)
        self.start = self.ball.radius + self.ball.halo  # from its middle to where an arrow begins
        self.sign = Marker(context.runs[index].style_index, theme.paper, self.colour, radius * 0.42, edge=0)
        self.piece = self._line([])
        self.border = OffscreenMarker(context, self.ball_path, self.colour)
        self.spent = self._spent()
        self.layers = self._layers()

    def _layers(self) -> tuple[list[Mark], list[Mark]]:
        show = self.context.show
        back: list[Mark] = [self.piece] if "trail" in show else []
        back += [self.yellow] if "slope_arrow" in show else []
        hollow = "full_gradient" in show and self.whole.known
        back += [self.whole.arrow] if hollow else []
        back += [self.landing, self.red] if "step_arrow" in show else []
        front: list[Mark] = [self.ball, *([self.sign] if self.several else [])] if "ball" in show else []
        said = [*self.spent, *(self.whole.named if hollow else [])]
        return back, [*front, *(self.border.artists if "ball" in show else []), *said]

    def _spent(self) -> list[Label]:
        """The gradients computed so far, where a rule of the scene asks for more than one a step."""
        context, box = self.context, self.context.axes.box
        if (
            self.several
            or not any(run.optimizer.rule.oracle for run in context.scene.runs)
            or "names" not in context.show
        ):
            return []
        style = TextStyle(max(11.0, 15 * context.unit), context.theme.ink, halo=context.theme.paper)
        return [Label(context.text, style, box.left + 10 * context.unit, box.bottom - 10 * context.unit)]

    def count(self, step: int) -> list[Label]:
        """Say how many gradients were computed up to a step."""
        said = self.context.words.label("evaluations", n=self.ball_path.trajectory.evaluations[step])
        return [label.set_text(said) for label in self.spent]

    def show(self, moment: Moment) -> None:
        spot = self.ball_path.at(moment)
        for artist in (self.ball, self.sign):
            artist.visible = spot.state == "inside"
            artist.move_to(spot.x, spot.y)  # type: ignore[attr-defined]
        self.piece.move_to([self.ball_path.way(spot.step)[0], (spot.x, spot.y)] if spot.travel else [])
        self.count(spot.step)
        self._arrows(moment, spot)

    def _arrows(self, moment: Moment, spot: BallState) -> None:
        inside = spot.state == "inside"
        part = min(1.0, max(0.0, (moment.look - RED_FROM) / (RED_TO - RED_FROM)))
        stepping = (
            inside
            and self.ball_path.inside(spot.step)
            and not spot.ended
            and part > 0
            and self.ball_path.number(spot.step + 1)
        )
        for artist in (self.red, self.landing):
            artist.visible = stepping
        if stepping:
            tip, here = self.ball_path.pixel(spot.step + 1), (spot.x, spot.y)
            tip = (here[0] + (tip[0] - here[0]) * part, here[1] + (tip[1] - here[1]) * part) if part < 1 else tip
            self.red.point(here, tip, self.context.axes.box, start=self.start)
            self.landing.move_to(*self.ball_path.border(spot.step + 1))
            far = math.dist(here, tip) > 1.9 * self.start
            self.landing.hollow = part == 1 and far and self.ball_path.inside(spot.step + 1)
        self._slope(moment, spot)
        if "full_gradient" in self.context.show and self.whole.known:
            whole = stepping and part == 1 and not spot.travel
            tip = self.ball_path.pixel(spot.step + 1) if whole else (0.0, 0.0)
            self.whole.show(spot.step, tip, self.start, shown=whole)

    def _slope(self, moment: Moment, spot: BallState) -> None:
        part = min(1.0, max(0.0, (moment.look - YELLOW_FROM) / (YELLOW_BY - YELLOW_FROM)))
        fading = max(0.0, 1 - FADE * spot.travel)
        gradient = self.ball_path.trajectory.gradients[spot.step]
        shown = spot.state == "inside" and part * fading > 0 and all(map(math.isfinite, gradient))
        self.yellow.visible = shown
        if shown:
            axes, (x, y) = self.context.axes, self.ball_path.points[spot.step]
            tip = axes.x(x + part * float(gradient[0])), axes.y(y + part * float(gradient[1]))
            self.yellow.point(self.ball_path.pixel(spot.step), tip, axes.box, start=self.start, alpha=fading)

    def persist(self, step: int) -> list[Mark]:
        if "trail" not in self.context.show or step > self.ball_path.last or not self.ball_path.number(step):
            return []
        made: list[Mark] = []
        seen = self.ball_path.seen(step - 1) if step else None
        if seen:
            made.append(self._line([*seen]))
        if self.ball_path.inside(step) and (step == 0 or self.ball_path.last <= DENSE):
            made.append(self._marker(step).move_to(*self.ball_path.pixel(step)))
        return made

    def _line(self, points: list[tuple[float, float]]) -> Line:
        return Line(points, self.colour, self._width, clip=self.context.axes.box, casing=self.context.theme.paper)

    def _marker(self, step: int) -> Ring | Marker:
        theme, unit = self.context.theme, self.context.unit
        if self.several and step:
            return Marker(self.context.runs[self.index].style_index, self.colour, theme.paper, 3.4 * unit, 1.0)
        return Ring(theme.ink if step == 0 else theme.trail, theme.paper, (5.2 if step == 0 else 3.6) * unit, 2 * unit)
