"""A place's name, which stands through the whole animation, stands where no ball and no arrow comes."""

import pytest
from crowded import CROWDED
from drawn import draw, meet, words

from gdanim.drawing.arrows import Arrow
from gdanim.drawing.ball import Ball
from gdanim.drawing.label import Label


def box(artist):
    """What an arrow or a ball covers."""
    if isinstance(artist, Ball):
        return artist.x - artist.radius, artist.y - artist.radius, artist.x + artist.radius, artist.y + artist.radius
    x, y = zip(*artist.outline(), strict=True)
    return min(x), min(y), max(x), max(y)


@pytest.mark.parametrize("language", ["en", "fa", "fr"])
def test_no_ball_and_no_arrow_comes_to_the_name_of_a_minimum(language):
    """In "all marks" the slope's arrow of the second step points at the name of the minimum beyond it."""
    drawn = draw({**CROWDED["all marks"], "language": language, "bilingual": language != "en"}, size=[960, 698])
    for moment in drawn.sampled():
        labels = [label for label in drawn.visible(Label, moment) if label.style.colour == drawn.theme.minimum]
        movers = [one for one in drawn.visible(Arrow, moment) if one.is_drawn] + drawn.visible(Ball, moment)
        assert len(labels) >= 3
        assert not [words(label) for label in labels for mover in movers if meet(label.box, box(mover))]
