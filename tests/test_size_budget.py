"""Files that fit a budget, and what is given up for it."""

import json
import re

import pytest
from PIL import Image

import gdanim
from gdanim import size_budget
from gdanim.size_budget import Reduction

KEYS = {
    "function": "x**2",
    "start": 2,
    "eta": [0.2, 0.4],
    "steps": 6,
    "size": [720, 540],
    "timing": {"seconds": 2, "hold": {"start": 0.2, "end": 0.4}},
    "output": ["gif"],
}
WHOLE = Reduction(20, (960, 720))


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The size in bytes without a budget."""
    return gdanim.render(gdanim.load(KEYS), tmp_path_factory.mktemp("whole")).files[0].stat().st_size


def render(folder, size, **keys):
    return gdanim.render(gdanim.load(KEYS | keys | {"max_size": f"{size / 1000} kB"}), folder)


def test_a_file_that_fits_is_left_as_it_is(tmp_path, whole):
    done = render(tmp_path, whole + 100)
    assert done.files[0].stat().st_size == whole
    assert not any("to fit" in warning for warning in done.warnings)


@pytest.mark.parametrize("share", [0.9, 0.6, 0.4])
def test_a_file_fits_its_budget_and_says_what_was_given_up(tmp_path, whole, share):
    done = render(tmp_path, share * whole)
    assert done.files[0].stat().st_size <= share * whole
    assert re.fullmatch(r"to fit .* kB: \d+ frames a second instead of 20.*", done.warnings[-1])


def test_it_lasts_as_long_as_before(tmp_path, whole):
    told = json.loads(render(tmp_path, 0.5 * whole).sidecar.read_text(encoding="utf-8"))
    assert told["outputs"][0]["seconds"] == pytest.approx(2, abs=0.1)


def test_frames_are_given_up_before_pixels(tmp_path, whole):
    done = render(tmp_path, 0.9 * whole)
    with Image.open(done.files[0]) as image:
        assert image.size == (720, 540)


def test_an_impossible_budget_is_a_problem_that_says_what_is_possible(tmp_path, whole):
    with pytest.raises(gdanim.SceneError, match=r"2 kB can't be reached: at its smallest a file has [\d.]+ kB"):
        render(tmp_path, 2000)
    assert list(tmp_path.iterdir()) == []


def test_an_up_to_date_file_is_not_drawn_again(tmp_path, whole):
    render(tmp_path, 0.6 * whole)
    assert render(tmp_path, 0.6 * whole).state == "up_to_date"


def test_a_count_of_frames_a_step_keeps_the_steps_length():
    scene = gdanim.load(KEYS | {"timing": {"frames_per_step": 8}})
    timing = Reduction(10, (960, 720)).apply(scene, WHOLE).timing
    assert (timing.frames_per_step, timing.fps) == (4, 10)


def test_a_length_and_a_count_of_frames_decide_the_rate():
    scene = gdanim.load(KEYS | {"timing": {"frames_per_step": 8, "seconds": 9}})
    timing = Reduction(10, (960, 720)).apply(scene, WHOLE).timing
    assert (timing.frames_per_step, timing.seconds, timing.fps) == (4, 9, None)


def test_each_reduction_is_expected_to_be_smaller_than_the_one_before():
    shares = [each.expected_share(WHOLE) for each in size_budget._reductions(WHOLE, has_palette=True)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] < 1


def test_words_stay_legible():
    assert min(min(each.size) for each in size_budget._reductions(WHOLE, has_palette=True)) >= 320


def test_without_a_palette_colours_are_kept():
    assert {each.colours for each in size_budget._reductions(WHOLE, has_palette=False)} == {None}
