"""Notebooks: what a cell shows, the magics, and whole notebooks that are executed and exported."""

import base64
import json
import shutil
import subprocess
import sys

import pytest
from command import ENVIRONMENT

import gdanim
from gdanim.errors import SceneError, UsageError
from gdanim.publish import notebook

KEYS = {
    "function": "x**2",
    "start": 2,
    "eta": 0.1,
    "steps": 2,
    "size": [160, 120],
    "timing": {"frames_per_step": 2, "hold": {"start": 0.1, "end": 0.1}},
}
CELL = json.dumps(KEYS)


class Shell:
    """What a notebook's shell offers to extensions."""

    def register_magic_function(self, function, kind, name):
        self.magic = (function, kind, name)


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bowl.yaml").write_text(CELL, encoding="utf-8")
    return tmp_path


def test_only_what_is_shown_is_drawn_and_no_file_is_kept(here):
    shown = gdanim.show(KEYS)
    assert [file.name for file in shown.files] == ["scene.html"]
    assert [path.name for path in here.iterdir()] == ["bowl.yaml"]
    bundle, metadata = shown._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain", "image/png"}
    assert bundle["text/html"].startswith("<iframe srcdoc=")
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"] == {"width": 160, "height": 120}


def test_without_the_player_it_is_an_image_with_a_still_for_less_motion(here):
    rendered = gdanim.show(gdanim.show(KEYS), player=False)
    assert [file.name for file in rendered.files] == ["scene.gif", "scene-still.png"]
    assert rendered._repr_html_().startswith('<picture><source media="(prefers-reduced-motion: reduce)"')


def test_a_picture_of_odd_sides_has_no_player(here):
    assert gdanim.show(KEYS | {"size": [161, 121], "output": ["gif"]})._repr_html_().startswith("<picture>")


def test_what_is_large_is_told_with_a_way_out(monkeypatch):
    monkeypatch.setattr(notebook, "SIZE_LIMIT", 1000)
    with pytest.warns(
        UserWarning, match=r"^the notebook takes 0\.\d MB for this animation; gdanim\.show\(…, player=False\)"
    ):
        gdanim.show(KEYS)


@pytest.mark.usefixtures("here")
def test_the_magics_show_a_cell_or_a_file():
    shell = Shell()
    gdanim.load_ipython_extension(shell)
    magic, kind, name = shell.magic
    assert (kind, name) == ("line_cell", "gdanim")
    assert magic("", CELL).scene.name == "cell"
    assert magic("bowl.yaml --no-player --set eta=0.4 -l fa").scene.language == "fa"
    assert magic("bowl.yaml --set eta=0.4").scene.runs[0].schedule.at(0) == 0.4


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("line", "cell", "said"),
    [
        ("", None, "%gdanim takes the path of a scene file, %%gdanim a cell with a scene"),
        ("bowl.yaml", CELL, "%gdanim takes the path of a scene file, %%gdanim a cell with a scene"),
        (
            "--fast",
            CELL,
            "'--fast' is no option of gdanim here; it takes [FILE] [-l CODE] [--set KEY=VALUE] [--no-player]",
        ),
        ("--set eta", CELL, "--set takes KEY=VALUE, such as --set timing.fps=25; found 'eta'"),
    ],
)
def test_a_wrong_line_says_what_is_right(line, cell, said):
    with pytest.raises(UsageError) as caught:
        notebook.show_cell(line, cell)
    assert str(caught.value) == said


def test_problems_of_a_cell_have_their_line():
    with pytest.raises(SceneError) as caught:
        notebook.show_cell("", "function: x**2\nstart: 2\neta: -1\n")
    assert str(caught.value).startswith("cell:3:6: eta must be above 0; found -1")


CELLS = (
    "import gdanim\n%load_ext gdanim",
    f"%%gdanim\n{CELL}",
    f"gdanim.show({KEYS!r}, player=False)",
    f"gdanim.render({KEYS!r}, formats='gif')",
)


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """A notebook of these cells, executed by a kernel of its own."""
    for package in ("nbformat", "nbclient", "nbconvert", "ipykernel"):
        pytest.importorskip(package, reason=f"{package} is not here: notebooks are not executed")
    import nbformat

    folder = tmp_path_factory.mktemp("notebook")
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    nbformat.write(book, folder / "book.ipynb")
    command = [
        sys.executable,
        "-m",
        "nbconvert",
        "--to",
        "notebook",
        "--execute",
        "--output",
        "done.ipynb",
        "book.ipynb",
    ]
    done = subprocess.run(
        command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return folder


def convert(folder, *arguments):
    command = [sys.executable, "-m", "nbconvert", *arguments]
    piped = {"capture_output": True, "text": True, "timeout": 300}
    return subprocess.run(command, check=False, cwd=folder, env=ENVIRONMENT, **piped)


def export(folder, kind):
    return convert(folder, "--to", kind, "done.ipynb")


@pytest.mark.slow
def test_an_executed_notebook_holds_every_kind_of_picture(executed):
    cells = json.loads((executed / "done.ipynb").read_text(encoding="utf-8"))["cells"]
    for cell in cells[1:]:
        kinds = [set(output["data"]) for output in cell["outputs"] if output["output_type"] == "execute_result"]
        assert kinds == [{"text/html", "image/png", "text/plain"}]


@pytest.mark.slow
def test_an_executed_notebook_is_exported_to_html(executed):
    done = export(executed, "html")
    assert done.returncode == 0, done.stderr
    text = (executed / "done.html").read_text(encoding="utf-8")
    assert text.count(" srcdoc=") == 1
    assert text.count("data:image/gif;base64,") == 2


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("xelatex") is None, reason="there is no xelatex here")
def test_an_executed_notebook_is_exported_to_pdf(executed):
    """Each animation stands in it as the image of its last step."""
    done = export(executed, "latex")
    assert done.returncode == 0, done.stderr
    assert (executed / "done.tex").read_text(encoding="utf-8").count(r"\adjustimage") == 3
    done = export(executed, "pdf")
    assert done.returncode == 0, done.stderr
    assert (executed / "done.pdf").read_bytes().startswith(b"%PDF")
