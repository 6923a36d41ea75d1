"""Python callables as functions: what they may take and return, and what is said of those that can't be used."""

import json
import math
import pickle
import time

import numpy as np
import pytest

import gdanim
from gdanim.errors import SceneError
from gdanim.functions import CallableError, from_callable
from gdanim.functions.callables import interpolation
from gdanim.text import phrases
from gdanim.text.words import load as load_words

SMALL = {"size": [320, 240], "timing": {"frames_per_step": 1, "hold": {"start": 0.1, "end": 0.1}}}


def beale(x, y):
    return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2


def norm(w):
    return float(np.sum(np.asarray(w) ** 2))


FORMS = {
    "arrays": (lambda x: x**2, 3, ("x",), "numbers", "columns"),
    "numbers alone": (lambda t: math.cosh(t) + t, 3, ("t",), "numbers", "one_by_one"),
    "two numbers": (beale, (1, 2), ("x", "y"), "numbers", "columns"),
    "several starts": (lambda x: x**2, (3, 4), ("x",), "numbers", "columns"),
    "a vector": (norm, (3, 4), ("w1", "w2"), "vector", "one_by_one"),
    "columns": (lambda x: x[0] ** 2 + x[1], (3, 4), ("x1", "x2"), "vector", "columns"),
    "rows": (lambda x: (np.atleast_2d(x) ** 2).sum(axis=1), [(3, 4)], ("x1", "x2"), "vector", "rows"),
    "a vector of one": (lambda x: x[0] ** 2, 3, ("x",), "vector", "columns"),
    "a ufunc": (np.cosh, 3, ("x",), "numbers", "columns"),
    "three numbers": (lambda a, b, c: a * b * c, (1, 2, 3), ("a", "b", "c"), "numbers", "columns"),
    "long names": (lambda width, height: width * height, (1, 2), ("x", "y"), "numbers", "columns"),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_start_shows_what_a_callable_takes(form):
    function, start, variables, form, many = FORMS[form]
    made = from_callable(function, start)
    assert (made.variables, made.call.form, made.call.many) == (variables, form, many)


@pytest.mark.parametrize("form", FORMS)
def test_many_points_have_the_values_of_each_by_itself(form):
    function, start, *_ = FORMS[form]
    made = from_callable(function, start)
    points = np.random.default_rng(0).uniform(-2, 2, (9, len(made.variables)))
    assert made.values(points) == pytest.approx([made.value(point) for point in points.tolist()], rel=1e-12)
    slopes = np.array([made.gradient(point) for point in points.tolist()])
    assert made.gradients(points) == pytest.approx(slopes, rel=1e-9)
    assert made.hessians(points) == pytest.approx(made.hessians(points).transpose(0, 2, 1))


def test_slopes_and_curvatures_are_those_of_the_formula():
    made = from_callable(beale, (1, 2))
    formula = "(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2"
    exact, points = gdanim.functions.build(formula), np.array([[1.0, 2.0], [-0.5, 0.3], [3.0, 0.5]])
    assert made.gradients(points) == pytest.approx(exact.gradients(points), rel=1e-9, abs=1e-9)
    assert made.hessians(points) == pytest.approx(exact.hessians(points), rel=1e-5, abs=1e-5)


def test_a_gradient_may_come_in_either_form():
    for gradient in (lambda x, y: (2 * x, 6 * y), lambda p: 2 * np.array([p[0], 3 * p[1]])):
        made = from_callable(lambda x, y: x**2 + 3 * y**2, (1, 2), gradient=gradient)
        assert made.gradient((1, 2)) == (2, 12)
        assert made.gradients([[1, 2], [2, 0], [0, -1]]).tolist() == [[2, 12], [4, 0], [0, -6]]
        assert made.warnings == ()


def test_a_wrong_gradient_is_told():
    scene = gdanim.load({"function": {"callable": lambda x: x**2, "gradient": lambda x: x}, "start": 3, "eta": 0.1})
    (warning,) = scene.warnings
    assert "the gradient given disagrees with central differences at x = 3: 3 is given, 6 is found" in warning


def test_numbers_that_a_callable_has_not_are_those_outside_a_domain():
    made = from_callable(math.log, 1)
    assert math.isnan(made.value((-1,)))
    assert np.isnan(made.values([-1, 1])).tolist() == [True, False]
    assert from_callable(math.exp, 1).value((1000,)) == math.inf
    (trajectory,) = gdanim.trace({"function": math.log, "start": 2, "eta": 0.5})
    assert trajectory.verdict.kind == "left_domain"


SINGLE = (
    "lambda returns floats of 32 bits, too few for slopes by differences: give its gradient, or compute with 64 bits"
)
DICE = np.random.default_rng(0)
WRONG = {
    "raises": (lambda x: x + unknown, "lambda, called at 2: it raised NameError: name 'unknown' is not defined"),  # noqa: F821
    "nothing": (lambda _: None, "lambda, called at 2: it returned a value of type None, and no number"),
    "text": (lambda _: "4", "lambda, called at 2: it returned a value of type str, and no number"),
    "complex": (lambda x: x + 1j, "lambda, called at 2: it returned a value of type complex, and no number"),
    "shape": (
        lambda x: np.array([x, x]),
        "lambda, called at 2: it returned an array of shape (2,); expected as many numbers: 1",
    ),
    "ragged": (lambda _: [[1], [1, 2]], "lambda, called at 2: it returned arrays of several lengths"),
    "two numbers": (
        lambda x, y: x * y,
        "lambda takes 2 numbers as arguments, but start has 1; a vector is one argument",
    ),
    "single precision": (lambda x: np.float32(x) ** 2, SINGLE),
    "not a number": (
        lambda _: math.nan,
        "start is outside the function's domain: lambda has no value at 2",
    ),
}


@pytest.mark.parametrize("fault", WRONG)
def test_a_callable_that_can_not_be_used_is_named(fault):
    function, sentence = WRONG[fault]
    with pytest.raises(SceneError) as caught:
        gdanim.load({"function": function, "start": 2, "eta": 0.1})
    assert [problem.message for problem in caught.value.problems] == [sentence]
    assert caught.value.problems[0].path[0] in {"function", "start"}


def test_a_callable_that_gives_other_numbers_each_time_is_named():
    def noisy(x):
        return x**2 + DICE.normal()

    with pytest.raises(CallableError, match=r"^noisy gave .* and then .* at the same point 2: a function"):
        from_callable(noisy, 2)


def test_a_callable_that_fails_on_the_way_is_named_with_the_point():
    def broken(x):
        if x < 1:
            raise KeyError("weights")
        return x**2

    with pytest.raises(SceneError, match=r"^broken, called at 0\.9[0-9]*: it raised KeyError: 'weights'$"):
        gdanim.trace({"function": broken, "start": 3, "eta": 0.1})


def test_other_problems_are_told_together():
    with pytest.raises(SceneError) as caught:
        gdanim.load({"function": lambda _: None, "start": 2, "eta": -1, "strat": 3})
    assert [problem.message for problem in caught.value.problems] == [
        "lambda, called at 2: it returned a value of type None, and no number",
        "eta must be above 0; found -1",
        "unknown key 'strat'; did you mean 'start'?",
    ]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"callable": abs, "grad": abs}, "unknown key 'grad' of a callable; did you mean 'gradient'?"),
        ({"callable": abs, "formula": 5}, "the formula of a callable is text; found 5"),
        ({"callable": abs, "gradient": "x"}, "the gradient of a callable is a callable, too; found 'x'"),
    ],
)
def test_what_is_told_of_a_callable_is_checked(given, sentence):
    with pytest.raises(SceneError) as caught:
        gdanim.load({"function": given, "start": 2, "eta": 0.1})
    assert [problem.message for problem in caught.value.problems] == [sentence]


def test_a_callable_without_a_start_is_refused():
    with pytest.raises(SceneError) as caught:
        gdanim.load({"function": abs, "eta": 0.1})
    expected = "a callable needs a start, or a domain: it is called there to see what it takes"
    assert expected in [problem.message for problem in caught.value.problems]


def test_a_callable_elsewhere_is_refused_as_what_it_is():
    with pytest.raises(SceneError) as caught:
        gdanim.load({"function": "x**2", "start": 3, "eta": 0.1, "title": math.cosh})
    assert [problem.message for problem in caught.value.problems] == [
        "title must be text; found <builtin_function_or_method cosh>"
    ]


def test_extrema_are_found_numerically_and_the_words_say_so(tmp_path):
    keys = {"start": 2, "eta": 0.3, "steps": 8, **SMALL}
    rendered = gdanim.animate(lambda x: abs(x - 1) + 2, folder=tmp_path, formats="png", **keys)
    (trajectory,) = rendered.trajectories
    assert [(point.kind, point.at) for point in trajectory.stationary_points] == [("minimum", (1.0,))]
    told = json.loads(rendered.sidecar.read_text(encoding="utf-8"))
    fact = "Computed: slopes by central differences, minima and maxima found numerically."
    assert told["alt"].endswith(fact)
    assert told["caption"].endswith(fact)
    assert "gradient descent on a function from x = 2" in told["alt"]


def test_a_formula_is_the_title_of_a_callable():
    scene = gdanim.load({"function": {"callable": np.cosh, "formula": "cosh(x)"}, "start": 2, "eta": 0.3})
    assert scene.runs[0].function.formula == gdanim.functions.build("cosh(x)").formula
    scene = gdanim.load({"function": {"callable": np.cosh, "formula": r"\cosh x"}, "start": 2, "eta": 0.3})
    assert scene.runs[0].function.formula == r"\cosh x"
    with pytest.raises(SceneError, match="cosch"):
        gdanim.load({"function": {"callable": np.cosh, "formula": r"\cosch x"}, "start": 2, "eta": 0.3})


def test_a_scene_with_a_callable_is_never_up_to_date(tmp_path):
    scene = gdanim.load({"function": np.cosh, "start": 2, "eta": 0.3, "steps": 2, **SMALL})
    assert [gdanim.render(scene, tmp_path, ["png"]).state for _ in range(2)] == ["rendered", "rendered"]
    assert json.loads((tmp_path / "scene.json").read_text(encoding="utf-8"))["fingerprint"] == ""


def test_several_callables_are_told_apart():
    runs = gdanim.load({"function": [np.cosh, abs, lambda x: x**2, lambda x: x**4], "start": 2, "eta": 0.1}).runs
    assert [run.label for run in runs] == ["cosh", "abs", "lambda", "lambda 2"]


def test_a_list_of_runs_may_have_callables_of_their_own():
    scene = gdanim.load(
        {"start": 2, "eta": 0.1, "runs": [{"function": np.cosh}, {"function": lambda x: x[0] ** 2, "start": [1]}]}
    )
    assert [run.start for run in scene.runs] == [(2.0,), (1.0,)]


def test_a_scene_pickles_if_its_callable_does():
    scene = gdanim.load({"function": beale, "start": [1, 2], "eta": 0.01})
    assert pickle.loads(pickle.dumps(scene)).runs[0].function.value((1, 2)) == beale(1, 2)  # noqa: S301
    with pytest.raises((pickle.PicklingError, AttributeError)):
        pickle.dumps(gdanim.load({"function": lambda x: x, "start": 1, "eta": 0.01}))


def test_a_slow_callable_is_evaluated_at_few_points():
    calls = []

    def slow(x):
        calls.append(time.sleep(0.001))
        return (float(x) - 1) ** 2

    made = from_callable(slow, 3)
    assert made.is_slow
    assert "coarser_grid" in made.facts
    calls.clear()
    xs = np.linspace(-3, 5, 2000)
    assert made.values(xs) == pytest.approx((xs - 1) ** 2, abs=1e-9)  # cubic polynomials are exact
    assert len(calls) <= 260  # a quarter of a second
    (trajectory,) = gdanim.trace({"function": slow, "start": 3, "eta": 0.3})
    assert (trajectory.verdict.kind, trajectory.stationary_points[0].at) == ("converged", pytest.approx((1,)))


def test_a_coarse_grid_is_interpolated_in_two_variables():
    points = np.random.default_rng(0).uniform(-1, 1, (4000, 2))
    seen = []

    def exact(table):
        seen.append(len(table))
        return table[:, 0] ** 3 - table[:, 0] * table[:, 1] ** 2

    assert interpolation.evaluate(exact, points, 400, is_cubic=True) == pytest.approx(
        points[:, 0] ** 3 - points[:, 0] * points[:, 1] ** 2
    )
    assert seen == [400]


def test_linear_interpolation_adds_no_extrema():
    xs = np.linspace(-3, 3, 5000)[:, None]
    found = interpolation.evaluate(lambda table: np.maximum(0, table[:, 0] - 0.123), xs, 100)
    assert found.min() == 0
    assert (np.diff(found) >= 0).all()


def test_a_level_part_of_a_callable_is_a_minimum_and_nothing_else():
    (trajectory,) = gdanim.trace({"function": lambda x: max(0, x - 1), "start": 3, "eta": 0.1})
    assert {point.kind for point in trajectory.stationary_points} == {"minimum"}
    low, high = trajectory.stationary_points[-1].extent
    assert (low, high) == (-math.inf, pytest.approx(1, abs=1e-6))


def test_a_constant_is_no_minimum():
    (trajectory,) = gdanim.trace({"function": lambda _: 5.1, "start": 3, "eta": 0.1})
    assert (trajectory.verdict.kind, trajectory.verdict.detail) == ("stationary", "plateau")


def test_the_levels_of_steps_are_no_minimum():
    (trajectory,) = gdanim.trace({"function": lambda x: int(x) ** 2, "start": 3.3, "eta": 0.1})
    assert trajectory.verdict.kind == "stationary"
    assert trajectory.verdict.detail != "minimum"


def test_without_a_formula_none_is_made_up():
    made = from_callable(np.cosh, 2)
    assert (made.formula, made.derivative_formula, made.name) == ("", "", "cosh")
    words = {language: load_words(language) for language in ("en", "fa", "fr")}
    (run,) = gdanim.load({"function": lambda x: x**2, "start": 2, "eta": 0.1}).runs
    told = {language: phrases.function(known, run) for language, known in words.items()}
    assert told == {"en": "a function", "fa": "یک تابع", "fr": "une fonction"}
    assert phrases.facts(words["fr"], [run]) == (
        "Calculs\u00a0: pentes par différences centrées, minimums et maximums trouvés numériquement."
    )
