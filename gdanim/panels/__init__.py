"""Panels, one file or folder each, and the API for authors of panels: declaration, context, drawing, run layers.

A *page* has a title, a grid of cells, and panels for all runs below them. A *cell* has a header and the panels of its
runs: one run, or several that are overlaid. A *lesson* is a scene with a single run, each of whose steps is
explained; any other scene is a *comparison*. A *unit* is the size of one pixel of a page that is 960 pixels wide:
sizes are given in units, and ``context.unit`` is how many pixels one has on this page.

A panel declares itself as ``PLUGIN = Panel(…)``. For each cell, or once with the scope ``"all"``, ``measure`` is
given a ``PanelContext`` whose axes have a box only, and returns their ranges; then ``prepare`` returns a ``Drawing``:
marks that stay, marks that move, and functions that set these for a moment. Marks, labels and axes come from
``gdanim.drawing``, what panels have in common, such as axis lines, balls and their paths, from ``gdanim.panel_parts``,
ranges from ``gdanim.panels.limits``. What draws is imported inside of functions: it loads matplotlib, and who checks
or lists scenes draws nothing. CONTRIBUTING.md has a panel as an example, and ``gdanim.testing.check_panel`` checks one.

Two rules keep panels right with many runs: the colour and the marker of a run are ``context.colour(index)`` and
``context.style_index(index)``, and a moment is read on the run's own clock, as ``RunLayer`` and ``RunLayers`` do.
"""

from gdanim.layout.panel_size import PanelSize
from gdanim.panel_parts.panel_context import PanelContext
from gdanim.panel_parts.run_layer import RunLayer, RunLayers
from gdanim.panel_parts.run_style import RunStyle
from gdanim.panel_parts.scene_facts import SceneFacts
from gdanim.panels.panel import Panel
from gdanim.panels.panel_drawing import CalloutTarget, Drawing
from gdanim.panels.traits import (
    DefaultMarks,
    FilmLimits,
    FunctionRole,
    PanelAxes,
    PanelData,
    PanelFilm,
    PanelPage,
    SweepRole,
)

__all__ = [
    "CalloutTarget",
    "DefaultMarks",
    "Drawing",
    "FilmLimits",
    "FunctionRole",
    "Panel",
    "PanelAxes",
    "PanelContext",
    "PanelData",
    "PanelFilm",
    "PanelPage",
    "PanelSize",
    "RunLayer",
    "RunLayers",
    "RunStyle",
    "SceneFacts",
    "SweepRole",
]
