"""The texts of every shipped scene: at rest where they should be, and in colours that can be read."""

from pathlib import Path

import pytest
from drawn import draw

from gdanim import registry, themes
from gdanim.decorations.callouts import Callout
from gdanim.drawing.label import Label
from gdanim.panel_parts.ghost import GHOST_INK
from gdanim.themes import mix

SCENES = sorted((Path(__file__).parents[2] / "scenes").glob("[!_]*.yaml"))
THEMES = registry.names("themes")
LEGIBLE = 4.5


OTHERS = ("fa", "fr")
SPOKEN = [(path, "en") for path in SCENES] + [
    pytest.param((path, language), marks=pytest.mark.slow) for path in SCENES for language in OTHERS
]


@pytest.fixture(scope="module", params=SPOKEN, ids=lambda spoken: f"{spoken[0].stem}-{spoken[1]}")
def shipped(request):
    path, language = request.param
    return draw(path, language=language)


def few(drawn):
    """Some of the sampled moments, the first and the last among them: enough for texts that stand in few places."""
    moments = drawn.sampled()
    return [*moments[::5], moments[-1]]


def contrast(one, other):
    """The ratio of two colours' luminances, as WCAG 2 defines it."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour):
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in
              (channel / 255 for channel in themes.rgb(colour))]  # fmt: skip
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_callout_holds_its_lines(shipped):
    for moment in few(shipped):
        for callout in shipped.visible(Callout, moment):
            lines = [label.box for label in shipped.labels(moment) if label in callout.lines]
            assert all(callout.box.left <= box[0] and box[2] <= callout.box.right for box in lines)
            assert all(callout.box.top <= box[1] and box[3] <= callout.box.bottom for box in lines)


def test_what_stands_still_is_the_same_after_every_moment(shipped):
    """Axes, titles and names are drawn once: nothing that a moment sets may be among them."""

    def stands():
        return [
            (label.box, label.content, label.style, label.visible)
            for drawing in shipped.picture.drawings for label in drawing.static if isinstance(label, Label)
        ]  # fmt: skip

    before = stands()
    for moment in few(shipped):
        shipped.show(moment)
    assert stands() == before


def test_a_changing_number_keeps_its_place(shipped):
    """Numbers set to the right, in readouts and tables; those that go with an arrow or the ball have a halo."""
    places = {}
    for moment in few(shipped):
        for label in shipped.labels(moment):
            if label.side == "right" and label.style.halo is None:
                places.setdefault(id(label), set()).add((label.box[2], label.y))
    assert all(len(found) == 1 for found in places.values())


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_is_legible_on_what_it_stands(theme):
    """Against the paper, or the formula bar's sheet; a callout's text and a lit beat's digit stand on ink."""
    colours = themes.load(theme)
    on_paper = {colours.ink, colours.muted, colours.ball, colours.step, colours.slope_text, colours.minimum}
    pairs = [(text, ground) for text in on_paper for ground in (colours.paper, colours.sheet)]
    pairs += [(colours.paper, colours.ink), (colours.ink, colours.chip)]
    assert {pair: round(contrast(*pair), 2) for pair in pairs if contrast(*pair) < LEGIBLE} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_a_beats_digit_is_legible_while_its_beat_is_off(theme):
    colours = themes.load(theme)
    assert contrast(colours.muted, colours.chip) >= LEGIBLE


@pytest.mark.parametrize("theme", THEMES)
def test_no_scene_writes_in_any_other_colour(theme):
    colours = themes.load(theme)
    known = {colours.ink, colours.muted, colours.ball, colours.step, colours.slope_text, colours.minimum,
             colours.paper, colours.maximum}  # fmt: skip
    known |= {mix(colours.paper, colour, GHOST_INK) for colour in known}
    drawn = draw({"function": "hills", "steps": 4, "panels": ["curve", "derivative", "table"], "theme": theme})
    assert {label.style.colour for moment in drawn.sampled() for label in drawn.labels(moment)} <= known


@pytest.mark.parametrize("theme", THEMES)
def test_marks_stand_out_from_the_paper(theme):
    colours = themes.load(theme)
    marks = {"curve": colours.curve, "ball": colours.ball, "step": colours.step, "slope": colours.slope_edge,
             "minimum": colours.minimum, "axis": colours.axis, "tangent": colours.tangent,
             **{f"run {index + 1}": colour for index, colour in enumerate(colours.runs)}}  # fmt: skip
    assert {name: colour for name, colour in marks.items() if contrast(colour, colours.paper) < 2.95} == {}


def test_a_theme_may_set_all_text_larger():
    """High contrast is for eyes that need it: the same title, a tenth larger."""
    sizes = {}
    for name in ("light", "high_contrast"):
        drawn = draw({"function": "x**2", "start": 2, "eta": 0.1, "title": "Down", "theme": name})
        title = next(label for label in drawn.labels(drawn.moments[0]) if label.content == "Down")
        sizes[name] = title.image.parts[0].glyph.size
    assert sizes["high_contrast"] == pytest.approx(1.1 * sizes["light"])
