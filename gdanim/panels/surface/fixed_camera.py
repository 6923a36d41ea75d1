"""A surface before a fixed camera: frames redraw only the balls and the current pieces of paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.label import Label
from gdanim.drawing.surface_mesh import SurfaceMesh
from gdanim.marks.reached_rings import ReachedRings
from gdanim.panels import Drawing
from gdanim.panels.surface import camera, labels
from gdanim.panels.surface.floor import floor_marks
from gdanim.panels.surface.runs import surface_runs

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.panels import PanelContext

FACE_COUNT, LOG_FACE_COUNT = 72, 120  # along each side; logarithmic views have sharp valleys


def drawing(context: PanelContext) -> Drawing:
    view = camera.projection(context)
    floor = floor_marks(context, view)
    faces = LOG_FACE_COUNT if view.log else FACE_COUNT
    mesh = SurfaceMesh(view, context.trajectories[0].run.function, context.theme, faces)
    runs, markers = surface_runs(context, view), labels.markers(context, view)
    reached = ReachedRings(context, markers)

    back, front = runs.levels or ([], [])

    def show(moment: Moment) -> None:
        reached.show(moment)
        runs.show(moment)

    names = labels.name_marks(context, view, [*floor, *markers.values()])
    runs.offscreen_labels.keep_off([*markers.values(), *(name for name in names if isinstance(name, Label))])
    return Drawing(
        static=[*floor, mesh, *markers.values()],
        movers=[*reached.rings.values(), *back, *names, *front],
        show=show,
        persist=runs.persist,
        sidecar=camera.sidecar_entry(view),
    )
