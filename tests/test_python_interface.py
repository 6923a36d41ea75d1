"""The Python interface: the same keys and defaults as in a scene file."""

import base64
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

import gdanim
from gdanim import registry, scene as scenes
from gdanim.errors import RenderError, SceneError, UsageError
from gdanim.rendered import display_rank

KEYS = {"steps": 2, "size": [160, 120], "timing": {"frames_per_step": 2, "hold": {"start": 0.1, "end": 0.1}}}


def test_a_mapping_is_a_scene():
    scene = gdanim.load({"function": "x**2", "start": 3, "eta": [0.1, 0.4]})
    assert [run.label for run in scene.runs] == ["η = 0.1", "η = 0.4"]


def test_a_wrong_mapping_has_all_its_problems_at_once():
    with pytest.raises(SceneError) as caught:
        gdanim.load({"function": "x**2", "start": 3, "eta": -1, "step": 5})
    assert [problem.message for problem in caught.value.problems] == [
        "eta must be above 0; found -1",
        "unknown key 'step'; did you mean 'steps'?",
    ]


def test_trace_gives_the_points():
    [trajectory] = gdanim.trace({"function": "x**2", "start": 3, "eta": 0.25, "steps": 4})
    assert trajectory.points.ravel().tolist() == [3 * 0.5**k for k in range(5)]  # closed form: 1 − 2η = ½


def test_animate_renders_and_is_displayed_in_a_notebook(tmp_path):
    rendered = gdanim.animate("x**2", start=3, eta=[0.1, 0.4], folder=tmp_path, formats=["mp4", "gif"], **KEYS)
    assert [file.suffix for file in rendered.files] == [".mp4", ".gif"]
    html = rendered._repr_html_()
    style = 'style="max-width: 100%; height: auto"'
    assert html.startswith(f'<img width="160" height="120" {style} src="data:image/gif;base64,R0lGODlh')
    assert 'alt="Two panels show gradient descent on f(x) = x² from x = 3, 2 steps each.' in html
    bundle, metadata = rendered._repr_mimebundle_()
    assert bundle["text/html"] == html
    assert bundle["text/plain"].startswith("Two panels show gradient descent on ")
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
    assert metadata == {"image/png": {"width": 160, "height": 120}}


def test_readers_who_prefer_less_motion_see_the_still(tmp_path):
    rendered = gdanim.animate("x**2", start=3, eta=0.1, folder=tmp_path, formats="gif,still", **KEYS)
    html = rendered._repr_html_()
    assert html.startswith('<picture><source media="(prefers-reduced-motion: reduce)" srcset="data:image/png;base64,')
    assert "data:image/gif;base64," in html


def test_the_player_is_displayed_in_a_frame_of_its_own(tmp_path):
    rendered = gdanim.animate("x**2", start=3, eta=0.1, folder=tmp_path, formats="gif,html", **KEYS)
    html = rendered._repr_html_()
    assert html.startswith('<iframe srcdoc="&lt;!doctype html&gt;')
    assert "width: 100%; max-width: 160px; aspect-ratio: 160 / 270; min-height: 395px; border: 0" in html


def test_of_several_images_the_one_that_moves_in_most_programs_is_displayed():
    """The player before a GIF, a GIF before others that move, these before stills, and stills before videos."""
    ranks = {name: display_rank(registry.load("encoders", name)) for name in registry.shipped("encoders")}
    images = ["html", "gif", "webp", "apng", "still", "png", "strip"]
    assert sorted(ranks, key=ranks.__getitem__) == [*images, "mp4", "webm", "frames", "pdf"]


def test_a_video_alone_is_displayed_as_a_video(tmp_path):
    rendered = gdanim.animate("x**2", start=3, eta=0.1, folder=tmp_path, formats=["mp4"], **KEYS)
    assert repr(rendered) == f"<Rendered scene, rendered: {tmp_path / 'scene.mp4'}>"
    assert rendered._repr_html_().startswith('<video width="160" height="120" style="max-width')


def test_a_scene_that_is_up_to_date_is_not_rendered_again(tmp_path):
    scene = gdanim.load({"function": "x**2", "start": 3, "eta": 0.1, **KEYS})
    assert [gdanim.render(scene, tmp_path, ["gif"]).state for _ in range(2)] == ["rendered", "up_to_date"]


def test_an_unknown_format_is_refused_with_advice(tmp_path):
    with pytest.raises(UsageError, match=r"^unknown format 'gfi'; did you mean 'gif'\?$"):
        gdanim.animate("x**2", start=3, eta=0.1, folder=tmp_path, formats=["gfi"], **KEYS)


def test_formats_may_be_one_text_with_commas(tmp_path):
    rendered = gdanim.animate("x**2", start=3, eta=0.1, folder=tmp_path, formats="gif, png", **KEYS)
    assert [file.name for file in rendered.files] == ["scene.gif", "scene.png"]


def test_a_scene_without_a_file_holds_its_own_picture(tmp_path):
    first = gdanim.animate("x**2", start=3, eta=0.1, folder=tmp_path, formats="gif", **KEYS)
    before = first._repr_mimebundle_()
    second = gdanim.animate("x**4", start=1, eta=0.1, folder=tmp_path, formats="gif", **KEYS)
    assert first.files == second.files
    assert first._repr_mimebundle_() == before != second._repr_mimebundle_()


@pytest.mark.parametrize("given", [5, None, ["x**2"]])
def test_what_is_no_scene_is_refused(given):
    with pytest.raises(UsageError) as caught:
        gdanim.load(given)
    assert str(caught.value) == f"a scene is the path of a file, or a mapping of its keys; found {given!r}"


SCENE = {"function": "x**2", "start": 3, "eta": 0.1, **KEYS}


class BytesPath:
    def __fspath__(self):
        return b"scene.yaml"


@pytest.mark.parametrize("given", ["a\0b", Path("a\0b"), BytesPath()])
def test_what_can_be_no_path_is_refused_by_the_arguments_name(given, tmp_path):
    with pytest.raises(UsageError) as caught:
        gdanim.load(given)
    assert str(caught.value) == f"source must be a path; found {given!r}"
    with pytest.raises(UsageError) as caught:
        gdanim.render(SCENE, given, ["png"])
    assert str(caught.value) == f"folder must be a path; found {given!r}"


@pytest.mark.parametrize("given", [None, 5, b"out", ["out"]])
def test_a_folder_of_the_wrong_type_is_refused(given):
    with pytest.raises(UsageError) as caught:
        gdanim.render(SCENE, given, ["png"])
    assert str(caught.value) == f"folder must be a path; found {given!r}"


def test_a_folder_whose_name_is_too_long_is_an_error_of_the_package(tmp_path):
    folder = tmp_path / ("a" * 5000)
    with pytest.raises(RenderError) as caught:
        gdanim.render(SCENE, folder, ["png"])
    assert str(caught.value) == f"can't write to {folder}: File name too long"


@pytest.mark.parametrize("given", [5, [5], [], b"gif", {"gif": 1}, ["gif", None]])
def test_formats_that_are_no_words_are_refused(given, tmp_path):
    with pytest.raises(UsageError) as caught:
        gdanim.render(SCENE, tmp_path, given)
    expected = "formats must be a text or a list of texts, with one at least"
    assert str(caught.value) == f"{expected}; found {given!r}"
    assert not list(tmp_path.iterdir())


def test_formats_may_be_any_sequence(tmp_path):
    assert [file.name for file in gdanim.render(SCENE, tmp_path, ("png",)).files] == ["scene.png"]


@pytest.mark.parametrize("given", [{"timing.fps": 10}, {1: "10"}, [1], "timing.fps=10"])
def test_overrides_that_are_no_text_are_refused(given):
    with pytest.raises(UsageError) as caught:
        scenes.load(SCENE, given)
    assert str(caught.value) == f"overrides must be a mapping of text to text; found {given!r}"


def test_a_language_of_the_wrong_type_is_refused():
    with pytest.raises(UsageError, match=r"^language must be text; found 5$"):
        scenes.load(SCENE, language=5)


@pytest.mark.parametrize(("kind", "name", "wrong"), [(None, "mine", "kind"), ("optimizers", 5, "name")])
def test_a_plug_ins_kind_and_name_are_text(kind, name, wrong):
    with pytest.raises(UsageError) as caught:
        gdanim.register(kind, name, None)
    assert str(caught.value) == f"{wrong} must be text; found {None if wrong == 'kind' else 5}"


def test_a_key_that_is_there_as_text_and_as_a_number_is_refused():
    with pytest.raises(SceneError, match=r"^'1' is given twice, as text and as another type$"):
        gdanim.load({**SCENE, "terms": {1: "a", "1": "b"}})


def test_importing_gdanim_imports_no_other_package():
    code = "import sys, gdanim; print(*[name for name in ('numpy', 'ruamel', 'pydantic') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_the_version_is_that_of_the_package():
    assert gdanim.__version__ == metadata.version("gdanim")
