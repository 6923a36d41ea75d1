"""Points held out: which they are, what the model is fitted to without them, and their loss."""

import json

import numpy as np
import pytest
from drawn import draw, words

from gdanim import errors, pipeline, run_data, scene as scenes
from gdanim.functions.data.validation import split
from gdanim.panels.data.points import DataPoints
from gdanim.text import words as languages

LINE = {"linear_regression": {"generate": {"n": 20, "noise": 0.5}}}
FIT = {"function": LINE, "validation": 0.3, "steps": 10}


def traced(**keys):
    return pipeline.trace(scenes.load({**FIT, **keys}))[0]


@pytest.mark.parametrize(("count", "share", "held"), [(20, 0.3, 6), (10, 0.25, 2), (7, 0.5, 4), (50, 0.1, 5)])
def test_a_share_is_held_out_and_no_point_is_in_both_parts(count, share, held):
    kept, rest = split(np.arange(count), share, 0, has_classes=False)
    assert len(rest) == held
    assert sorted([*kept, *rest]) == list(range(count))


def test_of_each_class_the_same_share_is_held_out():
    labels = np.array([1.0] * 10 + [0.0] * 30)
    _, rest = split(labels, 0.3, 5, has_classes=True)
    assert (labels[rest] == 1).sum() == 3
    assert (labels[rest] == 0).sum() == 9


def test_a_seed_holds_the_same_points_out_each_time_and_another_seed_others():
    labels = np.arange(40)
    assert split(labels, 0.3, 1, has_classes=False)[1].tolist() == split(labels, 0.3, 1, has_classes=False)[1].tolist()
    assert split(labels, 0.3, 1, has_classes=False)[1].tolist() != split(labels, 0.3, 2, has_classes=False)[1].tolist()
    assert (traced(seed=3).run.function.held_out.x == traced(seed=3).run.function.held_out.x).all()


def test_the_minimum_is_that_of_the_points_left():
    problem = traced().run.function
    expected = np.polyfit(problem.sample.x, problem.sample.y, 1)
    assert problem.minima[0] == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("penalty", [{}, {"ridge": 0.5}, {"l1": 0.3}, {"ridge": 0.2, "l1": 0.1}], ids=str)
@pytest.mark.parametrize("standardise", [False, True])
def test_the_loss_of_the_points_held_out_is_their_mean_of_squares_without_penalties(penalty, standardise):
    run = traced(function={"linear_regression": {**LINE["linear_regression"], **penalty, "standardise": standardise}})
    problem = run.run.function
    mean, deviation = (problem.sample.x.mean(), problem.sample.x.std()) if standardise else (0, 1)
    for (slope, intercept), found in zip(run.points.tolist(), run.validation_values.tolist(), strict=True):
        residuals = slope * (problem.held_out.x - mean) / deviation + intercept - problem.held_out.y
        assert found == pytest.approx(np.mean(residuals**2), rel=1e-9)


def test_the_loss_of_classes_held_out_is_their_mean_negative_log_likelihood():
    run = traced(function={"logistic_regression": {"generate": {"n": 40}}}, eta=0.5)
    problem = run.run.function
    slope, intercept = run.points[-1]
    chances = 1 / (1 + np.exp(-(slope * problem.held_out.x + intercept)))
    expected = -np.mean(np.where(problem.held_out.y == 1, np.log(chances), np.log(1 - chances)))
    assert run.validation_values[-1] == pytest.approx(expected, rel=1e-9)


def test_the_verdict_is_about_the_points_left():
    assert traced(steps=200).verdict.has_converged


def test_trace_and_sidecar_tell_the_losses_and_the_lowest():
    scene = scenes.load(FIT)
    (run,) = pipeline.trace(scene)
    (entry,) = run_data.as_dict(scene, [run])["runs"]
    lowest = int(np.argmin(run.validation_values))
    values = json.loads(json.dumps(entry))["validation"]
    assert values == {"values": run.validation_values.tolist(), "lowest_step": lowest, "lowest": min(values["values"])}
    told = {"lowest_step": lowest, "lowest": run.validation_values[lowest]}
    assert run_data.verdicts(scene, [run])[0]["validation"] == told
    loss = next(panel for panel in draw(FIT).picture.panels if panel["panel"] == "loss")
    assert loss["validation"] == [{"run": 0, **told}]


@pytest.mark.parametrize("language", ["en", "fa", "fr"])
def test_the_picture_has_hollow_points_a_dashed_line_and_the_lowest_step(language):
    drawn = draw({**FIT, "language": language})
    end, theme = drawn.moments[-1], drawn.theme
    hollow = [mark for mark in drawn.artists if isinstance(mark, DataPoints) and mark.fill == theme.paper]
    assert [len(mark.pixels) for mark in hollow] == [6]
    own = languages.load(language)
    lowest = own.label("lowest_at", n=drawn.trajectories[0].lowest_validation_step)
    assert lowest not in [words(label) for label in drawn.labels(drawn.moments[0])]
    shown = [words(label) for label in drawn.labels(end)]
    assert lowest in shown
    assert own.label("with_held_out", quantity=own.label("loss"), n=6) in shown


def test_the_alt_text_and_the_caption_tell_of_the_points_held_out():
    drawn = draw(FIT)
    own, step = languages.of_scene(drawn.scene), drawn.trajectories[0].lowest_validation_step
    end = "at the last step" if step == 10 else f"at step {step}, and higher at the end"
    sentence = f"The loss of the points held out is lowest {end}."
    alt = own.alt(drawn.scene, drawn.trajectories)
    assert "fitted to 14 points (6 others held out)" in alt
    assert sentence in alt
    assert sentence in own.caption(drawn.scene, drawn.trajectories)


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (
            {"function": {"linear_regression": {"points": [[1, 1], [2, 2], [3, 4]]}}, "validation": 0.1},
            (
                "0.1 of 3 points holds out none, rounded within each class if there are classes; "
                "give a larger share, or leave validation out"
            ),
        ),
        (
            {"function": {"logistic_regression": {"points": [[1, 0], [2, 0], [3, 0], [4, 1]]}}, "validation": 0.8},
            "0.8 of 4 points leaves none of a class to train on; give a smaller share, or more points",
        ),
        (
            {"function": {"polynomial_regression": {"degree": 4, "generate": {"n": 6}}}, "validation": 0.5},
            "holding out 3 leaves 3 to train on, fewer than the 5 coefficients of the model; give a smaller share",
        ),
        ({"function": "x**2", "start": 1, "eta": 0.1}, "validation is for data problems, and this function is none"),
        ({"validation": 1.5}, "validation must be above 0 and at most 0.9; found 1.5"),
        ({"validation": 0}, "validation must be above 0 and at most 0.9; found 0"),
    ],
)
def test_an_impossible_share_is_told_in_its_place(keys, sentence):
    with pytest.raises(errors.SceneError) as caught:
        scenes.load({**FIT, **keys})
    (problem,) = caught.value.problems
    assert (problem.message, problem.path) == (sentence, ("validation",))


def test_all_runs_have_the_same_points_and_are_drawn_in_one_cell():
    drawn = draw({**FIT, "eta": [0.05, 0.2], "compare": "overlay"})
    first, second = (each.run.function for each in drawn.trajectories)
    assert first is second
