"""Panels, one file or folder each, and the API for authors of panels: declaration, context, drawing, run layers."""

from gdanim.marks.panel_context import PanelContext, PanelRun, SceneFacts
from gdanim.marks.run_layer import RunLayer, RunLayers
from gdanim.panels.panel import CalloutTarget, Drawing, Panel

__all__ = ["CalloutTarget", "Drawing", "Panel", "PanelContext", "PanelRun", "RunLayer", "RunLayers", "SceneFacts"]
