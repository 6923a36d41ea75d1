"""Arrows with too little room beside their balls stand in rows, all on one side of them."""

from pathlib import Path

import pytest
from drawn import draw

from gdanim.drawing.arrows import Arrow
from gdanim.drawing.ball import Ball

SCENES = Path(__file__).parents[2] / "scenes"
LOW = {"function": "kink", "start": 2, "steps": 4, "eta": [0.1 * k for k in range(1, 9)], "size": [960, 540],
       "panels": ["curve"]}  # fmt: skip


def rows(drawn, step):
    """How far under its ball, the nearest of those at its tail, each arrow stands; over it is below zero."""
    balls = drawn.visible(Ball, drawn.at(step))
    arrows = [arrow for arrow in drawn.visible(Arrow, drawn.at(step)) if arrow.is_drawn]
    return [min((arrow.y - ball.y for ball in balls if ball.x == arrow.tail), key=abs) for arrow in arrows]


@pytest.mark.parametrize(
    "scene", [SCENES / "kink.yaml", SCENES / "momentum.yaml", LOW], ids=["kink", "momentum", "low"]
)
def test_an_offset_arrow_is_over_the_ball_also_at_the_pictures_top(scene):
    drawn = draw(scene)
    found = [row for step in range(drawn.scene.steps) for row in rows(drawn, step)]
    assert any(found)
    assert all(row <= 0 for row in found)
