"""Ghosts: panels that begin empty show quietly what will come, unless a scene or a note's pause keeps it back."""

import pytest
from drawn import draw, words

from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line, Rectangle
from gdanim.themes import mix

QUICK = "{frames_per_step: 4, hold: {start: 0.1, end: 0.1}}"
KEYS = {"function": "x**2", "start": 3, "eta": [0.1, 0.2], "optimizer": "momentum", "steps": 5, "size": [1100, 900]}
PANELS = ["loss", "eta", "history", "state", "table"]
PAUSE = {"notes": [{"text": "which?", "steps": 2, "pause": 1}]}


def ghosts(drawn, panel):
    """The marks of a panel that have a run's colour at 18 %, or a text's."""
    theme = drawn.theme
    colours = [*theme.runs[:2], theme.ball, theme.muted, theme.slope_text, theme.step]
    faint = {mix(paper, colour, 0.18) for colour in colours for paper in (theme.paper, theme.sheet)}
    found = []
    for mark in drawn.visible(object, drawn.moments[0]):
        colour = mark.style.colour if isinstance(mark, Label) else getattr(mark, "colour", None)
        found += [mark] if colour in faint and not (isinstance(mark, Label) and not mark.content) else []
    return found


def show(panel, **more):
    return draw({**KEYS, "panels": [panel] if panel in {"loss", "eta"} else ["curve", panel], **more}, timing=QUICK)


@pytest.mark.parametrize("panel", PANELS)
def test_the_first_frame_shows_what_will_come(panel):
    assert ghosts(show(panel), panel)


@pytest.mark.parametrize("panel", PANELS)
def test_show_leaves_it_out(panel):
    assert not ghosts(show(panel, show=["-ghost"]), panel)
    panels = [{panel: {"show": ["-ghost"]}}] if panel in {"loss", "eta"} else ["curve", {panel: {"show": ["-ghost"]}}]
    assert not ghosts(draw({**KEYS, "panels": panels}, timing=QUICK), panel)


@pytest.mark.parametrize("panel", PANELS)
def test_a_note_that_pauses_asks_for_it_and_so_leaves_it_out(panel):
    assert not ghosts(show(panel, **PAUSE), panel)


def test_the_ghost_of_a_loss_is_its_line():
    drawn = show("loss")
    axes, run = drawn.axes(), drawn.trajectories[0]
    colour = mix(drawn.theme.paper, drawn.theme.runs[0], 0.18)
    lines = [mark for mark in ghosts(drawn, "loss") if isinstance(mark, Line) and mark.colour == colour]
    assert len(lines) == 5
    for step, line in enumerate(lines, 1):
        assert tuple(line.points[-1]) == pytest.approx((axes.x(step), axes.y(run.values[step])), abs=0.02)


def test_the_ghost_of_what_is_remembered_reaches_as_far_as_its_bars_do():
    drawn = show("state", eta=0.1)
    (ghost,) = [mark for mark in ghosts(drawn, "state") if isinstance(mark, Rectangle)]
    bars = [mark for moment in drawn.sampled() for mark in drawn.visible(Rectangle, moment)
            if mark.colour == drawn.theme.ball]  # fmt: skip
    widest = 0
    for moment in drawn.sampled():
        widest = max([widest, *(m.box.right for m in drawn.visible(Rectangle, moment) if m.colour == drawn.theme.ball)])
    assert bars
    assert ghost.box.right == pytest.approx(widest, abs=0.01)


def test_a_number_of_a_table_is_a_ghost_until_it_appears():
    drawn = show("table", eta=0.1)
    faint = {words(label) for label in ghosts(drawn, "table")}
    assert "5" in faint
    drawn.show(drawn.moments[-1])
    shown = {words(label) for label in drawn.labels(drawn.moments[-1])}
    assert faint - {"0"} <= shown


def test_the_last_frame_has_no_ghost_where_the_thing_itself_is():
    drawn = show("table", eta=0.1)
    theme, last = drawn.theme, drawn.moments[-1]
    faint = {mix(theme.paper, colour, 0.18) for colour in (theme.ball, theme.muted, theme.slope_text, theme.step)}
    assert not [label for label in drawn.visible(Label, last) if label.content and label.style.colour in faint]
