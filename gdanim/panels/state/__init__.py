"""The optimizer's state vectors as bars, such as velocity or moments."""

from __future__ import annotations

from pydantic import Field

from gdanim.panels import Drawing, Panel, PanelContext, PanelSize, limits
from gdanim.plugin_options import PluginOptions


class Options(PluginOptions):
    range: limits.GivenRange | None = Field(None, description="range of the bars of all vectors")


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panels.state.bars import StateBars

    bars = StateBars(context)
    return Drawing(static=bars.static, movers=bars.movers, show=bars.show, warnings=bars.warnings())


PLUGIN = Panel(
    summary="the optimizer's state as bars: velocity, moments",
    scope="run",
    marks=("ghost",),
    prepare=prepare,
    options=Options,
    size=PanelSize(weight=0.62, minimum=(0, 48), is_thin=True),
)
