"""Many runs in one picture: counted by their verdicts, coloured in order, without names and markers."""

import pytest
from drawn import draw, words

from gdanim.drawing.icons import Icon
from gdanim.drawing.shapes import Marker
from gdanim.panel_parts.run_ball import RunBall
from gdanim.text import words as languages

ETAS = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.02]
BOWL = {"function": "x**2", "start": 3, "eta": ETAS, "compare": "overlay", "panels": ["curve", "loss"]}
PLANE = {"function": "himmelblau", "start": {"grid": [4, 3]}, "eta": 0.01, "compare": "overlay"}


def counts(drawn, moment):
    """The texts beside the icons of the header, in their order on the page."""
    icons = sorted(drawn.in_headers(drawn.visible(Icon, moment)), key=lambda icon: (icon.y, icon.x))
    labels = [label for label in drawn.in_headers(drawn.labels(moment)) if label.style.weight == "semibold"]
    return [words(min(labels, key=lambda label: abs(label.box[0] - icon.x) + abs(label.y - icon.y))) for icon in icons]


def test_verdicts_are_counted_as_they_are_earned():
    drawn = draw(BOWL)
    assert counts(drawn, drawn.moments[0]) == ["11 on the way"]
    for step in (1, 6, 12, 24):
        known = [each.verdict for each in drawn.trajectories if 0 < each.verdict_known_from <= step]
        there = sum(verdict.kind == "converged" for verdict in known)
        gone = sum(verdict.kind == "diverged" for verdict in known)
        expected = [f"{there} at a minimum", *([f"{gone} diverges"] if gone else []), f"{11 - there - gone} on the way"]
        assert counts(drawn, drawn.at(step)) == expected
    assert counts(drawn, drawn.moments[-1]) == ["9 at a minimum", "1 diverges", "1 on the way"]


@pytest.mark.parametrize("language", ["en", "fa", "fr"])
@pytest.mark.parametrize("size", [[960, 720], [480, 360], [320, 480]], ids=str)
def test_no_count_is_cut_or_leaves_the_page(language, size):
    drawn = draw(BOWL, language=language, size=size)
    for moment in (drawn.moments[0], drawn.at(10), drawn.moments[-1]):
        boxes = [label.box for label in drawn.in_headers(drawn.labels(moment))]
        assert all(box.left >= 0 and box.right <= size[0] for box in boxes)
        assert not any(
            one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom
            for place, one in enumerate(boxes) for other in boxes[:place]
        )  # fmt: skip


@pytest.mark.parametrize("language", ["en", "fa", "fr"])
def test_every_count_has_words_for_one_and_for_several(language):
    own = languages.load(language)
    texts = [own.fill(pattern, n=n) for pattern in own.data["counted"].values() for n in (1, 7)]
    assert len(set(texts)) == len(texts)
    assert all(str(n) in text for n, text in zip((1, 7) * (len(texts) // 2), texts, strict=True))


def test_runs_that_differ_by_a_number_have_colours_in_its_order_and_its_ends_are_named():
    drawn = draw({**BOWL, "eta": ETAS[::-1]})
    balls = drawn.visible(RunBall, drawn.moments[0])
    named = [words(label) for label in drawn.labels(drawn.moments[0]) if r"\eta" in words(label)]
    assert [ball.colour for ball in balls] == [drawn.theme.ramp_colour(1 - rank / 10) for rank in range(11)]
    assert sorted(named) == sorted(2 * [r"$\eta = 0.05$", r"$\eta = 1.02$"])  # in the header, and at the lines' ends


def test_runs_that_differ_otherwise_have_one_colour_and_no_names():
    drawn = draw(PLANE)
    assert {ball.colour for ball in drawn.visible(RunBall, drawn.moments[0])} == {drawn.theme.ball}
    assert not [words(label) for label in drawn.labels(drawn.moments[0]) if "x_0" in words(label)]
    assert not drawn.in_headers(drawn.visible(Marker, drawn.moments[0]))


def test_eight_runs_still_have_a_legend_and_nine_are_counted():
    eight, nine = (draw({**BOWL, "eta": ETAS[:count]}) for count in (8, 9))
    assert len(eight.in_headers(eight.visible(Marker, eight.moments[0]))) == 8
    assert not nine.in_headers(nine.visible(Marker, nine.moments[0]))
    assert counts(nine, nine.moments[0]) == ["9 on the way"]


def test_balls_at_one_point_are_one_with_their_number():
    drawn = draw(BOWL)
    front = max(drawn.visible(RunBall, drawn.moments[0]), key=lambda ball: len(ball.hidden))
    assert len(front.hidden) == 10
    last = drawn.visible(RunBall, drawn.moments[-1])
    there = [each.points[-1, 0] for each in drawn.trajectories if abs(each.points[-1, 0]) < 0.01]
    assert max(len(ball.hidden) + 1 for ball in last) >= len(there)


def test_the_alt_text_says_how_many_and_from_where_to_where():
    drawn = draw(BOWL)
    alt = languages.of_scene(drawn.scene).alt(drawn.scene, drawn.trajectories)
    assert "11 balls on one curve" in alt
    assert "with η from 0.05 to 1.02" in alt
    assert "Of the 11 runs, 9 reach the minimum, 1 is still on its way and 1 diverges." in alt


@pytest.mark.parametrize(("starts", "is_goal"), [((0.3, 1.9), False), ((-1.9, -0.3), True)], ids=["local", "global"])
def test_only_runs_at_their_goal_are_green_also_those_that_come_within_a_wide_tolerance(starts, is_goal):
    """The lower valley of x⁴ − 3x² + x/2 is the left one."""
    keys = {"function": "x**4 - 3*x**2 + 0.5*x", "eta": 0.05, "start": {"grid": 9, "in": list(starts)}}
    drawn = draw({**keys, "tolerance": 0.4, "compare": "overlay", "panels": ["curve"]})
    assert all(trajectory.verdict.is_loose for trajectory in drawn.trajectories)
    (icon,) = drawn.visible(Icon, drawn.moments[-1])
    assert icon.is_success == is_goal
