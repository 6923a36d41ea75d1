"""Stills and strips: a PNG is the animation's own frame; SVG and PDF have texts as texts, the same bytes each time."""

import base64
import io
import re
import zlib
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from gdanim import pipeline, scene as scenes, sheets
from gdanim.decorations.progress import ProgressBar
from gdanim.errors import RenderError, UsageError
from gdanim.stills import strips
from gdanim.stills.write import write_still, write_strip

LESSON = {"function": "0.1*x**2", "start": 2, "eta": 1, "steps": 6, "title": "Down <again> & again", "size": [640, 480]}
COMPARISON = {"function": "x**2", "start": 2, "eta": [0.25, 0.75], "steps": 12, "size": [640, 360]}
METHODS = COMPARISON | {"eta": 0.1, "optimizer": ["gradient_descent", "momentum"]}
ORBIT = {"function": "x**2 + y**2", "start": [2, 1], "eta": 0.1, "steps": 3, "panels": [{"surface": {"orbit": 90}}]}
PERSIAN = LESSON | {"language": "fa", "title": "گام‌های کوچک از $x_0 = 2$"}
SVG = "{http://www.w3.org/2000/svg}"


def svg(path):
    return ET.parse(path).getroot()  # noqa: S314 -- our own file


def texts(root):
    return ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]


def streams(path):
    """The uncompressed contents of a PDF's streams."""
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", path.read_bytes(), re.DOTALL)
    return [zlib.decompress(each) for each in found if each[:1] == b"x"]


@pytest.mark.parametrize("content", [LESSON, COMPARISON, ORBIT])
def test_a_png_still_is_the_animations_own_frame(tmp_path, content):
    scene = scenes.load(content | {"timing": {"frames_per_step": 20}})
    trajectories = pipeline.trace(scene)
    picture = pipeline.compose(scene, trajectories, pipeline.moments(scene, trajectories))
    path = write_still(scene, 2, tmp_path / "two.png")
    with Image.open(path) as drawn:
        assert (np.asarray(drawn) == picture.frame(picture.timeline.fullest_moment(2).index)[..., :3]).all()


def test_a_still_of_ten_thousand_steps_is_drawn(tmp_path):
    path = write_still(scenes.load(LESSON | {"steps": 10_000}), 9_999, tmp_path / "late.png")
    with Image.open(path) as drawn:
        assert drawn.size == (640, 480)


@pytest.mark.parametrize("step", [0, 1, 3, 6])
def test_the_step_of_a_still_is_that_of_its_clock_and_of_its_note(tmp_path, step):
    notes = [{"text": f"at step {each}", "steps": each} for each in range(7)]
    told = texts(svg(write_still(scenes.load(LESSON | {"notes": notes}), step, tmp_path / "a.svg")))
    assert {f"step {step} of 6", f"at step {step}"} <= set(told)
    assert len([text for text in told if text.startswith("at step")]) == 1


@pytest.mark.parametrize("step", [0, 2, 6])
def test_a_still_at_a_question_shows_the_question_and_not_its_answer(tmp_path, step):
    notes = [{"text": "left or right?", "steps": step, "pause": 1}, {"text": "to the left", "steps": step}]
    told = texts(svg(write_still(scenes.load(LESSON | {"notes": notes[:1]}), step, tmp_path / "a.svg")))
    assert "left or right?" in told
    if step < 6:  # at the end nothing follows that could answer
        told = texts(svg(write_still(scenes.load(LESSON | {"notes": notes}), step, tmp_path / "b.svg")))
        assert "left or right?" in told
        assert "to the left" not in told


def test_a_question_is_seen_in_a_film_of_one_beat_and_in_a_picture(tmp_path):
    question = {"notes": [{"text": "which is first?", "pause": 1}]}
    for name, content in (("film", COMPARISON), ("picture", LESSON | {"steps": 0})):
        told = texts(svg(write_still(scenes.load(content | question), 0, tmp_path / f"{name}.svg")))
        assert any("which is first?" in text for text in told)


def test_an_svg_holds_its_texts_as_texts(tmp_path):
    root = svg(write_still(scenes.load(LESSON), 0, tmp_path / "a.svg"))
    assert {"Down <again> & again", "step 0 of 6", "minimum", "against the slope"} <= set(texts(root))
    assert (root.get("width"), root.get("height")) == ("640", "480")
    assert not [*root.iter(f"{SVG}image")]


def test_persian_text_of_an_svg_is_in_reading_order_from_the_right(tmp_path):
    root = svg(write_still(scenes.load(PERSIAN), 0, tmp_path / "a.svg"))
    (title,) = [each for each in root.iter(f"{SVG}text") if "گام‌های" in "".join(each.itertext())]
    assert "".join(title.itertext()) == "گام‌های کوچک از "
    assert title.get("direction") == "rtl"


def test_an_svg_carries_every_letter_that_it_writes(tmp_path):
    text = write_still(scenes.load(PERSIAN), 0, tmp_path / "a.svg").read_text(encoding="utf-8")
    carried = {}
    for name, data in re.findall(r"font-family: '([^']+)'; font-style[^}]*base64,([^)]+)\)", text):
        font = TTFont(io.BytesIO(base64.b64decode(data)))
        carried.setdefault(name, set()).update(font.getBestCmap())
    root = ET.fromstring(text)  # noqa: S314 -- our own file
    for each in (*root.iter(f"{SVG}text"), *root.iter(f"{SVG}tspan")):
        named = re.search("font-family: '([^']+)'", each.get("style") or "")
        if named:
            assert {ord(letter) for letter in each.text} - {0x200C, 0xA0} <= carried[named[1]] | {0x20}


def test_an_svg_has_a_title_and_no_address_outside_itself(tmp_path):
    path = write_still(scenes.load(LESSON), 0, tmp_path / "a.svg")
    assert svg(path).find(f"{SVG}title").text == "Down <again> & again"
    body = path.read_text(encoding="utf-8").split("<defs>")[1]
    assert not re.search(r"""(?:href="|url\()(?!#|data:)""", body)


def test_a_pdf_holds_its_texts_as_texts(tmp_path):
    """Texts are shown by fonts inside the file; no image stands in for them."""
    path = write_still(scenes.load(PERSIAN), 0, tmp_path / "a.pdf")
    assert sum(stream.count(b" Tf") for stream in streams(path)) > 20
    assert b"/Subtype /Image" not in path.read_bytes()
    assert b"IBMPlexSansArabic-Bold" in path.read_bytes()
    assert b"/MediaBox [ 0 0 640 480 ]" in path.read_bytes()


@pytest.mark.parametrize("ending", sheets.EXTENSIONS)
def test_the_same_still_is_the_same_bytes(tmp_path, ending, monkeypatch):
    first = write_still(scenes.load(LESSON), 1, tmp_path / f"a{ending}").read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert write_still(scenes.load(LESSON), 1, tmp_path / f"b{ending}").read_bytes() == first


@pytest.mark.parametrize("ending", [".svg", ".pdf"])
def test_no_date_is_written(tmp_path, ending):
    content = write_still(scenes.load(LESSON), 1, tmp_path / f"a{ending}").read_bytes()
    assert not re.search(rb"CreationDate|ModDate|dc:date", content)


def test_the_users_own_matplotlib_settings_have_no_effect_and_come_back(tmp_path):
    import matplotlib as mpl

    plain = write_still(scenes.load(LESSON), 1, tmp_path / "a.svg").read_bytes()
    with mpl.rc_context({"svg.fonttype": "path", "path.sketch": (1, 100, 2), "svg.hashsalt": "mine"}):
        assert write_still(scenes.load(LESSON), 1, tmp_path / "b.svg").read_bytes() == plain
        assert mpl.rcParams["svg.hashsalt"] == "mine"


def row(content):
    """The sheet of a strip."""
    scene = scenes.load(content)
    trajectories = pipeline.trace(scene)
    slow = scenes.load(content | {"timing": {"frames_per_step": 20}})
    return strips.strip_sheet(scene, trajectories, pipeline.moments(slow, trajectories))


def shown_steps(path):
    """The steps that the step counters of an SVG show, in their order on the page."""
    found = [(float(each.get("x")), "".join(each.itertext())) for each in svg(path).iter(f"{SVG}text") if each.get("x")]
    return [int(text.split()[1]) for _, text in sorted(found) if re.fullmatch(r"step \d+ of \d+", text)]


@pytest.mark.parametrize("ending", sheets.EXTENSIONS)
def test_a_strip_holds_its_moments_side_by_side(tmp_path, ending):
    path = write_strip(scenes.load(COMPARISON), tmp_path / f"row{ending}")
    if ending == ".png":
        with Image.open(path) as drawn:
            assert drawn.size[0] == 2 * 640  # wide moments stand in rows of two
    if ending == ".svg":
        assert texts(svg(path)).count("minimum") == 8


def test_a_strip_begins_with_the_first_step_and_ends_with_the_last(tmp_path):
    steps = shown_steps(write_strip(scenes.load(COMPARISON), tmp_path / "row.svg"))
    steps = sorted(steps)  # the heading of each is found by its place: those of two rows are mixed
    assert (steps[0], steps[-1], len(steps)) == (0, 12, 4)
    assert min(b - a for a, b in pairwise(steps)) >= 1


def test_a_strip_shows_the_moments_between_which_the_ball_moves_farthest(tmp_path):
    """x_k = 8 − k down to 0, where it stays: two units are the most that four moments can all be apart."""
    content = {"function": "abs(x)", "start": 8, "eta": 1, "steps": 24, "show": ["ball"], "size": [640, 480]}
    scene = scenes.load(content | {"timing": {"beats": "one"}})
    places = [max(0, 8 - step) for step in shown_steps(write_strip(scene, tmp_path / "row.svg"))]
    assert min(a - b for a, b in pairwise(places)) == 2


def test_moments_that_look_the_same_are_shown_once():
    still = {"function": "x**2", "start": 2, "eta": 0.1, "steps": 1, "show": ["minimum"]}
    assert row(still).size[0] == 360
    assert row(still | {"show": ["ball"]}).size[0] == 2 * 360


def test_a_chord_that_comes_back_is_not_shown_there_again(tmp_path):
    """The last moment of its way is the first; four between them differ."""
    content = {"function": "x**4/4 - x**2", "start": 2, "eta": 0.1, "steps": 20, "panels": ["chord"]}
    sheet = row(content)
    assert sheet.size[0] == 4 * 360
    sheets.write(sheet, tmp_path / "row.png")
    with Image.open(tmp_path / "row.png") as drawn:
        frames = np.split(np.asarray(drawn.convert("L"), int), 4, axis=1)
    assert all((np.abs(one - other) > 100).sum() > 200 for one, other in combinations(frames, 2))


def test_what_holds_for_all_moments_is_written_once(tmp_path):
    """The title, the function and, where the runs share their panel, the runs' names."""
    content = METHODS | {"title": "Two ways", "compare": "overlay"}
    found = "".join(texts(svg(write_strip(scenes.load(content), tmp_path / "row.svg"))))
    assert [found.count(said) for said in ("Two ways", "start", "gradient descent", "momentum")] == [1, 1, 1, 1]


def test_cells_keep_their_names_in_every_moment(tmp_path):
    found = "".join(texts(svg(write_strip(scenes.load(METHODS), tmp_path / "row.svg"))))
    assert [found.count(said) for said in ("start", "gradient descent", "momentum")] == [1, 4, 4]


def test_no_text_of_a_strip_is_cut_off_in_a_race(tmp_path):
    methods = ["gradient_descent", "momentum", "nesterov", "adagrad", "rmsprop", "adam"]
    content = {"function": "x**2 + y**2", "start": [2, 1], "eta": 0.05, "steps": 8, "compare": "overlay"}
    for language in ("en", "fa", "fr"):
        scene = scenes.load(content | {"optimizer": methods, "language": language})
        assert "…" not in "".join(texts(svg(write_strip(scene, tmp_path / "row.svg"))))


def test_a_persian_strip_is_read_from_the_right(tmp_path):
    root = svg(write_strip(scenes.load(COMPARISON | {"language": "fa"}), tmp_path / "row.svg"))
    texts = list(root.iter(f"{SVG}text"))
    places = {
        int("".join(texts[at - 1].itertext())): (float(texts[at - 1].get("y")), -float(texts[at - 1].get("x") or 0))
        for at, each in enumerate(texts)
        if "".join(each.itertext()).strip() == "گام"
    }
    order = sorted(places, key=lambda step: (round(places[step][0], -2), places[step][1]))  # two rows, from the right
    assert (order, len(order)) == (sorted(order), 4)


def test_a_still_of_another_format_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"^a still is written as \.png, \.svg or \.pdf; found 'a\.bmp'$"):
        write_still(scenes.load(LESSON), 0, tmp_path / "a.bmp")


def test_a_still_that_can_not_be_written_is_an_error(tmp_path):
    (tmp_path / "a.svg").mkdir()
    with pytest.raises(RenderError, match=r"it is a folder$"):
        write_still(scenes.load(LESSON), 0, tmp_path / "a.svg")


def test_strip_is_an_output_with_a_size_of_its_own(tmp_path):
    import json

    rendered = pipeline.render(scenes.load(COMPARISON | {"output": ["png", "strip"]}), tmp_path)
    assert [file.name for file in rendered.files] == ["scene.png", "scene.strip.png"]
    poster, strip = json.loads(rendered.sidecar.read_text(encoding="utf-8"))["outputs"]
    assert (poster["width"], strip["width"]) == (640, 2 * 640)
    assert (strip["frames"], strip["seconds"]) == (1, 0.0)


def test_an_svg_is_described_for_screen_readers(tmp_path):
    root = svg(write_still(scenes.load(LESSON), 0, tmp_path / "a.svg"))
    described = [child.text for child in root if child.tag.endswith(("}title", "}desc"))]
    assert len(described) == 2
    assert described[1].startswith("An animation shows gradient descent on ")


def test_a_strips_verdict_has_words_and_its_first_moment_no_part_of_a_step(tmp_path):
    scene = scenes.load({"function": "x**3 - 3*x", "start": 2, "eta": 0.1})
    written = texts(svg(write_strip(scene, tmp_path / "row.svg")))
    assert "in a local minimum after 4 steps" in written
    timeline = pipeline.moments(scene, pipeline.trace(scene))
    picture = strips._candidate_picture(scene, pipeline.trace(scene), timeline)
    (bar,) = [mark for drawing in picture.drawings for mark in drawing.movers if isinstance(mark, ProgressBar)]
    picture.frame(0)
    assert bar.done == 0
