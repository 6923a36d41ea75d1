"""The English term stands once in a picture, behind the term's first use, and once in its caption; all is legible."""

import re

import pytest

from gdanim import composition, pipeline, scene
from gdanim.drawing.label import Label
from gdanim.text import words
from gdanim.text.bilingual import with_english_terms

RACE = {
    "function": "long_valley", "start": [-4, -1], "eta": 0.1, "steps": 4, "compare": "overlay",
    "optimizer": ["gradient_descent", "momentum", "nesterov"], "panels": ["contour", "loss"], "bilingual": True,
}  # fmt: skip
ENGLISH = re.compile(r" \(\u2066?([A-Za-z][A-Za-z -]+)\u2069?\)")
PANELS = (
    [["curve", "history", "derivative", "table", "flowchart", "loss", "eta"], {"function": "hills", "start": 0.9}],
    [["contour", "surface", "state", "loss"], {"function": "landscape", "optimizer": "momentum"}],
    [
        ["data", "contour", "loss"],
        {"function": {"linear_regression": {"generate": {"n": 9, "seed": 1}}}, "start": [0, 0]},
    ],
    [["chord"], {"function": "x**2", "start": 1}],
)


def labels(keys, language):
    """Every label of the picture with its text, as it is at the end."""
    loaded = scene.load({**keys, "language": language})
    trajectories = pipeline.trace(loaded)
    made = composition.compose(loaded, trajectories, pipeline.moments(loaded, trajectories))
    for drawing in made.drawings:
        drawing.show(made.timeline.moments[-1])
    artists = [artist for drawing in made.drawings for artist in (*drawing.static, *drawing.movers)]
    return [artist for artist in artists if isinstance(artist, Label) and isinstance(artist.content, str)]


def bracketed(found):
    return sorted(english for label in found for english in ENGLISH.findall(label.content))


@pytest.mark.parametrize("language", ["fa", "fr"])
@pytest.mark.parametrize(
    ("panels", "more"), PANELS, ids=lambda value: "-".join(value) if isinstance(value, list) else ""
)
def test_no_english_term_stands_twice_in_a_picture(panels, more, language):
    keys = {"eta": 0.05, "steps": 4, "panels": panels, "bilingual": True, **more}
    found = bracketed(labels(keys, language))
    assert found or language == "fr", "most French terms are the English ones"
    assert len(found) == len(set(found))


def test_a_method_is_explained_in_the_legend_and_not_again_at_its_line():
    found = bracketed(labels(RACE, "fa"))
    assert [term for term in found if "m" in term] == ["Nesterov momentum", "minimum", "momentum"]
    assert found.count("gradient descent") == 1


def test_a_method_is_explained_at_its_line_where_there_is_no_legend():
    assert "gradient descent" in bracketed(labels({**RACE, "panels": ["loss"]}, "fa"))


def test_a_legend_with_english_terms_is_set_as_large_as_one_without():
    sizes = []
    for bilingual in (True, False):
        found = labels({**RACE, "bilingual": bilingual}, "fa")
        sizes.append(next(label.style.size for label in found if label.content.startswith("مومنتوم نستروف")))
    assert sizes[0] >= sizes[1] > 16


def caption(keys, language="fa"):
    loaded = scene.load({**keys, "language": language})
    spoken = words.load(language, loaded.terms, bilingual=loaded.bilingual)
    return spoken.caption(loaded, pipeline.trace(loaded)).translate(dict.fromkeys((0x2066, 0x2069)))


def test_a_caption_explains_each_term_once():
    sentences = caption({**RACE, "steps": 60})
    assert [sentences.count(f"({term})") for term in ("gradient descent", "momentum", "Nesterov momentum")] == [1, 1, 1]
    assert "مومنتوم (momentum)" in sentences


def test_an_authors_caption_stays_as_it_is():
    assert caption({**RACE, "caption": "شیب و گرادیان"}) == "شیب و گرادیان"


def test_alt_texts_are_read_aloud_and_have_no_brackets_for_terms():
    loaded = scene.load({**RACE, "language": "fa"})
    assert not ENGLISH.search(words.load("fa", bilingual=True).alt(loaded, pipeline.trace(loaded)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a slope, a slope", "a slope [S], a slope"),
        ("local minimum and minimum", "local minimum [L] and minimum [M]"),
        ("slopes and downslope", "slopes and downslope"),
        ("nothing", "nothing"),
    ],
)
def test_a_term_is_a_whole_word(text, wanted):
    terms = {"slope": "S", "minimum": "M", "local minimum": "L"}
    assert with_english_terms(text, terms, lambda said, english: f"{said} [{english}]") == wanted
