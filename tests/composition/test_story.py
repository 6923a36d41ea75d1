"""What a panel shows over time: the trail, the markers, the verdict once it is known, overflows, the notes."""

import numpy as np
import pytest
from drawn import draw, number, words

from gdanim.animation.appearance import STEP_ARROW
from gdanim.decorations.callouts import Callout
from gdanim.decorations.progress import ProgressBar
from gdanim.drawing.ball import Ball
from gdanim.drawing.icons import Icon
from gdanim.drawing.shapes import Line, Marker, Ring, Triangle

SMALL = {"size": [640, 480]}


def persisted(drawn, kind, step):
    return [mark for one in drawn.picture.drawings for mark in one.persist(step) if isinstance(mark, kind)]


def texts(drawn, moment):
    return [words(label) for label in drawn.labels(moment)]


def first(drawn, seen):
    """The first moment at which something is seen."""
    return next(moment for moment in drawn.moments if seen(moment))


def test_the_ball_leaves_a_ring_on_every_iterate():
    drawn = draw({"function": "x**2", "start": 2, "eta": 0.25, "steps": 4, **SMALL})
    axes = drawn.axes()
    for step in range(5):
        (ring,) = persisted(drawn, Ring, step)
        x = 2 * 0.5**step
        assert (ring.x, ring.y) == pytest.approx((axes.x(x), axes.y(x**2)), abs=0.01)


def test_overlaid_runs_leave_markers_of_their_own_shape():
    drawn = draw({"function": "x**2", "start": [2, -1, 1.5], "eta": 0.25, "steps": 3, "compare": "overlay", **SMALL})
    marks = persisted(drawn, Marker, 2)
    assert len(marks) == 3
    assert len({mark.colour for mark in marks}) == 3
    assert len({mark.shape.tobytes() for mark in marks}) == 3


def test_runs_are_distinguished_by_colour_and_by_shape():
    drawn = draw(
        {"function": "x**2", "start": [k / 4 for k in range(1, 9)], "eta": 0.1, "steps": 2, "compare": "overlay"}
    )
    marks = persisted(drawn, Marker, 1)
    assert len({(mark.colour) for mark in marks}) == len({mark.shape.tobytes() for mark in marks}) == 8


def test_a_triangle_stands_under_each_minimum_and_over_each_maximum():
    drawn = draw({"function": "hills", "steps": 1, "domain": [-3.5, 3.5], "show": ["minimum", "maximum"]})
    axes = drawn.axes()
    values = {
        (point.kind, point.at[0]): point.value
        for trajectory in drawn.trajectories
        for point in trajectory.stationary_points
    }
    inside = {key: value for key, value in values.items() if axes.contains(key[1], value)}
    triangles = drawn.visible(Triangle, drawn.moments[0])
    assert len(triangles) == len(inside) >= 3
    for triangle in triangles:
        kind, x = min(inside, key=lambda key: abs(axes.x(key[1]) - triangle.x))
        assert triangle.x == pytest.approx(axes.x(x), abs=0.05)
        assert triangle.down == (kind == "maximum")
        assert (triangle.y < axes.y(inside[kind, x])) == triangle.down


def test_the_minimums_marker_is_never_hidden_by_the_ball():
    drawn = draw({"function": "x**2", "start": 2, "eta": 0.5, "steps": 1, **SMALL})
    moment = drawn.moments[-1]
    (ball,) = drawn.visible(Ball, moment)
    (triangle,) = drawn.visible(Triangle, moment)
    assert (ball.x, triangle.x) == pytest.approx((drawn.axes().x(0),) * 2, abs=0.01)
    assert triangle.y >= ball.y + ball.radius


def test_a_verdict_is_drawn_once_it_is_earned_and_not_before(flagship):
    """Converged at its step, a cycle after two periods, wandering at the end."""
    earned = [trajectory.verdict.known_from(25) for trajectory in flagship.trajectories]
    count = {moment.index: len(flagship.visible(Icon, moment)) for moment in flagship.moments}
    for moment in flagship.moments:
        wanted = sum(moment.phase == "end" or step <= moment.step for step in earned)
        assert count[moment.index] == wanted
    assert count[0] == 0
    assert count[flagship.picture.count - 1] == 4


def test_a_verdict_takes_the_place_of_the_cells_number(flagship):
    assert sum(text == "x =" for text in texts(flagship, flagship.moments[0])) == 4
    assert sum(text == "x =" for text in texts(flagship, flagship.moments[-1])) == 0


def test_reaching_the_goal_is_green_and_no_other_verdict_is(flagship):
    icons = flagship.visible(Icon, flagship.moments[-1])
    assert [icon.kind for icon in icons] == [trajectory.verdict.kind for trajectory in flagship.trajectories]
    verdicts = {label.style.colour for label in flagship.labels(flagship.moments[-1])
                if label.style.weight == "semibold" and label.side == "right" and "step" in words(label)}  # fmt: skip
    assert flagship.theme.step not in verdicts


def test_a_stopped_run_rests_while_the_others_go_on():
    drawn = draw({"function": "x**2", "start": 2, "eta": [0.05, 0.45], "steps": 20, "stop": {"gradient": 0.1}, **SMALL})
    short, long = sorted(len(trajectory.points) for trajectory in drawn.trajectories)
    assert short < long
    assert drawn.moments[-1].step == long - 1
    quick = next(index for index, one in enumerate(drawn.trajectories) if len(one.points) == short)
    rests = {drawn.visible(Ball, moment)[quick].x for moment in drawn.moments if moment.step >= short - 1}
    assert len(rests) == 1


def test_the_clock_counts_the_steps():
    drawn = draw({"function": "x**2", "start": 2, "eta": [0.1, 0.2], "steps": 3, **SMALL})
    for step in range(4):
        assert f"step {step} of 3" in texts(drawn, drawn.at(step))


def test_a_note_is_read_in_its_steps_only():
    notes = [{"text": "here it begins", "steps": 0}, {"text": "nearly there", "steps": [2, 3]}, {"text": "always"}]
    drawn = draw({"function": "x**2", "start": 2, "eta": 0.25, "steps": 4, "notes": notes})
    for step in range(5):
        read = {words(line) for callout in drawn.visible(Callout, drawn.at(step)) for line in callout.lines}
        assert read == {
            "always",
            *(["here it begins"] if step == 0 else []),
            *(["nearly there"] if step in {2, 3} else []),
        }


def test_an_answer_to_a_question_is_read_once_the_question_has_gone():
    notes = [{"text": "which way?", "steps": 0, "pause": 1}, {"text": "to the left", "steps": 0}]
    drawn = draw({"function": "0.1*x**2", "start": 2, "eta": 1, "steps": 1, "notes": notes, **SMALL})
    read = [
        [words(line) for callout in drawn.visible(Callout, moment) for line in callout.lines]
        for moment in drawn.moments
    ]
    said = [line for lines in read for line in lines]
    assert all(len(lines) <= 1 for lines in read)
    assert said == ["which way?"] * said.count("which way?") + ["to the left"] * said.count("to the left")
    assert set(said) == {"which way?", "to the left"}


def test_a_notes_pointer_ends_at_the_place_it_speaks_of():
    drawn = draw({"function": "0.1*x**2", "start": 2, "eta": 1, "steps": 1, "notes": [{"text": "low", "at": [0, 0]}]})
    (callout,) = drawn.visible(Callout, drawn.moments[0])
    x, y = callout.anchor
    assert x == pytest.approx(drawn.axes().x(0), abs=0.01)
    assert abs(y - drawn.axes().y(0)) < 10


def test_show_nothing_leaves_the_bare_curve():
    drawn = draw({"function": "x**2", "start": 2, "eta": 0.1, "steps": 3, "show": [], **SMALL})
    for moment in drawn.sampled():
        assert not drawn.visible((Ball, Ring, Triangle, Marker, Icon), moment)
    assert any(len(line.points) > 100 for line in drawn.visible(Line, drawn.moments[0]))


def test_the_curve_is_the_functions_own():
    drawn = draw({"function": "sin(3*x)", "start": 1, "eta": 0.1, "steps": 3, "show": [], "domain": [-3, 3], **SMALL})
    axes = drawn.axes()
    curve = max(drawn.visible(Line, drawn.moments[0]), key=lambda line: len(line.points))
    xs = axes.x_range[0] + (curve.points[:, 0] - axes.box.left) / axes.box.width * 6
    assert curve.points[:, 1] == pytest.approx([axes.y(y) for y in np.sin(3 * xs)], abs=0.02)


def test_the_curve_is_broken_at_a_pole():
    drawn = draw(
        {"function": "1/x", "start": 1, "eta": 0.1, "steps": 2, "show": [], "domain": [-2, 2], "range": [-5, 5]}
    )
    curve = max(drawn.visible(Line, drawn.moments[0]), key=lambda line: len(line.points))
    gap = np.flatnonzero(~np.isfinite(curve.points[:, 1]))
    assert len(gap)
    assert drawn.axes().x(0) == pytest.approx(float(np.nanmean(curve.points[gap, 0])), abs=1)


def test_the_second_beat_is_lit_from_when_the_step_is_drawn(lesson):
    """The step's arrow comes in the second half of beat one, and the ball moves along it in beat two."""

    def lit(moment):
        return [words(label) for label in lesson.labels(moment) if label.style.weight == "semibold"
                and words(label) in {"look at the slope", "step against it"}]  # fmt: skip

    for moment in lesson.moments:
        if moment.phase == "step" and moment.step < 4:
            is_step_drawn = moment.beat == 2 or moment.look_progress > STEP_ARROW[0]
            assert lit(moment) == ["step against it" if is_step_drawn else "look at the slope"]


def test_the_slope_comes_before_the_step(lesson):
    """In beat one the yellow arrow appears first, the red one after it, and both are whole when it ends."""
    from gdanim.drawing.arrows import Arrow

    def drawn(moment, colour):
        return any(arrow.fill == colour and arrow.is_drawn for arrow in lesson.visible(Arrow, moment))

    beat = [moment for moment in lesson.moments if moment.step == 0 and moment.phase == "step" and moment.beat == 1]
    yellow = [moment.look_progress for moment in beat if drawn(moment, lesson.theme.slope)]
    red = [moment.look_progress for moment in beat if drawn(moment, lesson.theme.step)]
    assert 0 < min(yellow) < min(red) < 1
    assert max(yellow) == max(red) == 1


def test_drop_lines_stand_under_the_ball_and_its_landing_with_their_numbers(lesson):
    axes = lesson.axes()
    dashed = [line for line in lesson.visible(Line, lesson.at(0)) if line.dashes and len(line.points) == 2]
    places = {line.colour: line.points[0, 0] for line in dashed}
    assert places[lesson.theme.ball] == pytest.approx(axes.x(2), abs=0.01)
    assert places[lesson.theme.step] == pytest.approx(axes.x(1), abs=0.01)
    below = [
        label for label in lesson.labels(lesson.at(0)) if label.style.weight == "bold" and label.y > axes.box.bottom
    ]
    marked = {label.style.colour: number(words(label)) for label in below if label.y < axes.box.bottom + 40}
    assert marked == {lesson.theme.ball: 2, lesson.theme.step: 1}


@pytest.mark.parametrize("start", [2, -2])
def test_the_number_where_a_step_lands_is_said_also_where_it_lands_close_by(start):
    """x_k = 2·0.9^k: the last step is 0.1 long, which is less than the numbers need side by side."""
    drawn = draw({"function": "x**2", "start": start, "eta": 0.05, "steps": 6, "size": [480, 360]})
    axes = drawn.axes()
    for step in range(6):
        below = [label for label in drawn.labels(drawn.at(step)) if label.style.weight == "bold"]
        numbers = {label.style.colour: label for label in below if axes.box.bottom < label.y < axes.box.bottom + 30}
        here, there = numbers[drawn.theme.ball], numbers[drawn.theme.step]
        assert number(words(there)) == pytest.approx(start * 0.9 ** (step + 1), abs=5e-4)
        assert here.x == pytest.approx(axes.x(start * 0.9**step), abs=0.01)
        assert (there.x > here.x) == (start < 0)
        assert abs(there.x - axes.x(start * 0.9 ** (step + 1))) < here.box.width + there.box.width


@pytest.mark.parametrize("more", [{}, {"eta": [0.1, 0.3]}])
def test_the_clock_counts_the_steps_taken_and_its_bar_is_full_at_the_end(more):
    """On x² from 3 with η = 0.1 the slope 6·0.8ᵏ is below 3 after 4 steps."""
    scene = {"function": "x**2", "start": 3, "eta": 0.1, "steps": 100, "stop": {"gradient": 3}}
    drawn = draw({**scene, **more, **SMALL})
    for step in range(5):
        assert f"step {step} of 4" in texts(drawn, drawn.at(step))
    (bar,) = drawn.visible(ProgressBar, drawn.moments[-1])
    assert bar.done == bar.count == 4
    (bar,) = drawn.visible(ProgressBar, drawn.moments[0])
    assert bar.done == 0
