"""What every panel keeps, whatever is drawn on it: all moments, all sizes, all kinds of trouble."""

import itertools
import json
from functools import cache

import numpy as np
import pytest
from drawn import draw
from matplotlib.backends.backend_agg import RendererAgg

from gdanim import SceneError, registry, scene as scenes
from gdanim.drawing.canvas import Canvas, Mark

PANELS = registry.names("panels")
SIZES = [(160, 120), (320, 240), (480, 360), (1920, 1080)]
BOWL = {"function": "x**2", "start": 2, "eta": 0.1, "steps": 3}
DISH = {"function": "x**2 + 3*y**2", "start": [2, 1], "eta": 0.1, "steps": 3, "domain": [[-3, 3], [-2, 2]]}
LINE = {
    "one run": BOWL,
    "several runs": {**BOWL, "eta": [0.1, 0.4, 0.9]},
    "several runs on one curve": {**BOWL, "start": [2, -1, 0.5], "compare": "overlay"},
    "runs of several functions": {**BOWL, "function": ["x**2", "cos(x)"]},
    "momentum": {**BOWL, "optimizer": "momentum"},
    "a schedule": {**BOWL, "eta": {"cosine": {"eta": 0.3}}},
    "ascent": {**BOWL, "function": "sin(x)", "direction": "ascend"},
    "divergence": {**BOWL, "eta": 1.3, "steps": 9},
    "divergence beside rest": {**BOWL, "eta": [0.1, 1.3], "steps": 9},
    "leaving the domain": {"function": "x - 3*log(x)", "start": 0.5, "eta": [1, 4], "steps": 4},
    "leaving the domain alone": {"function": "x - 3*log(x)", "start": 5, "eta": 14, "steps": 4},
    "overflow": {"function": "exp(x)", "start": 5, "eta": 0.1, "steps": 6, "direction": "ascend"},
    "overflow beside rest": {"function": "x**4", "start": 5, "eta": [0.001, 1], "steps": 12},
    "a stop": {**BOWL, "steps": 30, "stop": {"gradient": 2}},
    "one step": {**BOWL, "steps": 1},
    "a start at the minimum": {**BOWL, "start": 0},
    "a flat function": {**BOWL, "function": "0*x + 1"},
    "no minimum": {**BOWL, "function": "x"},
    "a pole": {**BOWL, "function": "1/x", "steps": 5},
    "great numbers": {"function": "1e9*x**2", "start": 2e4, "eta": 1e-10, "steps": 3},
    "a small curvature": {"function": "1e-10*x**2", "start": 2, "eta": 1e8, "steps": 3},
    "a step size that ends at zero": {**BOWL, "eta": {"linear": {"eta": 0.1, "steps": 2}}, "steps": 5},
    "momentum and a step size that ends at zero": {
        **BOWL,
        "optimizer": "momentum",
        "eta": {"linear": {"eta": 0.1, "steps": 2}},
        "steps": 5,
    },
    "small numbers": {"function": "1e-9*x**2", "start": 2e-6, "eta": 1e8, "steps": 3},
}
PLANE = {
    "one run": DISH,
    "several runs": {**DISH, "eta": [0.05, 0.1, 0.2]},
    "several runs on one curve": {**DISH, "start": [[2, 1], [-1, 1], [0, -1]], "compare": "overlay"},
    "momentum": {**DISH, "optimizer": "momentum"},
    "divergence": {**DISH, "eta": 0.4, "steps": 9},
    "divergence beside rest": {**DISH, "eta": [0.1, 0.4], "steps": 9},
    "leaving the domain": {"function": "x - 3*log(x) + y**2", "start": [0.5, 1], "eta": [0.3, 1], "steps": 4},
    "overflow beside rest": {"function": "x**4 + y**2", "start": [5, 1], "eta": [0.001, 1], "steps": 12},
    "a stop": {**DISH, "steps": 30, "stop": {"gradient": 2}},
    "one step": {**DISH, "steps": 1},
    "a start at the minimum": {**DISH, "start": [0, 0]},
    "no minimum": {**DISH, "function": "x + y"},
}
FIT = {
    "function": {"linear_regression": {"generate": {"n": 12, "slope": 2, "intercept": 1, "noise": 0.5, "seed": 7}}},
    "start": [-0.5, -0.5],
    "eta": 0.2,
    "steps": 3,
}
DATA = {
    "one run": FIT,
    "several runs": {**FIT, "eta": [0.05, 0.1, 0.2]},
    "several runs on one curve": {**FIT, "eta": [0.05, 0.1, 0.2], "compare": "overlay"},
    "momentum": {**FIT, "optimizer": "momentum"},
    "batches": {**FIT, "batch": [1, 4, "all"], "eta": 0.08},
    "divergence beside rest": {**FIT, "eta": [0.1, 4], "steps": 9},
    "overflow beside rest": {**FIT, "eta": [0.2, 1e30], "steps": 12},
    "a stop": {**FIT, "steps": 30, "stop": {"gradient": 1}},
    "one step": {**FIT, "steps": 1},
}
SWEEP = {"sweep": [0.1, 0.9], "count": 5}
SWEPT = {
    "one run": {**BOWL, "eta": SWEEP},
    "several runs": {**BOWL, "eta": {"sweep": [0.1, 0.9], "count": 3}},
    "momentum": {**BOWL, "optimizer": "momentum", "eta": SWEEP},
    "ascent": {**BOWL, "function": "sin(x)", "direction": "ascend", "eta": SWEEP},
    "divergence beside rest": {**BOWL, "eta": {"sweep": [0.1, 1.3], "count": 5}, "steps": 9},
    "leaving the domain": {**LINE["leaving the domain"], "eta": {"sweep": [1, 4], "count": 4}},
    "overflow beside rest": {**LINE["overflow beside rest"], "eta": {"sweep": [0.001, 1], "count": 4, "scale": "log"}},
    "a stop": {**LINE["a stop"], "eta": SWEEP},
    "one step": {**BOWL, "steps": 1, "eta": SWEEP},
    "a start at the minimum": {**BOWL, "start": 0, "eta": SWEEP},
    "a flat function": {**LINE["a flat function"], "eta": SWEEP},
    "no minimum": {**BOWL, "function": "x", "eta": SWEEP},
    "great numbers": {**LINE["great numbers"], "eta": {"sweep": [1e-11, 5e-10], "count": 4}},
    "a small curvature": {**LINE["a small curvature"], "eta": {"sweep": [1e8, 4e9], "count": 4}},
}
COMMON = {"one run", "several runs on one curve", "divergence beside rest", "leaving the domain"}
MEASURES = itertools.product(("value", "distance", "gradient"), ("linear", "log"))
OPTIONS = [("loss", {"measure": measure, "scale": scale}) for measure, scale in MEASURES]
EVERY = pytest.mark.parametrize("panel", PANELS)


def flat(panel):
    """Whether a panel is tried on functions of one variable."""
    declared = registry.load("panels", panel)
    return not declared.data.is_required and 1 in (declared.variables or (1,))


@cache
def runs_of(text):
    return scenes.load(json.loads(text)).runs


def refuses(panel, keys):
    """Whether a panel objects to one of a scene's runs."""
    declared = registry.load("panels", panel)
    options = declared.options() if declared.options else None
    return any(declared.refusal(run, options) for run in runs_of(json.dumps(keys)))


def all_cases(panel):
    declared = registry.load("panels", panel)
    if declared.data.is_required:
        return DATA
    if declared.sweep:
        return SWEPT
    return LINE if flat(panel) else PLANE


@cache
def cases(panel):
    return {name: keys for name, keys in all_cases(panel).items() if not refuses(panel, keys)}


def tried(*only):
    """Each panel with each of its cases, or with those named. The rarer ones of all are slow together."""
    pairs = [(panel, case) for panel in PANELS for case in cases(panel) if not only or case in only]
    return pytest.mark.parametrize(
        ("panel", "case"),
        [pytest.param(*pair, marks=() if only or pair[1] in COMMON else pytest.mark.slow) for pair in pairs],
    )


@cache
def drawn_on(panel, case, size=(320, 240)):
    return freshly(panel, case, size)


def freshly(panel, case, size=(320, 240), **more):
    keys = {**cases(panel)[case], "panels": [panel], "size": list(size), **more}
    return draw(keys, timing="{frames_per_step: 4, hold: {start: 0.1, end: 0.1}}")


def pixels(drawn, artists):
    """What some artists look like on an empty page."""
    renderer = RendererAgg(*drawn.picture.size, 72)
    Canvas(renderer).paint(artists)
    return bytes(renderer.buffer_rgba())


def background(drawn):
    """All that is drawn once: what stands, and what stays behind at each step."""
    drawings = drawn.picture.drawings
    persisted = [
        pixels(drawn, [mark for one in drawings for mark in one.persist(k)]) for k in range(drawn.scene.steps + 1)
    ]
    return [pixels(drawn, [artist for one in drawings for artist in one.static]), *persisted]


@tried()
def test_a_panel_shows_every_moment_of_every_run(panel, case):
    drawn = drawn_on(panel, case, (240, 180))
    for frame in drawn.picture.frames():
        assert frame.shape == (180, 240, 4)
        assert (frame[..., 3] == 255).all()


@tried("one run", "divergence beside rest")
def test_all_that_changes_is_a_mover_or_persists(panel, case):
    drawn = drawn_on(panel, case)
    before = background(drawn)
    for moment in drawn.sampled():
        drawn.show(moment)
    assert background(drawn) == before


@tried("one run", "several runs", "several runs on one curve")
def test_movers_are_declared_once_and_never_among_what_stands(panel, case):
    for drawing in drawn_on(panel, case).picture.drawings:
        artists = [id(artist) for artist in (*drawing.static, *drawing.movers)]
        assert len(set(artists)) == len(artists)


REFUSED = [(panel, case) for panel in PANELS for case in all_cases(panel) if refuses(panel, all_cases(panel)[case])]


@pytest.mark.parametrize(("panel", "case"), REFUSED)
def test_a_panel_that_refuses_a_run_says_why_at_its_place(panel, case):
    with pytest.raises(SceneError) as caught:
        scenes.load({**all_cases(panel)[case], "panels": [panel]})
    (problem,) = caught.value.problems
    assert problem.path[:1] == ("panels",)


@EVERY
def test_a_panel_draws_marks_only(panel):
    """So that any renderer may write it, as pixels or as lines."""
    assert all(isinstance(artist, Mark) for artist in drawn_on(panel, "one run").artists)


@tried("one run")
def test_a_panel_draws_the_same_again(panel, case):
    one, other = drawn_on(panel, case), freshly(panel, case)
    for index in (0, one.picture.count // 2, one.picture.count - 1):
        assert np.array_equal(one.picture.frame(index), other.picture.frame(index))


@EVERY
def test_a_panel_tells_where_its_data_are(panel):
    entries = [entry for entry in drawn_on(panel, "several runs").picture.panels if entry["panel"] == panel]
    assert sorted(run for entry in entries for run in entry["runs"]) == [0, 1, 2]
    for entry in entries:
        left, top, right, bottom = entry["box"]
        assert 0 <= left < right <= 320
        assert 0 <= top < bottom <= 240


@EVERY
def test_a_panel_shows_a_long_run_to_its_end(panel):
    drawn = freshly(panel, "several runs", steps=300)
    last = drawn.picture.timeline.last_step
    assert last == len(drawn.scene.runs) - 1 if drawn.scene.sweep else last >= 300  # a clock of time has more
    for step in (0, last):
        assert (drawn.picture.frame(drawn.at(step).index)[..., 3] == 255).all()


@EVERY
def test_every_panel_says_what_it_is_and_shows_only_its_own_marks(panel):
    declared = registry.load("panels", panel)
    assert declared.summary
    assert declared.summary[0].islower()
    assert not declared.summary.endswith(".")
    cases = ({"is_lesson": True}, {"is_lesson": False}, {"is_lesson": False, "is_overlay": True})
    assert all(set(declared.default_marks.chosen(declared.marks, **case)) <= set(declared.marks) for case in cases)


@tried("one run", "several runs")
def test_a_panel_without_any_mark_stands_where_it_stood(panel, case):
    size = (480, 360)  # with room for a header, too
    full, bare = drawn_on(panel, case, size), freshly(panel, case, size, show=[])
    assert len(bare.artists) <= len(full.artists)
    assert [entry["panel"] for entry in bare.picture.panels] == [entry["panel"] for entry in full.picture.panels]


@pytest.mark.parametrize(("panel", "options"), OPTIONS, ids=str)
@pytest.mark.parametrize("case", ["several runs", "divergence beside rest", "leaving the domain"])
def test_a_panel_takes_all_its_options(panel, options, case):
    drawn = draw({**cases(panel)[case], "panels": [{panel: options}], "size": [320, 240]})
    for step in (0, drawn.scene.steps):
        drawn.picture.frame(drawn.at(step).index)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=str)
@tried()
def test_a_panel_is_drawn_at_every_size(panel, case, size):
    drawn = freshly(panel, case, size)
    assert {frame.shape for frame in drawn.picture.frames()} == {(size[1], size[0], 4)}


@pytest.mark.slow
@pytest.mark.parametrize("size", [None, *SIZES], ids=str)
@pytest.mark.parametrize("case", LINE)
def test_all_panels_of_one_variable_share_a_page(case, size):
    keys = {**LINE[case], "panels": [name for name in PANELS if flat(name) and case in cases(name)]}
    drawn = draw({**keys, "size": list(size)} if size else keys)
    for moment in drawn.sampled()[::7]:
        drawn.picture.frame(moment.index)
