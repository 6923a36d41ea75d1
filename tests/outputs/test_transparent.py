"""A picture without a background: its alpha is true; formats that have none refuse, or lay it on the theme's paper."""

from pathlib import Path

import numpy as np
import pytest
from command import run
from PIL import Image

from gdanim import pipeline, scene as scenes, themes

SCENE = (
    "function: x**2\nstart: 2\neta: 0.3\nsteps: 2\nsize: [360, 240]\ntitle: A title\n"
    "timing: {frames_per_step: 2, hold: {start: 0.1, end: 0.1}}\n"
)
ROUNDING = 6  # levels: each of a few layers is rounded


def picture(here, more=""):
    (here / "a.yaml").write_text(SCENE + more, encoding="utf-8")
    scene = scenes.load(here / "a.yaml")
    return pipeline.compose_animation(scene, pipeline.trace(scene))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_laid_on_the_paper_it_is_the_opaque_picture(here, theme):
    opaque = picture(here, f"theme: {theme}\n").frame(4)[..., :3].astype(float)
    found = picture(here, f"theme: {theme}\nbackground: transparent\n").frame(4).astype(float)
    alpha, paper = found[..., 3:] / 255, np.array(themes.rgb(themes.load(theme).paper))
    assert np.abs(found[..., :3] * alpha + paper * (1 - alpha) - opaque).max() <= ROUNDING
    assert (found[..., 3] == 0).mean() > 0.5
    assert set(np.unique(found[[0, -1], :, 3])) == {0}  # the page's edges


@pytest.mark.parametrize("name", ["a.webp", "a.png", "a.apng", "a-still.png", "a.strip.png", "a.frames/0000.png"])
def test_a_format_with_transparency_keeps_it(here, name):
    (here / "a.yaml").write_text(f"{SCENE}background: transparent\n", encoding="utf-8")
    assert run("render", "a.yaml", "-f", "webp,png,apng,still,strip,frames", "-q").exit_code == 0
    with Image.open(Path("output") / name) as image:
        alpha = np.asarray(image.convert("RGBA"))[..., 3]
    assert alpha[0, 0] == 0
    assert alpha.max() == 255


def test_vectors_have_no_page_under_them(here):
    for background in ("opaque", "transparent"):
        (here / f"{background}.yaml").write_text(f"{SCENE}background: {background}\n", encoding="utf-8")
        assert run("still", f"{background}.yaml", "-o", f"{background}.svg").exit_code == 0
    paper = themes.load("light").paper.lower()
    assert paper in Path("opaque.svg").read_text(encoding="utf-8").partition("<text")[0].lower()
    first = Path("transparent.svg").read_text(encoding="utf-8").partition("<text")[0].lower()
    assert f"fill: {paper}" not in first.partition("</g>")[0]


def test_a_gif_is_laid_on_the_paper_of_the_theme(here):
    (here / "a.yaml").write_text(f"{SCENE}background: transparent\n", encoding="utf-8")
    (here / "b.yaml").write_text(SCENE, encoding="utf-8")
    assert run("render", "a.yaml", "b.yaml", "-f", "gif", "-q").exit_code == 0
    with Image.open("output/a.gif") as laid, Image.open("output/b.gif") as opaque:
        one, other = (np.asarray(image.convert("RGBA")).astype(int) for image in (laid, opaque))
    assert (one[..., 3] == 255).all()
    assert np.abs(one - other).max() <= ROUNDING + 20  # of another palette


def test_without_formats_it_is_written_as_webp_and_png(here):
    (here / "a.yaml").write_text(f"{SCENE}background: transparent\n", encoding="utf-8")
    assert run("render", "a.yaml", "-q").exit_code == 0
    assert sorted(path.name for path in Path("output").iterdir()) == ["a.json", "a.png", "a.webp"]


def test_a_video_refuses_with_a_way_out(here):
    (here / "a.yaml").write_text(f"{SCENE}background: transparent\noutput: [mp4, html, gif]\n", encoding="utf-8")
    done = run("check", "a.yaml")
    assert done.exit_code == 3
    assert "a.yaml:8:13: mp4 and html can't be transparent: in such a file every pixel is opaque; " in done.stderr
    assert "or leave background out" in done.stderr
    (here / "a.yaml").write_text(f"{SCENE}background: transparent\n", encoding="utf-8")
    assert run("render", "a.yaml", "-f", "webm").exit_code == 3
