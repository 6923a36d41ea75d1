"""Matplotlib's settings: the user's do not change a picture, and are as before afterwards."""

import matplotlib as mpl
import pytest

from gdanim.drawing.rc import default_rc


@pytest.fixture
def users_own():
    """Settings such as a matplotlibrc may make."""
    with mpl.rc_context({"text.hinting": "none", "path.simplify": False, "figure.dpi": 33.0}):
        yield


def test_the_users_settings_do_not_count_while_a_picture_is_drawn(users_own):
    with default_rc():
        assert mpl.rcParams["figure.dpi"] == mpl.rcParamsDefault["figure.dpi"]
        assert mpl.rcParams["path.simplify"] is True


def test_they_are_as_before_afterwards_even_if_drawing_fails(users_own):
    with pytest.raises(RuntimeError, match="no room"), default_rc():
        raise RuntimeError("no room")
    assert (mpl.rcParams["figure.dpi"], mpl.rcParams["path.simplify"]) == (33.0, False)


def test_changes_are_made_on_top_of_the_defaults(users_own):
    with default_rc({"svg.fonttype": "none"}):
        assert mpl.rcParams["svg.fonttype"] == "none"
    assert mpl.rcParams["svg.fonttype"] == mpl.rcParamsDefault["svg.fonttype"]
