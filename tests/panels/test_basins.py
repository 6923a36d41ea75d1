"""The basins of attraction: shares, limits and borders by closed forms and by the runs themselves."""

import numpy as np
import pytest
from drawn import draw, words

from gdanim import SceneError, functions, pipeline, scene as scenes
from gdanim.drawing.label import Label
from gdanim.panels.basins import limit_at, valleys
from gdanim.panels.basins.ends import FLIES_OFF, NO_REST, ends

HILLS = {"function": "hills", "domain": [-3.95, 3.85], "steps": 40, "compare": "overlay", "size": [960, 720],
         "runs": [{"start": -3.8, "eta": 0.03}, {"start": -1.6, "eta": 0.1}, {"start": -3.6, "eta": 0.3}],
         "panels": ["curve", {"basins": {"eta": [0, 0.45], "detail": 6}}]}  # fmt: skip
PLANE = {"function": "himmelblau", "start": [[-0.5, -1], [0.3, 3.9], [-4.2, 1.2]], "eta": 0.0145, "steps": 40,
         "compare": "overlay", "domain": [[-5, 5], [-5, 5]], "size": [960, 720],
         "panels": [{"basins": {"detail": 4}}]}  # fmt: skip


@pytest.fixture(scope="module")
def hills():
    return draw(HILLS)


@pytest.fixture(scope="module")
def plane():
    return draw(PLANE)


def test_the_limit_of_each_valley_is_two_over_its_curvature(hills):
    first = hills.trajectories[0]
    assert [limit_at(first, point) for point in valleys(first)] == pytest.approx([0.3525, 0.9174, 0.2878], abs=5e-5)


def test_above_a_valleys_limit_no_ball_rests_in_it(hills):
    run, goals = hills.trajectories[0].run, valleys(hills.trajectories[0])
    xs = np.linspace(-3.9, 3.8, 400)
    for number, limit in enumerate((0.3525, 0.9174, 0.2878)):
        found = ends(run.function, xs[:, None], np.full(400, limit + 0.01), goals, [(-3.95, 3.85)], 300)
        assert (found.valleys != number).all()


@pytest.mark.parametrize(
    ("start", "eta", "letter"), [(-3.6, 0.3, "B"), (-3.6, 0.03, "A"), (-1.6, 0.1, "B"), (3, 0.1, "C")]
)
def test_a_start_ends_where_its_own_run_does(hills, start, eta, letter):
    run, goals = hills.trajectories[0].run, valleys(hills.trajectories[0])
    found = ends(run.function, np.array([[start]]), np.array([eta]), goals, [(-3.95, 3.85)], 300)
    assert "ABC"[found.valleys[0]] == letter
    (alone,) = pipeline.trace(scenes.load({"function": "hills", "start": start, "eta": eta, "steps": 300}))
    assert alone.points[-1] == pytest.approx(goals["ABC".index(letter)], abs=1e-3)


def test_the_step_of_an_arrival_is_that_of_the_closed_form():
    """Of x² each step multiplies x by 1 − 2η, and the tolerance is 0.4 % of the width."""
    function = functions.build("x**2")
    starts = np.linspace(0.5, 2, 7)[:, None]
    found = ends(function, starts, np.full(7, 0.1), [(0.0,)], [(-2, 2)], 200)
    expected = np.ceil(np.log(0.016 / starts[:, 0]) / np.log(0.8))
    assert found.steps.tolist() == expected.tolist()
    assert (found.valleys == 0).all()


def test_what_swings_for_ever_has_no_rest_and_what_grows_flies_off():
    function = functions.build("x**2")
    found = ends(function, np.ones((3, 1)), np.array([0.5, 1.0, 1.2]), [(0.0,)], [(-2, 2)], 100)
    assert found.valleys.tolist() == [0, NO_REST, FLIES_OFF]


def test_the_basins_of_a_double_well_are_symmetric():
    function = functions.build("x**4/4 - x**2/2")
    xs = np.linspace(-1.6, 1.6, 201)
    found = ends(function, xs[:, None], np.full(201, 0.3), [(-1.0,), (1.0,)], [(-1.6, 1.6)], 300).valleys
    mirrored = np.where(found[::-1] >= 0, 1 - found[::-1], found[::-1])
    assert (found == mirrored).sum() == 201
    assert found[100] == NO_REST  # the hilltop itself


@pytest.mark.parametrize("beta", [0.5, 0.9])
def test_with_momentum_a_start_ends_where_its_own_run_does(beta):
    keys = {"function": "x**4/4 - x**2/2", "eta": 0.05, "steps": 400, "optimizer": {"momentum": {"beta": beta}}}
    starts = [-1.5, -0.7, 0.4, 1.1, 1.5]
    runs = pipeline.trace(scenes.load({**keys, "start": starts}))
    goals, box = [(-1.0,), (1.0,)], [(-1.6, 1.6)]
    found = ends(runs[0].run.function, np.array(starts)[:, None], np.full(5, 0.05), goals, box, 400, beta=beta)
    assert found.valleys.tolist() == [int(run.points[-1, 0] > 0) for run in runs]


def test_the_shares_and_limits_of_himmelblaus_valleys(plane):
    """The first quadrant's minimum is A, and the others follow around."""
    goals = valleys(plane.trajectories[0])
    assert goals[0] == pytest.approx((3, 2), abs=1e-3)
    assert [limit_at(plane.trajectories[0], goal) for goal in goals] == pytest.approx(
        [0.02431, 0.02483, 0.01495, 0.01897], abs=1e-5
    )
    grid = np.stack(np.meshgrid(*[np.linspace(-4.97, 4.97, 120)] * 2), axis=-1).reshape(-1, 2)
    found = ends(plane.scene.runs[0].function, grid, np.full(len(grid), 0.0145), goals, [(-5, 5), (-5, 5)], 300)
    assert [100 * share for share in found.shares(4)][:4] == pytest.approx([26.7, 26.6, 23.2, 23.5], abs=1)


def test_the_sidecar_has_the_shares_of_the_picture(plane, hills):
    shares = plane.picture.panels[0]["values"]["shares"]
    assert sum(shares.values()) == pytest.approx(1, abs=1e-5)
    assert [shares[letter] for letter in "ABCD"] == pytest.approx([0.267, 0.266, 0.232, 0.235], abs=0.015)
    assert set(hills.picture.panels[1]["values"]["shares"]) == {"A", "B", "C", "no_rest", "flies_off"}


def test_colours_spread_until_at_the_last_step_the_map_is_full(plane):
    (map_drawing,) = [one for one in plane.picture.drawings if one.persist(1)]
    counts = []
    for step in range(41):
        covered = sum(int((mark.pixels[..., 3] > 0).sum()) for mark in map_drawing.persist(step))
        counts.append(covered)
    left, top, right, bottom = plane.picture.panels[0]["box"]
    assert sum(counts) == (round(right) - round(left)) * (round(bottom) - round(top))
    assert all(counts[step] > 0 for step in (1, 5, 10))


def test_runs_have_no_colours_of_their_own_and_no_legend(hills):
    told = {words(label) for label in hills.visible(Label, hills.at(40))}
    assert {"A", "B", "C", "1", "2", "3", "after 300 steps"} <= told
    assert hills.picture.layout.cells[0].header is None


def test_captions_tell_the_valleys_and_their_limits(hills):
    caption = hills.picture.words.caption(hills.scene, hills.trajectories, hills.picture.panels)
    assert "The colours show where the ball comes to rest: A at x = " in caption
    assert "(limit 2/L = 0.3525)" in caption


MANY = (
    "Adam would have to run from every point of the map, which this panel does for gradient_descent, momentum and "
    "newton; choose one of these, or the panel contour"
)
ONE_ETA = "this panel runs from every point with one step size; give eta as a number"


@pytest.mark.parametrize(
    ("keys", "told"), [({"optimizer": "adam", "eta": 0.1}, MANY), ({"eta": {"cosine": {"eta": 0.1}}}, ONE_ETA)]
)
def test_what_cannot_run_from_every_point_is_refused(keys, told):
    with pytest.raises(SceneError) as caught:
        scenes.load({"function": "hills", "start": 1, "panels": ["curve", "basins"], **keys})
    assert [problem.message for problem in caught.value.problems] == [told]


def test_newtons_method_on_a_harmonic_function_is_that_of_complex_numbers():
    """Of the real part of z⁴/4 − z each step is z − (z³ − 1)/(3z²), and the ends are the roots of z³ = 1."""
    function = functions.build("(x**4 - 6*x**2*y**2 + y**4)/4 - x")
    roots = np.exp(2j * np.pi * np.arange(3) / 3)
    goals = [(root.real, root.imag) for root in roots]
    starts = np.random.default_rng(4).uniform(-1.5, 1.5, (500, 2))
    found = ends(function, starts, np.ones(500), goals, [(-1.6, 1.6), (-1.4, 1.4)], 300, damping=0.0)
    z = starts[:, 0] + 1j * starts[:, 1]
    for _ in range(300):
        z = z - (z**3 - 1) / (3 * z**2)
    nearest = np.abs(z[:, None] - roots).argmin(axis=1)
    assert (found.valleys == nearest).mean() > 0.99


def test_newtons_method_in_one_variable_reaches_each_zero_of_the_slope():
    function = functions.build("x**4/4 - x**2/2")
    starts, goals = np.array([[-2.0], [0.1], [2.0]]), [(-1.0,), (0.0,), (1.0,)]
    assert ends(function, starts, np.ones(3), goals, [(-2, 2)], 100, damping=0.0).valleys.tolist() == [0, 1, 2]


def test_a_map_of_newtons_method_has_saddles_too_and_no_limits():
    drawn = draw({"function": "(x**4 - 6*x**2*y**2 + y**4)/4 - x", "optimizer": "newton", "start": [0.9, 0.3],
                  "steps": 8, "domain": [[-1.6, 1.6], [-1.4, 1.4]], "panels": [{"basins": {"detail": 8}}]})  # fmt: skip
    found = {words(label) for label in drawn.labels(drawn.at(8))}
    assert {"A", "B", "C"} <= found
    assert not [text for text in found if "2/L" in text]
