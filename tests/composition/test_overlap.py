"""No text overlaps another, is cut off, hidden or too small to be read: in no scene, language, theme or size.

What is looked at is what the renderer is asked for, in its order: every line of text with its letters' pixels, and the
opaque marks that are drawn over it later. Nothing is allowed that a reader would not allow.
"""

import itertools
from pathlib import Path

import pytest
from crowded import CROWDED
from drawn import draw
from written import faults

from gdanim import registry
from gdanim.composition import page_spec
from gdanim.drawing import fonts
from gdanim.text import words

SCENES = Path(__file__).parents[2] / "scenes"
NAMES = sorted(path.stem for path in SCENES.glob("[!_]*.yaml"))
THEMES = registry.names("themes")
LANGUAGES = ("en", "fa", "fr")
OWN = None  # the size that a scene has by itself
SIZES = (OWN, (320, 240), (480, 360), (640, 480), (1280, 720), (1080, 1080), (1920, 1080), (720, 1280))
SMALL = (OWN, (320, 240), (480, 360))  # the crowded scenes' own problem is room

PRODUCT = list(itertools.product(CROWDED, SIZES))


def wrong(source, size=OWN, **keys):
    """The faults of a scene's animation in another size, language or theme."""
    keys = {key: str(value).lower() if isinstance(value, bool) else value for key, value in keys.items()}
    return faults(draw(source, **keys, **({"size": list(size)} if size else {})))


def spread(names, *choices):
    """Each name once with one of each of the choices: all of them come, and in ever other company."""
    cycles = [itertools.cycle(choice) for choice in choices]
    return [(name, *(next(cycle) for cycle in cycles)) for name in names]


@pytest.mark.parametrize(
    ("name", "language", "theme", "size"), spread(NAMES[::2], ("fa", "en", "fr"), THEMES, SIZES[:5] + SIZES[7:])
)
def test_every_text_of_a_shipped_scene_can_be_read(name, language, theme, size):
    assert wrong(SCENES / f"{name}.yaml", size, language=language, theme=theme, bilingual=language == "fa") == {}


@pytest.mark.parametrize("size", [OWN, (480, 360)], ids=str)
@pytest.mark.parametrize("language", sorted({*registry.names("languages")} - {*LANGUAGES}))
def test_every_text_of_the_flagship_can_be_read_in_a_further_language(language, size):
    if fonts.missing(words.load(language).data["name"]):
        pytest.skip(f"no font here has the letters of {language}")
    assert wrong(SCENES / "stepsizes.yaml", size, language=language, bilingual=size is not OWN) == {}


@pytest.mark.parametrize(("name", "size"), spread(CROWDED, SMALL))
def test_every_text_of_a_crowded_scene_can_be_read(name, size):
    assert wrong(CROWDED[name], size) == {}


@pytest.mark.parametrize(
    ("name", "size"),
    [*spread(NAMES[::8], [OWN, (960, 720)]), *spread(("ascent", "landscape", "race", "rugged"), [(1600, 600)])],
)
def test_every_text_can_be_read_where_headers_are_below_the_panels(name, size, monkeypatch):
    monkeypatch.setattr(page_spec, "HEADER_EDGE", "bottom")
    assert wrong(SCENES / f"{name}.yaml", size) == {}


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_text_can_be_read_in_every_language_and_size(name, language, size):
    """In every other size with the English terms in brackets, which make lines longer."""
    bilingual = language != "en" and SIZES.index(size) % 2 == 0
    assert wrong(SCENES / f"{name}.yaml", size, language=language, bilingual=bilingual) == {}


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("name", "size"), spread(NAMES, [OWN, (480, 360)]))
def test_every_text_can_be_read_in_every_theme(name, theme, size):
    """Themes differ in the widths of lines, and they may differ in their fonts."""
    assert wrong(SCENES / f"{name}.yaml", size, theme=theme) == {}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "font"), spread(NAMES, ["DejaVu Serif", "DejaVu Sans"]))
def test_every_text_can_be_read_in_a_wider_font(name, font):
    assert wrong(SCENES / f"{name}.yaml", font=font) == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_text_can_be_read_at_every_moment(name):
    drawn = draw(SCENES / f"{name}.yaml")
    assert faults(drawn, drawn.sampled()) == {}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "size", "language"),
    [(name, size, language) for (name, size), language in zip(PRODUCT, itertools.cycle(LANGUAGES), strict=False)],
)
def test_every_text_of_a_crowded_scene_can_be_read_in_every_size(name, language, size):
    assert wrong({**CROWDED[name], "language": language, "bilingual": language != "en"}, size) == {}


def test_two_texts_on_each_other_are_found():
    """The test of the test: a note's words in the place of a title."""
    drawn = draw({"function": "x**2", "start": 2, "eta": 0.1, "steps": 1, "title": "One"})
    title, clock = drawn.picture.drawings[0].static[0], drawn.picture.drawings[0].movers[0]
    title.move_to(clock.x - 60, clock.y)
    assert ("overlap", ("One", "step 0 of 1")) in faults(drawn)


def test_a_text_that_leaves_the_page_is_found():
    drawn = draw({"function": "x**2", "start": 2, "eta": 0.1, "steps": 1, "title": "One"})
    title = drawn.picture.drawings[0].static[0]
    title.move_to(title.x, 5)
    assert ("cut", "One") in faults(drawn)


def test_a_text_under_a_ball_and_one_that_is_too_small_are_found():
    from gdanim.drawing.label import Label
    from gdanim.drawing.text import TextStyle

    drawn = draw({"function": "x**2", "start": 2, "eta": 0.1, "steps": 1})
    panel = drawn.picture.drawings[-2]
    x, y = drawn.axes().x(2), drawn.axes().y(4)
    title = next(label for drawing in drawn.picture.drawings for label in drawing.static if isinstance(label, Label))
    under = Label(title.typesetter, TextStyle(10, "#000000"), x, y, "center").set_text("under")
    panel.static.append(under)
    assert {("hidden", "under"), ("small", "under")} <= set(faults(drawn))
