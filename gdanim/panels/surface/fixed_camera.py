"""A surface before a fixed camera: frames redraw only the balls and the current pieces of paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.label import Label
from gdanim.drawing.surface_image import SurfaceImage
from gdanim.panel_parts.reached_rings import ReachedRings
from gdanim.panels import Drawing
from gdanim.panels.surface import camera, labels
from gdanim.panels.surface.floor import FloorMap, floor_contours, floor_marks
from gdanim.panels.surface.runs import surface_runs
from gdanim.panels.surface.surface_lines import SheetLines, sheet_lines

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.panels import PanelContext


def drawing(context: PanelContext) -> Drawing:
    projection, scale = camera.projection(context)
    floor_map = FloorMap(context, floor_contours(context, projection, scale), projection.floor_to_page)
    floor, numbers = floor_marks(context, projection, floor_map)
    surface = SurfaceImage(projection, context.function, context.theme, scale)
    lines = SheetLines(sheet_lines(context, projection, scale), projection, surface)
    layers, markers = surface_runs(context, projection), labels.markers(context, projection)
    reached = ReachedRings(context, markers)

    back, front = layers.levels or ([], [])

    def show(moment: Moment) -> None:
        reached.show(moment)
        layers.show(moment)

    names = labels.name_marks(context, projection, [*numbers, *markers.values()])
    layers.offscreen_labels.keep_off([*markers.values(), *(name for name in names if isinstance(name, Label))])
    return Drawing(
        static=[*floor, surface, lines, *numbers, *markers.values()],
        movers=[*reached.rings.values(), *back, *names, *front],
        show=show,
        persist=layers.persist,
        sidecar=camera.sidecar_entry(projection),
        warnings=camera.range_warnings(context, projection),
    )
