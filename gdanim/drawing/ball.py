"""The ball: a shaded disc with a rim, on a halo that separates it from the curve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.canvas import PointMark
from gdanim.themes import mix

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Canvas
    from gdanim.themes import Theme

BODY_RADIUS = 0.88  # fraction of the ball's radius
RUN_RIM_INK, RUN_LIGHT_WHITE = 0.35, 0.55  # fraction of ink in the rim of a run's colour, and of white in its light
GLINT_DISC = (0.36, 0.38), 0.16, 0.6  # shift to the left and up, and radius, relative to the body's; fraction of white
LIGHT_SHIFT, LIGHT_SHRINK = 0.34, 0.8  # fractions of the body's radius: displacement and shrinkage of the last disc
SHADOW_BLACK, LIGHT_SHARE = 0.16, 0.72  # fraction of black in the first disc, and of the light's colour in the last
SHADE_COUNT = 7  # number of discs from the body's colour to the light's; more are indistinguishable at this size


class Ball(PointMark):
    """A ball about a point.

    Parameters
    ----------
    theme
        The theme, for the ball's colours.
    radius
        The ball's radius in pixels.
    halo
        The width of its halo in pixels.
    colour
        The colour of a run; None for the theme's ball.
    casing
        The colour of the halo; None for the theme's paper.
    """

    def __init__(
        self, theme: Theme, radius: float, halo: float, colour: str | None = None, casing: str | None = None
    ) -> None:
        super().__init__()
        self.radius, self.halo = radius, halo
        self.casing = casing or theme.paper
        self.colour = body = colour or theme.ball
        has_theme_colour = colour is None or colour == theme.ball
        self.rim = theme.ball_rim if has_theme_colour else mix(body, theme.ink, RUN_RIM_INK)
        light = theme.ball_light if has_theme_colour else mix(body, "#FFFFFF", RUN_LIGHT_WHITE)
        self.discs = [_disc(body, light, index / (SHADE_COUNT - 1)) for index in range(SHADE_COUNT)]
        self.glint = mix(light, "#FFFFFF", GLINT_DISC[2])

    def draw(self, canvas: Canvas) -> None:
        canvas.disc(self.x, self.y, self.radius + self.halo, self.casing)
        canvas.disc(self.x, self.y, self.radius, self.rim)
        inner = self.radius * BODY_RADIUS
        for shift, size, colour in self.discs:
            canvas.disc(self.x - shift * inner, self.y - shift * inner, size * inner, colour)
        (left, up), size, _ = GLINT_DISC
        canvas.disc(self.x - left * inner, self.y - up * inner, size * inner, self.glint)


def _disc(body: str, light: str, part: float) -> tuple[float, float, str]:
    """Returns the disc at ``part`` of the way from shadow to light: its shift up and left, its size and its colour.

    Each lies inside the previous one: shift·√2 + size ≤ 1.
    """
    shade = mix(body, "#000000", SHADOW_BLACK * (1 - part) ** 2)
    return LIGHT_SHIFT * part, 1 - LIGHT_SHRINK * part, mix(shade, light, LIGHT_SHARE * part**1.5)
