"""The run as a table with a row per step: k, x, f′ and the new x."""

from __future__ import annotations

from gdanim.panels import Drawing, Panel, PanelContext, PanelFilm, PanelSize


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panels.table.table import Table

    table = Table(context)
    return Drawing(static=table.static_marks(), movers=table.movers, show=table.show) if table.edges else Drawing()


PLUGIN = Panel(
    summary="the run as a table, one row per step: k, x, slope and the new x",
    scope="run",
    variables=(1,),
    marks=("ghost",),
    prepare=prepare,
    size=PanelSize(placement="aside", minimum=(150, 72), full_width=174),
    film=PanelFilm(lists_steps=True),
)
