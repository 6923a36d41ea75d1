"""Every theme is accessible: enough contrast on its paper, and runs that differ in every kind of colour vision."""

import itertools

import numpy as np
import pytest
from seeing import MACHADO, contrast, difference, lab

from gdanim import registry, themes
from gdanim.drawing.hillshade import height_colour, height_colours, lab_to_srgb, srgb_to_lab

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
def test_the_ramp_of_many_runs_stands_out_from_end_to_end(name):
    theme = themes.load(name)
    colours = [theme.ramp_colour(part) for part in np.linspace(0, 1, 33).tolist()]
    assert min(contrast(colour, ground) for colour in colours for ground in (theme.paper, theme.trail_casing)) >= 3


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("sight", MACHADO)
def test_the_ends_of_the_ramp_differ_in_every_kind_of_colour_vision(name, sight):
    """In print by lightness; between the ends the distance from the first colour only grows."""
    theme = themes.load(name)
    first, *others = [lab(theme.ramp_colour(part), sight) for part in np.linspace(0, 1, 9).tolist()]
    distances = [difference(first, other) for other in others]
    assert distances[-1] >= (NORMAL if sight == "normal" else DEFICIENT)
    assert distances == sorted(distances)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("sight", MACHADO)
def test_greater_heights_are_lighter_in_every_kind_of_sight(name, sight):
    """Deep is dark: from each of 65 heights to the next lightness rises; in full light and shade it never falls."""
    theme = themes.load(name)
    for light in (-1.0, 0.0, 1.0):
        colours = height_colours(theme, np.linspace(0, 1, 65), light).tolist()
        lightness = [lab(f"#{red:02X}{green:02X}{blue:02X}", sight)[0] for red, green, blue in colours]
        assert min(np.diff(lightness)) >= (0.3 if light == 0 else 0.0)


@pytest.mark.parametrize("name", THEMES)
def test_level_ground_has_the_colours_of_the_theme(name):
    heights = themes.load(name).heights
    found = [height_colour(themes.load(name), index / (len(heights) - 1)) for index in range(len(heights))]
    assert np.abs(np.array([themes.rgb(one) for one in found]) - [themes.rgb(one) for one in heights]).max() <= 3


@pytest.mark.parametrize("name", THEMES)
def test_runs_ball_and_minimum_stand_out_on_a_map_by_their_casing(name):
    """The map may have any lightness: lines and balls have a casing, and signs an edge of paper."""
    theme = themes.load(name)
    assert min(contrast(run, theme.trail_casing) for run in (*theme.runs, theme.ball)) >= 3
    assert contrast(theme.minimum, theme.paper) >= 3


def test_colours_go_to_cielab_and_back():
    """White is L* 100 and grey has no chroma; red is (53.24, 80.09, 67.20): IEC 61966-2-1 and CIE 15."""
    assert srgb_to_lab(np.ones(3)) == pytest.approx([100, 0, 0], abs=1e-6)
    assert srgb_to_lab(np.array([1.0, 0, 0])) == pytest.approx([53.24, 80.09, 67.20], abs=0.01)
    colours = np.random.default_rng(1).uniform(size=(50, 3))
    assert lab_to_srgb(srgb_to_lab(colours)) == pytest.approx(colours, abs=1e-9)


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
    """Eight greys can't be distinguished by lightness alone: there markers and lines carry the difference."""
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


@pytest.mark.parametrize("name", registry.shipped("themes"))
def test_the_ground_where_steps_lead_nearer_differs_from_the_other(name):
    theme = themes.load(name)
    assert contrast(theme.good_ground, theme.other_ground) > 1.05
    assert theme.good_ground in theme.colours()
