"""Names that a scene's data bring, and phrases that open a sentence."""

import pytest

from gdanim import pipeline, scene
from gdanim.errors import SceneError
from gdanim.text import words

POINTS = {"data": {"area": [0, 1, 2], "price": [1, 2, 4]}, "standardise": True}
LINE = {"function": {"linear_regression": POINTS}, "start": [0, 0], "eta": 0.2, "steps": 2}
NAMES = {"area": {"fa": "مساحت"}, "price": {"fa": "قیمت"}}


def alt(keys, language):
    read = scene.load(keys, language=language)
    return words.of_scene(read).alt(read, pipeline.trace(read))


def test_columns_have_names_by_language():
    keys = {**LINE, "terms": NAMES}
    assert "(مساحت استانداردشده)" in alt(keys, "fa")
    assert "(area standardised)" in alt(keys, "en")
    drawn = pipeline.compose_animation(read := scene.load(keys, language="fa"), pipeline.trace(read))
    assert drawn.warnings == ()


def test_a_function_of_the_catalogue_has_a_name_by_language():
    keys = {"function": "landscape", "steps": 2, "terms": {"landscape": {"fa": "تابعی با دو چاله"}}}
    assert "روی تابعی با دو چاله" in alt(keys, "fa")
    assert "on the function “landscape”" in alt(keys, "en")


def test_a_name_that_nothing_has_is_a_problem():
    with pytest.raises(SceneError, match="unknown term 'surface'"):
        scene.load({**LINE, "terms": {"surface": "x"}})


@pytest.mark.parametrize(
    ("language", "opening"),
    [("fr", "Sans bruit,"), ("en", "With no noise,"), ("fa", "بدون نوفه،"), ("ar", "بلا ضوضاء،")],
)
def test_a_sentence_opens_with_one_preposition(language, opening):
    keys = {"function": "x**2", "start": 2, "eta": 0.2, "steps": 10, "runs": [{}, {"noise": 0.2}]}
    assert opening in alt(keys, language)


def test_persian_words_of_an_option_are_no_formula():
    assert words.load("fa").formula("با جایگذاری") == "با جایگذاری"
