"""The pages: each scene in them is valid, each command exists, and the reference has an entry for all that there is."""

import re
import shlex
import shutil
import sys
import textwrap
from importlib.util import find_spec
from pathlib import Path

import pytest
import typer

from gdanim import cli, pipeline, registry, scene
from gdanim.functions import by_name
from gdanim.scene import keys
from gdanim.themes import font_files

DOCS = Path(__file__).parents[2] / "docs"
sys.path.insert(0, str(DOCS))

import cheat_sheet  # noqa: E402
import dead_links  # noqa: E402
import reference_pages  # noqa: E402

GENERATED = {name: "\n".join(lines) for name, lines in reference_pages.pages().items()}
WRITTEN = {
    file.relative_to(DOCS).as_posix(): file.read_text(encoding="utf-8")
    for file in sorted(DOCS.rglob("*.rst"))
    if file.relative_to(DOCS).as_posix() not in GENERATED and "_build" not in file.parts
}
DIRECTIVE = r"^\.\. {name}::{argument}\n((?:   :.*\n)*)\n((?:   .*\n|\n)+)"
REST = {"function": "x**2", "start": 3, "eta": 0.1, "steps": 5}
"""What stands for the rest of a scene of which a page shows a part."""
OTHER_LIBRARIES = ("torch", "optax")


def blocks(text, name, argument=""):
    """The contents of a directive in a page, with its options."""
    pattern = DIRECTIVE.format(name=name, argument=argument)
    for options, content in re.findall(pattern, text + "\n", re.MULTILINE):
        yield options, textwrap.dedent(content).strip("\n") + "\n"


def cases(pages, name, argument=""):
    return [
        pytest.param(options, content, id=f"{page}-{number}")
        for page, text in pages.items()
        for number, (options, content) in enumerate(blocks(text, name, argument))
    ]


@pytest.mark.parametrize(("_options", "content"), cases(WRITTEN | GENERATED, "gdanim"))
def test_scenes_in_pages_are_valid(_options, content):
    scene.load_text(content, "page.rst")


@pytest.mark.slow
@pytest.mark.parametrize(("_options", "content"), cases(WRITTEN | GENERATED, "gdanim"))
def test_scenes_in_pages_have_room_for_all_that_they_show(_options, content):
    assert pipeline.check(scene.load_text(content, "page.rst")) == ()


@pytest.mark.parametrize(("options", "content"), cases(WRITTEN, "code-block", " yaml"))
def test_parts_of_scenes_in_pages_are_valid(options, content):
    if "_gdanim.yaml" in options:  # a folder's defaults
        content = re.sub(r"^order:.*\n", "", content, flags=re.MULTILINE)
    whole = scene.load_text("".join(f"{name}: {value}\n" for name, value in REST.items() if f"{name}:" not in content)
                            + content, "page.rst")  # fmt: skip
    assert whole.runs


def commands(text):
    for _, content in blocks(text, "code-block", " sh"):
        yield from (line for line in content.splitlines() if line.startswith("gdanim "))


@pytest.mark.parametrize(
    "line", [line for text in WRITTEN.values() for line in (*commands(text), *re.findall(r"``(gdanim [^`]+)``", text))]
)
def test_commands_in_pages_exist(line):
    words = shlex.split(line)[1:]
    program = typer.main.get_command(cli.app)
    name = next(word for word in words if word in program.commands)
    before, after = words[: words.index(name)], words[words.index(name) + 1 :]
    for command, given in ((program, before), (program.commands[name], after)):
        known = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}
        assert {word for word in given if word.startswith("-") and word != "-"} <= known


def test_formulas_in_titles_of_the_gallery_stand_free():
    assert ":math:`1/k` and :math:`1/k^2` on two log axes" in GENERATED["gallery.rst"]


def titles(page):
    return set(re.findall(r"^(\S[^\n]*)\n-{2,}$", GENERATED[page], re.MULTILINE))


@pytest.mark.parametrize(
    ("page", "kind"),
    [(f"reference/{kind}.rst", kind) for kind in ("panels", "optimizers", "schedules", "themes", "languages")]
    + [("reference/formats.rst", "encoders")],
)
def test_every_plug_in_of_gdanim_s_own_has_its_entry(page, kind):
    assert titles(page) == {*registry.shipped(kind)}


def test_every_key_function_and_command_has_its_entry():
    assert titles("reference/keys.rst") == {*keys.KEYS, *keys.RUN_KEYS}
    assert titles("reference/functions.rst") == {*by_name.SHIPPED, "Words of expressions"}
    assert titles("reference/commands.rst") == {f"gdanim {name}" for name in cli.COMMANDS}


@pytest.mark.parametrize("page", ["panels", "optimizers", "schedules", "functions", "themes", "languages"])
def test_every_entry_has_its_picture(page):
    entries = titles(f"reference/{page}.rst") - {"Words of expressions"}
    if font_files.chinese() is None:
        entries -= {"zh"}
    assert len(list(blocks(GENERATED[f"reference/{page}.rst"], "gdanim"))) == len(entries)


def test_examples_are_of_what_there_is():
    assert {*reference_pages.EXAMPLES["keys"]} == {*keys.KEYS, *keys.RUN_KEYS}
    assert {*reference_pages.EXAMPLES["panels"]} == {*registry.shipped("panels")}
    assert {*reference_pages.EXAMPLES["optimizers"]} <= {"valley", *registry.shipped("optimizers")}
    assert {*reference_pages.EXAMPLES["functions"]} <= {*by_name.SHIPPED}


def test_every_mark_is_named_under_show():
    marks = {mark for name in registry.shipped("panels") for mark in registry.load("panels", name).marks}
    named = re.findall(r"`(\w+)`", reference_pages.EXAMPLES["keys"]["show"]["takes"])
    assert marks <= {*named}


def test_every_scene_stands_in_the_gallery():
    scenes = [*DOCS.parent.glob("scenes/[!_]*.yaml"), *DOCS.parent.glob("scenes/field/*/[!_]*.yaml")]
    assert all(f"/{file.relative_to(DOCS.parent).as_posix()}\n" in GENERATED["gallery.rst"] for file in scenes)


def test_pages_are_written_only_if_they_have_changed(tmp_path):
    reference_pages.write(tmp_path)
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*.rst")}
    reference_pages.write(tmp_path)
    assert {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*.rst")} == before


def test_the_cheat_sheet_is_written_only_if_it_has_changed(tmp_path):
    sheet = tmp_path / "sheet.svg"
    cheat_sheet.write(sheet)
    before = sheet.stat().st_mtime_ns
    cheat_sheet.write(sheet)
    assert sheet.stat().st_mtime_ns == before
    sheet.write_text("old")
    cheat_sheet.write(sheet)
    assert sheet.read_text(encoding="utf-8").startswith("<?xml")


def test_the_cheat_sheet_is_one_page_that_names_all(tmp_path):
    cheat_sheet.write(tmp_path / "one.pdf", tmp_path / "other.pdf")
    assert (tmp_path / "one.pdf").read_bytes().count(b"/Type /Page ") == 1
    words = " ".join(text for _, text in cheat_sheet.lines())
    kinds = ("panels", "optimizers", "schedules", "themes", "languages", "encoders")
    named = {*keys.KEYS, *by_name.SHIPPED, *(name for kind in kinds for name in registry.shipped(kind))}
    assert named <= {*re.findall(r"\w+", words)}


def test_every_page_is_in_a_table_of_contents():
    listed = {
        (Path(page).parent / name).as_posix()
        for page, text in (WRITTEN | GENERATED).items()
        for _, content in blocks(text, "toctree")
        for name in content.split()
    }
    assert {name.removesuffix(".rst") for name in WRITTEN | GENERATED} - listed == {"index"}


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page, text in WRITTEN.items() if ".. code-block:: python" in text])
def test_programs_in_pages_run(page, here):
    """Programs that need another library are left out where it is not installed."""
    shutil.copytree(DOCS.parent / "scenes", "scenes")
    programs = [content for _, content in blocks(WRITTEN[page], "code-block", " python")]
    lacking = [name for name in OTHER_LIBRARIES if any(name in each for each in programs) and not find_spec(name)]
    if lacking:
        pytest.skip(f"{', '.join(lacking)}: not installed")
    known = {}
    for program in programs:
        if "dask" not in program:
            exec(program, known)  # noqa: S102 -- the pages' own programs


def test_formulas_are_vectors_in_the_colour_of_the_text():
    pytest.importorskip("docutils")
    import mathtext_svg

    for name in registry.shipped("optimizers"):
        picture = mathtext_svg.svg(registry.load("optimizers", name).formula)
        assert re.search(r'fill="currentColor" d="M[MLQCZ\d. -]+"/></svg>$', picture)


def test_dead_addresses_are_found(tmp_path):
    (tmp_path / "a.html").write_text(
        '<a href="b.html#here"><a href="b.html#there"><img src="c.png"><a href="https://x.y">'
    )
    (tmp_path / "b.html").write_text('<p id="here">')
    addresses = dead_links.page(tmp_path / "a.html").addresses
    dead = {address for address in addresses if dead_links.is_dead(tmp_path / "a.html", address)}
    assert dead == {"b.html#there", "c.png"}


def test_the_hook_of_mkdocs_renders_scenes_beside_the_pages(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(DOCS / "hosts"))
    import mkdocs_hook

    (tmp_path / "guide" / "scenes").mkdir(parents=True)
    (tmp_path / "guide" / "scenes" / "_base.yaml").write_text("theme: dark\n")
    small = {**REST, "steps": 1, "size": [320, 240], "timing": "{frames_per_step: 2, hold: {start: 0.1, end: 0.1}}"}
    text = "".join(f"{name}: {value}\n" for name, value in small.items())
    (tmp_path / "guide" / "scenes" / "small.yaml").write_text(text)
    mkdocs_hook.on_pre_build({"docs_dir": str(tmp_path)})
    made = {file.name for file in (tmp_path / "guide" / "media").iterdir()}
    assert made == {"small.gif", "small-still.png", "small.json"}
