"""The appearance of a step's marks in beat one, and their fading as the ball leaves in beat two.

Each pair is a begin and an end, as fractions of beat one for ``Moment.reveal``.
"""

TANGENT_SPAN = (0.0, 0.25)
SLOPE_ARROW = (0.25, 0.5)
STEP_ARROW = (0.5, 5 / 6)  # a copy of the slope's arrow turns and shrinks to the step's
FADING_RATE = 2.5  # opacity lost per whole travel of the ball: a mark is gone after 1/FADING_RATE of it


def fade(travel: float) -> float:
    """Returns the opacity, from 1 to 0, of a fading mark when the ball's progress is ``travel``."""
    return max(0.0, 1 - FADING_RATE * travel)
