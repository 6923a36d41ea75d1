"""A function of two variables in three dimensions, with the ball and its path on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from gdanim.panels import (
    DefaultMarks,
    Drawing,
    FilmLimits,
    Panel,
    PanelAxes,
    PanelContext,
    PanelFilm,
    PanelSize,
    limits,
)
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.drawing.label import Label


STRETCHED_ASPECT, MAX_STRETCHED_ASPECT = 1.25, 1.6
"""Width / depth to which an almost square region is stretched; the same in a wide panel."""
ORBIT_LIMITS = FilmLimits(fps=20 / 3, colours=28)  # 0.15 seconds a frame, which a GIF has exactly
LEAST_ASPECT = 0.8  # of such a region


class Options(PluginOptions):
    camera: Literal["corner", "front", "side", "back", "above"] = Field("corner", description="viewpoint")
    orbit: float = Field(0.0, ge=-360, le=360, description="rotation of the camera during the animation, in degrees")
    scale: Literal["auto", "linear", "log"] = Field("auto", description="scale of the vertical axis")
    shadow: bool = Field(default=True, description="whether the path is also drawn on the floor")


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the author's domain, or the window of the runs; an almost square one a little wider than deep."""
    box = context.axes.box
    return _stretched(context, min(max(STRETCHED_ASPECT, box.width / box.height), MAX_STRETCHED_ASPECT))


def _stretched(context: PanelContext, aspect: float) -> tuple[Range, Range]:
    """Returns the ranges, of an almost square region with this width / height, unless another panel shows them, too."""
    (left, right), (low, high) = ranges = limits.plane_ranges(context)
    is_square = LEAST_ASPECT <= (right - left) / (high - low) < aspect
    is_fixed = context.scene_facts.domain or context.scene_facts.has_several_maps
    return limits.equal_units(*ranges, aspect) if is_square and not is_fixed else ranges


def natural_aspect(context: PanelContext) -> float:
    """Returns the height / width of the block that holds the surface, with what stands about it."""
    from gdanim.panels.surface import camera

    return camera.natural_aspect(context, *_stretched(context, STRETCHED_ASPECT))


def outer_labels(_context: PanelContext) -> Sequence[Label]:
    """Returns no labels: the panel's numbers are on the floor."""
    return []


def film_limits(options: Options) -> FilmLimits:
    """Returns what suffices while the camera turns: each frame is another picture, and files would be large."""
    return ORBIT_LIMITS if options.orbit else FilmLimits()


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panels.surface import fixed_camera, turning_camera

    return turning_camera.drawing(context) if context.options.orbit else fixed_camera.drawing(context)


PLUGIN = Panel(
    summary="a function of two variables in three dimensions",
    scope="run",
    variables=(2,),
    prepare=prepare,
    film=PanelFilm(limits=film_limits),
    measure=measure,
    axes=PanelAxes(natural_aspect=natural_aspect),
    outer_labels=outer_labels,
    marks=("ball", "trail", "step_arrow", "minimum", "maximum", "saddle", "readout", "formula", "verdict"),
    default_marks=DefaultMarks(
        lesson=("ball", "trail", "step_arrow", "minimum", "saddle", "readout", "verdict"),
        comparison=("ball", "trail", "minimum", "saddle", "readout", "verdict"),
    ),
    options=Options,
    size=PanelSize(weight=2.7, placement="map", aspect=0.74, has_fixed_aspect=True),
)
