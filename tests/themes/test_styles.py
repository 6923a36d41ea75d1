"""A style sheet as a theme: what it sets, what it may not set, and its problems."""

import hashlib

import pytest

from gdanim import scene as scenes, themes
from gdanim.errors import SceneError

SCENE = "function: x**2\nstart: 2\neta: 0.1\ntheme: own.mplstyle\n"
OWN = """\
# made for night classes
figure.facecolor: "#101820"
text.color : white   # chalk
axes.edgecolor: 0.5
lines.linewidth: 2.25
axes.prop_cycle: cycler('color', ['E24A33', 'C2', "#348ABD"]) + cycler('lw', [1, 2, 3])
"""

OPAQUE = "figure.facecolor must be opaque, since a picture needs a background; found '{}', write a colour such as white"


@pytest.fixture
def load(tmp_path):
    """A scene with this style sheet as its theme."""

    def loaded(style, scene=SCENE):
        (tmp_path / "own.mplstyle").write_text(style, encoding="utf-8")
        (tmp_path / "scene.yaml").write_text(scene, encoding="utf-8")
        return scenes.load(tmp_path / "scene.yaml")

    return loaded


def refused(load, style):
    with pytest.raises(SceneError) as caught:
        load(style)
    return caught.value.problems


def test_the_style_sheets_colours_replace_those_of_the_nearer_theme(load):
    theme = themes.load(load(OWN).theme)
    dark = themes.load("dark")
    assert (theme.paper, theme.ink, theme.axis) == ("#101820", "#FFFFFF", "#808080")
    assert (theme.ball, theme.step, theme.slope) == (dark.ball, dark.step, dark.slope)


@pytest.mark.parametrize(
    ("paper", "base"), [("white", "light"), ("#FDF6E3", "light"), ("black", "dark"), ("#24423A", "dark")]
)
def test_the_base_is_the_theme_whose_paper_is_nearer_in_lightness(load, paper, base):
    assert themes.load(load(f'figure.facecolor: "{paper}"').theme).step == themes.load(base).step


def test_the_axes_background_is_the_paper_if_the_figure_has_none(load):
    assert themes.load(load("axes.facecolor: FFFFE5").theme).paper == "#FFFFE5"


def test_runs_take_the_cycles_colours_and_then_the_bases(load):
    """A colour of the cycle that names another, C2, is matplotlib's own third."""
    theme = themes.load(load(OWN).theme)
    assert theme.runs == ("#E24A33", "#2CA02C", "#348ABD", *themes.load("dark").runs[3:])


def test_a_colour_that_lets_half_through_is_half_of_its_background(load):
    """#0000FF at 128/255 on white: 255 − 128 is left of red and green. Runs, texts and lines stand on the sheet."""
    style = "figure.facecolor: white\naxes.facecolor: white\n"
    theme = themes.load(load(style + "grid.color: 0000FF80\naxes.prop_cycle: cycler('color', ['0000FF80'])").theme)
    assert (theme.grid, theme.runs[0]) == ("#7F7FFF", "#7F7FFF")


@pytest.mark.parametrize(
    ("key", "colour"), [("axes.facecolor", "sheet"), ("axes.edgecolor", "axis"), ("grid.color", "grid")]
)
def test_what_is_wholly_transparent_shows_its_background(load, key, colour):
    theme = themes.load(load(f"figure.facecolor: FDF6E3\n{key}: none").theme)
    assert getattr(theme, colour) == (theme.paper if colour == "sheet" else theme.sheet)


def test_axes_without_a_background_leave_the_paper_as_it_is(load):
    light = themes.load("light")
    theme = themes.load(load("axes.facecolor: none").theme)
    assert (theme.paper, theme.sheet) == (light.paper, light.paper)


def test_what_inherits_a_colour_keeps_the_one_before(load):
    assert themes.load(load("xtick.color: red\nxtick.labelcolor: inherit").theme).muted == "#FF0000"


def test_heights_are_half_way_between_the_bases_and_a_paper_of_its_own(load):
    halfway = tuple(themes.mix(height, "#101820", 0.5) for height in themes.load("dark").heights)
    assert themes.load(load(OWN).theme).heights == halfway
    assert themes.load(load("lines.linewidth: 2").theme).heights == themes.load("light").heights


def test_line_widths_are_relative_to_the_usual_one(load):
    assert themes.load(load(OWN).theme).line_scale == 2.25 / 1.5


def test_the_first_font_that_is_installed_is_used(load):
    style = "font.family: serif\nfont.serif: Nowhere Serif, DejaVu Serif"
    assert themes.load(load(style).theme).font == "DejaVu Serif"


def test_a_cycle_is_parsed_and_never_run(load, tmp_path):
    bait = f"axes.prop_cycle: cycler('color', [open('{tmp_path / 'bait'}', 'w')])"
    problem = refused(load, bait)[0]
    assert problem.message.startswith("axes.prop_cycle must be a cycler of colours that are visible; found ")
    assert not (tmp_path / "bait").exists()


@pytest.mark.parametrize(
    "key",
    [
        "text.usetex",
        "text.latex.preamble",
        "backend",
        "backend_fallback",
        "path.effects",
        "savefig.dpi",
        "savefig.directory",
        "animation.ffmpeg_path",
        "keymap.quit",
        "svg.fonttype",
        "pgf.texsystem",
        "figure.hooks",
        "timezone",
        "webagg.port",
    ],
)
def test_keys_that_reach_outside_a_picture_are_problems_with_their_line(load, tmp_path, key):
    (problem,) = refused(load, f"# my style\n{key}: True\n")
    assert str(problem) == (
        f"{tmp_path}/own.mplstyle:2:1: {key} reaches outside a picture; a theme takes colours, fonts and line widths\n"
        f"    2 | {key}: True\n"
        f"      | {'^' * len(key)}"
    )


def test_turning_tex_off_is_no_problem(load):
    assert load("text.usetex: False").warnings == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("axes.facecolour: red", "unknown key 'axes.facecolour'; did you mean 'axes.facecolor'?"),
        ("text.color: chalky", "text.color must be a colour; found 'chalky'"),
        ("figure.facecolor: none", OPAQUE.format("none")),
        ("figure.facecolor: FFFFFF80", OPAQUE.format("FFFFFF80")),
        ("text.color: #FF0000", "text.color must be a colour; a # begins a comment: write FF0000"),
        ("text.color: red\ntext.color: blue", "text.color is given twice, in line 2 for the first time"),
        ("text.color: none", "text.color must be visible; found 'none', write a colour such as black"),
        (
            "lines.color: '#FF000000'",
            "lines.color must be visible; found \"'#FF000000'\", write a colour such as black",
        ),
        (
            "axes.prop_cycle: cycler(color=['red', 'none'])",
            "axes.prop_cycle must be a cycler of colours that are visible; found \"cycler(color=['red', 'none'])\"",
        ),
        ("lines.linewidth: 0", "lines.linewidth must be a number above 0, at most 6; found '0'"),
        ("axes.prop_cycle: red", "axes.prop_cycle must be a cycler of colours that are visible; found 'red'"),
        ("font.family: Nowhere Sans", "none of these fonts is here: Nowhere Sans"),
        ("what is this", "'what is this' is not a key, a colon and a value"),
    ],
)
def test_a_problem_has_its_line(load, line, message):
    (problem,) = refused(load, f"\n{line}\n")
    assert (problem.message, problem.line) == (message, 2 + line.count("\n"))


def test_all_problems_of_scene_and_style_sheet_are_found_at_once(load):
    with pytest.raises(SceneError) as caught:
        load("backend: tk\nsavefig.dpi: 3\n", scene=SCENE + "stepz: 2\n")
    assert [problem.line for problem in caught.value.problems] == [5, 1, 2]


def test_keys_that_change_nothing_are_a_warning(load, tmp_path):
    found = load("xtick.direction: in\nlegend.frameon: False").warnings
    assert found == (f"{tmp_path}/own.mplstyle: these keys change nothing here: xtick.direction, legend.frameon",)


def test_the_style_sheet_is_one_of_the_files_that_the_scene_reads(load):
    assert ("own.mplstyle", hashlib.sha256(OWN.encode()).hexdigest()) in load(OWN).reads


def test_a_style_sheet_outside_the_scenes_folder_is_refused(tmp_path):
    (tmp_path / "own.mplstyle").touch()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "scene.yaml").write_text(SCENE.replace("own", "../own"), encoding="utf-8")
    with pytest.raises(SceneError, match=r"\.\./own\.mplstyle is outside in/, the folder a scene may read from"):
        scenes.load(tmp_path / "in" / "scene.yaml")
