"""Every theme is accessible: enough contrast on its paper, and runs that differ in every kind of colour vision."""

import itertools

import numpy as np
import pytest
from seeing import MACHADO, contrast, difference, lab

from gdanim import registry, themes

THEMES = registry.names("themes")
TEXTS = ("ink", "muted", "slope_text", "step", "minimum", "maximum")
MARKS = ("axis", "curve", "ball", "trail", "slope_edge", "tangent", "step", "minimum", "maximum")
NORMAL, DEFICIENT = 18, 11  # the least CIEDE2000 between two runs


def pairs(name, sight):
    return [difference(lab(one, sight), lab(other, sight)) for one, other in runs(name)]


def runs(name):
    return itertools.combinations(themes.load(name).runs, 2)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ],
)
def test_the_distance_is_that_of_its_authors_own_test_data(one, other, distance):
    """Sharma, Wu and Dalal, table 1."""
    assert difference(np.array(one), np.array(other)) == pytest.approx(distance, abs=5e-5)


def test_contrast_goes_from_1_to_21():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("sight", MACHADO)
def test_grey_is_grey_in_every_kind_of_sight(sight):
    assert lab("#808080", sight)[1:] == pytest.approx([0, 0], abs=0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("ground", ["paper", "sheet"])
@pytest.mark.parametrize("text", TEXTS)
def test_texts_stand_out_at_least_4_5_to_1(name, ground, text):
    theme = themes.load(name)
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("mark", MARKS)
def test_marks_stand_out_at_least_3_to_1(name, mark):
    theme = themes.load(name)
    assert contrast(getattr(theme, mark), theme.paper) >= 2.995


@pytest.mark.parametrize("name", THEMES)
def test_runs_stand_out_at_least_3_to_1(name):
    theme = themes.load(name)
    assert min(contrast(run, theme.paper) for run in theme.runs) >= 3


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("sight", MACHADO)
def test_greater_heights_are_lighter_in_every_kind_of_sight(name, sight):
    heights = [lab(colour, sight)[0] for colour in themes.load(name).heights]
    assert heights[-1] - heights[0] >= 10
    assert min(np.diff(heights)) > -1.5  # about as much as can be seen at all


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("mark", ["ball", "minimum"])
def test_ball_and_minimum_stand_out_at_every_height(name, mark):
    """A path may be fainter: it has a casing of paper, on which runs stand out."""
    theme = themes.load(name)
    assert min(contrast(getattr(theme, mark), height) for height in theme.heights) >= 3


def test_high_contrast_has_texts_of_7_to_1_and_runs_of_4_5_to_1():
    """The enhanced level of WCAG for texts, and the usual one of texts for marks."""
    theme = themes.load("high_contrast")
    assert min(contrast(getattr(theme, text), theme.paper) for text in TEXTS) >= 7
    assert min(contrast(run, theme.paper) for run in theme.runs) >= 4.5


@pytest.mark.parametrize("name", sorted({*THEMES} - {"print"}))
@pytest.mark.parametrize("sight", MACHADO)
def test_no_two_runs_look_alike(name, sight):
    assert min(pairs(name, sight)) >= (NORMAL if sight == "normal" else DEFICIENT)


def test_print_has_only_greys():
    assert all(len(set(themes.rgb(colour))) == 1 for colour in themes.load("print").colours())


def test_neighbouring_runs_in_print_are_far_apart_and_no_two_are_the_same():
    """Eight greys can't be told apart by lightness alone: there markers and lines carry the difference."""
    greys = [lab(colour) for colour in themes.load("print").runs]
    assert min(itertools.starmap(difference, itertools.pairwise(greys))) >= DEFICIENT
    assert min(itertools.starmap(difference, itertools.combinations(greys, 2))) >= 4


def test_slope_and_step_differ_in_print_without_any_colour():
    """The slope's arrow is hollow, the step's is filled."""
    theme = themes.load("print")
    assert theme.slope == theme.paper
    assert theme.slope_edge == theme.step == theme.ink
    assert theme.tangent_dashes


@pytest.mark.parametrize("name", THEMES)
def test_the_minimum_can_be_distinguished_from_a_step(name):
    """In print by shape and direction alone."""
    theme = themes.load(name)
    far = difference(lab(theme.step), lab(theme.minimum))
    assert far >= NORMAL or name == "print"
