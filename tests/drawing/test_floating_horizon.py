"""What each row of pixels shows of a line of sight over a surface."""

import numpy as np
import pytest

from gdanim.drawing.floating_horizon import seen_pixels


def column(rows, row_count):
    """Returns the samples seen by row, NaN where there are none, and whether from below."""
    places, samples, is_below = seen_pixels(np.array(rows, np.float32)[:, None], row_count)
    seen, below = np.full(row_count, np.nan), np.zeros(row_count, bool)
    seen[places], below[places] = samples, is_below
    return seen, below


def test_a_ramp_is_seen_at_the_samples_that_reach_each_row():
    """Sample k stands at row 2k + 0.5: row r shows sample (r - 0.5) / 2."""
    seen, below = column(2 * np.arange(4) + 0.5, 9)
    assert seen == pytest.approx([np.nan, *(np.arange(1, 7) - 0.5) / 2, np.nan, np.nan], nan_ok=True)
    assert not below.any()


def test_what_falls_under_the_nearest_sample_is_seen_from_below():
    seen, below = column([4.5, 2.5, 0.5], 8)
    assert seen == pytest.approx([np.nan, 1.75, 1.25, 0.75, 0.25, np.nan, np.nan, np.nan], nan_ok=True)
    assert below[1:5].all()


def test_a_crest_hides_the_valley_behind_it():
    """Up to row 4.5, down to 1.5, and up again: rows above the crest show the far slope only."""
    seen, _ = column([0.5, 4.5, 1.5, 7.5], 9)
    assert seen[1:5] == pytest.approx((np.arange(1, 5) - 0.5) / 4)
    assert seen[5:8] == pytest.approx(2 + (np.arange(5, 8) - 1.5) / 6)


def test_behind_a_gap_the_surface_goes_on_where_it_is_not_hidden():
    seen, _ = column([0.5, 3.5, np.nan, np.nan, 2.5, 6.5], 9)
    assert seen[1:4] == pytest.approx((np.arange(1, 4) - 0.5) / 3)
    assert seen[4:7] == pytest.approx(4 + (np.arange(4, 7) - 2.5) / 4)
    assert column([0.5, 1.5, np.nan, 4.5, 6.5], 9)[0][[2, 3, 4]] == pytest.approx([np.nan] * 3, nan_ok=True)


def test_columns_are_independent():
    rows = np.array([[0.5, np.nan], [2.5, np.nan]], np.float32)
    assert sorted(seen_pixels(rows, 4).places.tolist()) == [2, 4]
    assert not len(seen_pixels(np.full((3, 2), np.nan, np.float32), 4).places)
