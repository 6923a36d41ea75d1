"""Stills and strips: PNG is the film's own frame; SVG and PDF hold texts as texts, the same bytes each time."""

import base64
import io
import re
import zlib
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from gdanim import handout, paper, pipeline, scene as scenes, stills
from gdanim.errors import RenderError, UsageError

LESSON = {"function": "0.1*x**2", "start": 2, "eta": 1, "steps": 6, "title": "Down <again> & again", "size": [640, 480]}
COMPARISON = {"function": "x**2", "start": 2, "eta": [0.25, 0.75], "steps": 12, "size": [640, 360]}
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


@pytest.mark.parametrize("content", [LESSON, COMPARISON])
def test_a_png_still_is_the_films_own_frame(tmp_path, content):
    scene = scenes.load(content | {"timing": {"frames_per_step": 20}})
    trajectories = pipeline.trace(scene)
    picture = pipeline.compose(scene, trajectories, pipeline.moments(scene, trajectories))
    path = stills.still(scene, 2, tmp_path / "two.png")
    with Image.open(path) as drawn:
        assert (np.asarray(drawn) == picture.frame(picture.at_step(2))[..., :3]).all()


def test_a_still_of_ten_thousand_steps_is_drawn(tmp_path):
    path = stills.still(scenes.load(LESSON | {"steps": 10_000}), 9_999, tmp_path / "late.png")
    with Image.open(path) as drawn:
        assert drawn.size == (640, 480)


def test_an_svg_holds_its_texts_as_texts(tmp_path):
    root = svg(stills.still(scenes.load(LESSON), 0, tmp_path / "a.svg"))
    assert {"Down <again> & again", "step 1 of 6", "minimum", "against the slope"} <= set(texts(root))
    assert (root.get("width"), root.get("height")) == ("640", "480")
    assert not [*root.iter(f"{SVG}image")]


def test_persian_stands_in_an_svg_in_its_own_order_from_the_right(tmp_path):
    root = svg(stills.still(scenes.load(PERSIAN), 0, tmp_path / "a.svg"))
    (title,) = [each for each in root.iter(f"{SVG}text") if "گام‌های" in "".join(each.itertext())]
    assert "".join(title.itertext()) == "گام‌های کوچک از "
    assert title.get("direction") == "rtl"


def test_an_svg_carries_every_letter_that_it_writes(tmp_path):
    text = stills.still(scenes.load(PERSIAN), 0, tmp_path / "a.svg").read_text(encoding="utf-8")
    carried = {}
    for name, data in re.findall(r"font-family: '([^']+)'; font-style[^}]*base64,([^)]+)\)", text):
        font = TTFont(io.BytesIO(base64.b64decode(data)))
        carried.setdefault(name, set()).update(font.getBestCmap())
    root = ET.fromstring(text)  # noqa: S314 -- our own file
    for each in (*root.iter(f"{SVG}text"), *root.iter(f"{SVG}tspan")):
        named = re.search("font-family: '([^']+)'", each.get("style") or "")
        if named:
            assert {ord(letter) for letter in each.text} - {0x200C, 0xA0} <= carried[named[1]] | {0x20}


def test_an_svg_names_itself_and_nothing_outside(tmp_path):
    path = stills.still(scenes.load(LESSON), 0, tmp_path / "a.svg")
    assert svg(path).find(f"{SVG}title").text == "Down <again> & again"
    body = path.read_text(encoding="utf-8").split("<defs>")[1]
    assert not re.search(r"""(?:href="|url\()(?!#|data:)""", body)


def test_a_pdf_holds_its_texts_as_texts(tmp_path):
    """Texts are shown by fonts inside the file; no image stands in for them."""
    path = stills.still(scenes.load(PERSIAN), 0, tmp_path / "a.pdf")
    assert sum(stream.count(b" Tf") for stream in streams(path)) > 20
    assert b"/Subtype /Image" not in path.read_bytes()
    assert b"IBMPlexSansArabic-Bold" in path.read_bytes()
    assert b"/MediaBox [ 0 0 640 480 ]" in path.read_bytes()


@pytest.mark.parametrize("ending", paper.ENDINGS)
def test_the_same_still_is_the_same_bytes(tmp_path, ending, monkeypatch):
    first = stills.still(scenes.load(LESSON), 1, tmp_path / f"a{ending}").read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert stills.still(scenes.load(LESSON), 1, tmp_path / f"b{ending}").read_bytes() == first


@pytest.mark.parametrize("ending", [".svg", ".pdf"])
def test_no_date_is_written(tmp_path, ending):
    content = stills.still(scenes.load(LESSON), 1, tmp_path / f"a{ending}").read_bytes()
    assert not re.search(rb"CreationDate|ModDate|dc:date", content)


def test_the_persons_own_settings_change_nothing_and_come_back(tmp_path):
    import matplotlib as mpl

    plain = stills.still(scenes.load(LESSON), 1, tmp_path / "a.svg").read_bytes()
    with mpl.rc_context({"svg.fonttype": "path", "path.sketch": (1, 100, 2), "svg.hashsalt": "mine"}):
        assert stills.still(scenes.load(LESSON), 1, tmp_path / "b.svg").read_bytes() == plain
        assert mpl.rcParams["svg.hashsalt"] == "mine"


def test_key_moments_are_the_first_the_last_and_where_verdicts_hold():
    """x_k = 2 · 0.5^k is within 1 % of 2 from step 7 on, |x_k| = 2 · |−0.5|^k too."""
    trajectories = pipeline.trace(scenes.load(COMPARISON))
    assert handout.key_steps(trajectories, 12) == [0, 1, 7, 12]
    assert handout.key_steps(trajectories[:1], 2) == [0, 1, 2]


@pytest.mark.parametrize("ending", paper.ENDINGS)
def test_a_strip_holds_its_moments_side_by_side(tmp_path, ending):
    path = stills.strip(scenes.load(COMPARISON), tmp_path / f"row{ending}")
    if ending == ".png":
        with Image.open(path) as drawn:
            assert drawn.size == (4 * 640, round(360 * 1.12))
    if ending == ".svg":
        assert {f"step {step} of 12" for step in (0, 1, 7, 12)} <= set(texts(svg(path)))
        assert texts(svg(path)).count("minimum") == 8


def test_a_persian_strip_is_read_from_the_right(tmp_path):
    root = svg(stills.strip(scenes.load(COMPARISON | {"language": "fa"}), tmp_path / "row.svg"))
    found = [("".join(each.itertext()), float(each.get("x") or 0)) for each in root.iter(f"{SVG}text")]
    counts = {found[at - 1][0]: found[at - 1][1] for at, (text, _) in enumerate(found) if text.strip() == "گام"}
    assert sorted(counts, key=counts.get, reverse=True) == ["0", "1", "7", "12"]


def test_a_still_of_another_format_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"^a still is written as \.png, \.svg or \.pdf; found 'a\.bmp'$"):
        stills.still(scenes.load(LESSON), 0, tmp_path / "a.bmp")


def test_what_can_not_be_written_is_told(tmp_path):
    (tmp_path / "a.svg").mkdir()
    with pytest.raises(RenderError, match=r"it is a folder$"):
        stills.still(scenes.load(LESSON), 0, tmp_path / "a.svg")


def test_strip_is_an_output_with_a_size_of_its_own(tmp_path):
    import json

    rendered = pipeline.render(scenes.load(COMPARISON | {"output": ["png", "strip"]}), tmp_path)
    assert [file.name for file in rendered.files] == ["scene.png", "scene.strip.png"]
    poster, strip = json.loads(rendered.sidecar.read_text(encoding="utf-8"))["outputs"]
    assert (poster["width"], strip["width"], strip["height"]) == (640, 4 * 640, round(360 * 1.12))
    assert (strip["frames"], strip["seconds"]) == (1, 0.0)
