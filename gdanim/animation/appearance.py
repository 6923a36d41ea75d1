"""When the marks of a step appear in beat one, and how they fade as the ball leaves in beat two.

The pairs are the begin and the end of each, as parts of beat one for ``Moment.reveal``.
"""

TANGENT = (0.0, 0.25)
SLOPE_ARROW = (0.25, 0.5)
STEP_ARROW = (0.5, 5 / 6)  # a copy of the slope's arrow turns round and shrinks into the step's
FADING = 2.5  # opacity lost for the whole of the ball's way: a mark is gone after 1/FADING of it


def fade(travel: float) -> float:
    """Returns the opacity, 1 to 0, of a fading mark when the ball has come ``travel`` of its way."""
    return max(0.0, 1 - FADING * travel)
