"""Documents of Sphinx: what stands in each builder's files, what is rendered again, and where problems are told."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("sphinx", reason="Sphinx is not installed: pip install 'gdanim[docs]'")

from gdanim.sphinx import animation_node

SMALL = """\
start: 2
eta: [0.1, 0.9]
steps: 2
size: [480, 360]
timing: {frames_per_step: 2, hold: {start: 0.2, end: 0.2}}
"""
SCENE = f"function: x**2\n{SMALL}"
INLINE = "".join(f"   {line}\n" for line in f"function: 0.5*x**2\n{SMALL}".splitlines())
INDEX = f"""\
Steps
=====

.. gdanim:: scenes/steps.yaml
   :name: two-sizes
   :width: 50%

   Two *sizes* of the step.

.. gdanim::
   :include-source:
   :still:
   :themes: light dark

{INLINE}
.. toctree::

   sub/player
"""
PLAYER = f"""\
Player
======

.. gdanim::
   :player:
   :alt: A ball.
   :themes: light dark

{INLINE}
.. gdanim:: /scenes/steps.yaml
   :themes: light dark
   :caption: In two themes.
"""
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "LC_ALL": "C.UTF-8"}


def build(folder, builder="html", *options):
    """What Sphinx says on stderr."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", "_doctrees", *options, ".", f"_{builder}"]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A document of two pages, built by two processes."""
    folder = tmp_path_factory.mktemp("sphinx")
    (folder / "conf.py").write_text("project = 'x'\nextensions = ['gdanim.sphinx']\nhtml_theme = 'basic'\n")
    (folder / "scenes").mkdir()
    (folder / "sub").mkdir()
    (folder / "scenes" / "steps.yaml").write_text(SCENE)
    (folder / "index.rst").write_text(INDEX)
    (folder / "sub" / "player.rst").write_text(PLAYER)
    assert build(folder, "html", "-W", "-j", "2") == ""
    return folder


@pytest.fixture
def folder(built, tmp_path):
    """A copy of that document, which a test may change."""
    return shutil.copytree(built, tmp_path / "document")


def page(folder, name="index", builder="html"):
    return (folder / f"_{builder}" / f"{name}.html").read_text(encoding="utf-8")


def pictures(text, ending):
    return re.findall(rf'(?:src|srcset)="([^"?]*{re.escape(ending)})', text)


def test_a_scene_of_a_file_is_a_figure_with_film_alt_text_and_caption(built):
    text = page(built)
    (film,) = pictures(text, ".gif")
    assert (built / "_html" / film).read_bytes()[:6] == b"GIF89a"
    assert 'alt="Two panels show gradient descent on f(x) = x² from x = 2, 2 steps each.' in text
    assert re.search(r'<figure[^>]* id="two-sizes">', text)
    assert "Two <em>sizes</em> of the step." in text
    assert "width: 50%" in text


def test_readers_who_prefer_less_motion_see_the_last_step(built):
    assert re.search(r'media="\(prefers-reduced-motion: reduce\)" srcset="_images/steps-\w+-still.png"', page(built))


def test_a_scene_in_the_page_may_be_shown_with_its_source_as_a_still(built):
    text = page(built)
    assert "0.5*x**2" in re.sub(r"<[^>]+>", "", text.partition("highlight-yaml")[2])
    light, dark = pictures(text, ".light-still.png"), pictures(text, ".dark-still.png")
    assert len(light) == len(dark) == 1
    assert all((built / "_html" / file).is_file() for file in (*light, *dark))
    assert f'<source media="(prefers-color-scheme: dark)" srcset="{dark[0]}" type="image/png">' in text


def test_a_player_is_a_frame_whose_address_is_relative_to_its_page(built):
    text = page(built, "sub/player")
    (address,) = re.findall(r'<iframe src="([^"]+)" title="A ball\."', text)
    assert (built / "_html" / "sub" / address).resolve().is_file()


def test_a_pair_of_themes_shows_the_reader_s_and_follows_the_page_s_switch(built):
    text = page(built, "sub/player")
    assert re.search(r'media="\(prefers-color-scheme: dark\)" srcset="../_images/steps-\w+.dark.gif"', text)
    assert "MutationObserver" in text


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml"])
def test_addresses_are_alive_in_other_kinds_of_html(folder, builder):
    build(folder, builder, "-W")
    files = list((folder / f"_{builder}").rglob("*.html"))
    found = [(file, address) for file in files for address in pictures(file.read_text(encoding="utf-8"), ".gif")]
    assert found
    assert all((file.parent / address).resolve().is_file() for file, address in found)


def test_latex_gets_vectors(folder):
    build(folder, "latex", "-W")
    text = (folder / "_latex" / "x.tex").read_text(encoding="utf-8")
    found = re.findall(r"includegraphics\[width=([^]]+)\]\{\{(.+?)\}\.pdf\}", text)
    assert [width for width, _ in found] == [r"0.5\linewidth", r"\linewidth", r"\linewidth", r"\linewidth"]
    assert all((folder / "_latex" / f"{name}.pdf").read_bytes()[:5] == b"%PDF-" for _, name in found)


@pytest.mark.parametrize(("builder", "file"), [("text", "index.txt"), ("man", "x.1"), ("texinfo", "x.texi")])
def test_plain_texts_get_the_alt_text(folder, builder, file):
    build(folder, builder, "-W")
    text = " ".join((folder / f"_{builder}" / file).read_text(encoding="utf-8").split())
    assert "gradient descent on f(x) = x² from x = 2, 2 steps each." in text


def times(folder):
    return {file.name: file.stat().st_ino for file in (folder / "_doctrees" / "gdanim").rglob("*.gif")}


def test_only_what_has_changed_is_rendered(folder):
    before = times(folder)
    (folder / "sub" / "player.rst").write_text(PLAYER.replace("0.5*x**2", "0.25*x**2"))
    build(folder, "html", "-W", "-E")  # every page is read and written again
    assert times(folder) == before  # the player is no GIF
    (folder / "scenes" / "steps.yaml").write_text(SCENE.replace("x**2", "x**4"))
    build(folder, "html", "-W")
    after = times(folder)
    assert after.keys() == before.keys()
    assert all(after[name] > before[name] for name in before)
    assert "f(x) = x⁴" in page(folder)


def told(text, folder):
    """The words on stderr, with places relative to the document."""
    return text.replace(f"{folder}{os.sep}", "")


def test_problems_are_warnings_at_the_scene_s_own_line(folder):
    (folder / "scenes" / "steps.yaml").write_text("function: x**2\nstepz: 2\n")
    (folder / "index.rst").write_text(INDEX.replace("eta: [0.1, 0.9]", "eta: [0.1, -1]"))
    line = INDEX.splitlines().index("   eta: [0.1, 0.9]") + 1
    words = told(build(folder, "html"), folder)
    assert (
        f"""\
index.rst:{line}: WARNING: eta[1] must be above 0; found -1
{line:5} | eta: [0.1, -1]
      |            ^^ [gdanim.scene]
"""
        in words
    )
    assert (
        """\
scenes/steps.yaml:2: WARNING: unknown key 'stepz'; did you mean 'steps'?
    2 | stepz: 2
      | ^^^^^ [gdanim.scene]
"""
        in words
    )
    (folder / "scenes" / "steps.yaml").write_text(SCENE)  # a page is read again when its faulty scene is mended
    assert "steps.yaml" not in build(folder, "html")
    assert pictures(page(folder, "sub/player"), ".gif")


def test_a_missing_scene_and_an_empty_directive_are_told(folder):
    (folder / "sub" / "player.rst").write_text("Player\n======\n\n.. gdanim:: no.yaml\n\n.. gdanim::\n")
    words = told(build(folder, "html"), folder)
    assert "sub/player.rst:4: WARNING: sub/no.yaml: can't be read: no such file or directory [gdanim.render]\n" in words
    assert "the directive gdanim takes the path of a scene, or the scene itself as its content" in words


def test_a_wrong_width_is_told(folder):
    (folder / "sub" / "player.rst").write_text("Player\n======\n\n.. gdanim:: /scenes/steps.yaml\n   :width: wide\n")
    assert "wide" in build(folder, "html")


def test_what_drawing_finds_is_advice_that_can_be_silenced(folder):
    tiny = PLAYER.replace("[480, 360]", "[160, 120]")
    (folder / "sub" / "player.rst").write_text(tiny)
    assert "[gdanim.advice]" in build(folder, "html")
    shutil.rmtree(folder / "_doctrees")
    assert build(folder, "html", "-W", "-D", "suppress_warnings=gdanim.advice") == ""


def test_markdown_has_the_directive_and_its_lines_too(folder):
    pytest.importorskip("myst_parser", reason="MyST is not installed")
    text = "# Ball\n\n```{gdanim}\n:still:\n\nfunction: x**2\nstart: 2\neta: -1\n```\n"
    (folder / "ball.md").write_text(text)
    (folder / "conf.py").write_text((folder / "conf.py").read_text().replace("]", ", 'myst_parser']", 1))
    assert "ball.md:8: WARNING: eta must be above 0; found -1\n" in told(build(folder, "html"), folder)
    (folder / "ball.md").write_text(text.replace("-1", "0.1"))
    build(folder, "html")
    assert pictures(page(folder, "ball"), "-still.png")


def test_a_scene_is_loaded_once_for_reading_and_for_writing(tmp_path, monkeypatch):
    """A later build reads the file anew."""
    loads, load = [], animation_node.scenes.load
    monkeypatch.setattr(animation_node.scenes, "load", lambda *found: loads.append(found) or load(*found))
    file = tmp_path / "steps.yaml"
    file.write_text(SCENE)
    source = animation_node.SceneSource(str(file), "steps.yaml", themes=("light", "dark"))
    written = replace(source)  # another object of the same content, as the node of a pickled document has
    assert source.load() is written.load()
    assert [len(found[1]) for found in loads] == [1, 2]  # to see whether the file names a theme, and in the pair
    animation_node.forget_scenes()
    written.load(has_pair=False)
    assert len(loads) == 4
