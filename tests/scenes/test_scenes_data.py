"""The scenes on data say what the lesson says of them, in numbers known from mathematics."""

import numpy as np
import pytest
from shipped import FOLDER, load, runs

from gdanim import pipeline
from gdanim.text import words


def kinds(name):
    return [one.verdict.kind for one in runs(name)]


def closed_form(x, y):
    slope = ((x - x.mean()) * (y - y.mean())).mean() / x.var()
    return [slope, y.mean() - slope * x.mean()]


def test_the_line_reaches_the_closed_form():
    (done,) = runs("linear-regression", steps="200")
    points = done.run.function.sample
    assert done.points[-1] == pytest.approx(closed_form(points.x, points.y), abs=1e-6)
    assert kinds("linear-regression") == ["converged"]


def test_one_point_at_a_time_is_there_soonest_and_never_rests():
    one, some, every = runs("batches")
    assert [len(each.points) - 1 for each in (one, some, every)] == [12 * 60, 12 * 8, 12]
    assert (one.verdict.kind, every.verdict.kind) == ("wandering", "progressing")
    first = [each.values[each.run.sampling.updates_per_epoch] for each in (one, some, every)]
    assert first == sorted(first)
    assert np.ptp(one.values[-60:]) > 10 * np.ptp(some.values[-8:])


def test_the_batches_of_a_pass_are_right_on_average():
    (done,) = runs("one-batch")
    fit, sampling, at = done.run.function, done.run.sampling, done.points[3]
    slopes = [fit.on_batch(sampling.rows(step)).gradient(at) for step in range(sampling.updates_per_epoch)]
    assert np.mean(slopes, axis=0) == pytest.approx(fit.gradient(at), abs=1e-12)
    assert all(abs(np.array(slope) - fit.gradient(at)).max() > 0.1 for slope in slopes)


def test_only_the_standardised_feature_lets_both_parameters_arrive():
    raw, scaled = runs("scaling")
    goal = raw.run.function.minima[0]
    assert (raw.verdict.kind, scaled.verdict.kind) == ("stalled", "converged")  # it hardly moves, though on a slope
    assert abs(raw.points[-1][1] - goal[1]) > 0.99 * abs(raw.points[0][1] - goal[1])
    for done in (raw, scaled):
        greatest, least = done.run.function.curvature(done.run.start)
        assert (greatest / least > 1000) == (done is raw)


def test_both_runs_of_scaling_begin_with_one_line_that_is_seen_and_only_one_ends_with_the_prices():
    raw, scaled = runs("scaling")
    areas, prices = raw.run.function.sample.x, raw.run.function.sample.y
    spread = scaled.run.function.sample.x
    assert raw.run.function.predict(raw.points[0], areas) == pytest.approx(
        scaled.run.function.predict(scaled.points[0], spread)
    )
    assert prices.min() < raw.points[0][1] < prices.max()  # a level line
    assert raw.points[-1][0] < 0 < closed_form(areas, prices)[0]  # it falls where the prices rise
    assert raw.values[-1] > 30 * scaled.values[-1]


def test_the_threshold_parts_those_who_pass():
    (done,) = runs("logistic-regression", steps="400")
    fit = done.run.function
    threshold, (hours, passed) = fit.threshold(done.points[-1]), (fit.sample.x, fit.sample.y)
    assert passed[hours > threshold].mean() > 0.85
    assert passed[hours < threshold].mean() < 0.15
    assert fit.gradient(done.points[-1]) == pytest.approx([0, 0], abs=1e-6)
    assert kinds("logistic-regression") == ["converged"]


def test_no_two_students_of_a_kind_studied_equally_long():
    sample = runs("logistic-regression")[0].run.function.sample
    for passed in (0, 1):
        hours = np.sort(sample.x[sample.y == passed])
        assert np.diff(hours).min() >= 0.5  # their dots stand side by side


def test_the_cubic_bends_into_the_best_one():
    (done,) = runs("polynomial", steps="4000")
    points = done.run.function.sample
    assert done.points[-1] == pytest.approx(np.polyfit(points.x, points.y, 3), abs=1e-6)
    assert kinds("polynomial") == ["converged"]


@pytest.mark.parametrize("file", ["houses.csv", "exam.csv"])
def test_data_say_where_they_come_from(file):
    assert (FOLDER / "data" / file).read_text(encoding="utf-8").startswith("# Invented for this lesson")


def test_the_alt_text_names_the_data():
    loaded = load("batches")
    alt_text = words.load().alt(loaded, pipeline.trace(loaded))
    assert alt_text.startswith(
        "Three panels show gradient descent on the error of a line fitted to 60 points from (w, b) = (−0.5, −0.5) "
        "with η = 0.08, 12 passes over the data each, seen from above. Also shown: the data with the model and the "
        "course of the runs, step by step. With batches of 1, the ball has not settled after 720 steps"
    )
