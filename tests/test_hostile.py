"""Scenes that mean harm, or are no scenes: exit code 0 or 3, every refusal with its place, nothing run or written."""

import subprocess
import sys
from pathlib import Path

import extremes
import pytest
from command import ENVIRONMENT, run
from hypothesis import HealthCheck, example, given, settings, strategies as st
from small import SMALL, write

from gdanim import functions, pipeline, registry, scene
from gdanim.errors import SceneError
from gdanim.functions import ExpressionError

ROOT = Path(__file__).parents[1]
GOOD = SMALL.format(eta="0.1")


pytestmark = pytest.mark.usefixtures("here")


def refused(data, *options):
    """The first line of what is said of these bytes as a scene. Nothing is written."""
    Path("s.yaml").write_bytes(data)
    before = sorted(Path().rglob("*"))
    done = run("render", "s.yaml", *options)
    assert (done.exit_code, done.stdout) == (3, "")
    assert sorted(Path().rglob("*")) == before
    return done.stderr.splitlines()[0]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "s.yaml: the file is empty; a scene needs at least a function"),
        (b"\xef\xbb\xbf", "s.yaml: the file is empty; a scene needs at least a function"),
        (GOOD.encode("utf-16"), "s.yaml:1: this is not UTF-8 text"),
        (b"function: x**2\n\xff\xfe", "s.yaml:2: this is not UTF-8 text"),
        (b"function: x\0", "s.yaml:1:12: the character U+0000 can't stand in a scene"),
        (b"#" * 50_000_000, "s.yaml: a scene is at most 32 KiB of text"),
        (b"[" * 2000, "s.yaml:1:33: nested more than 32 deep"),
        (b"- " * 2000, "s.yaml:1:65: nested more than 32 deep"),
        (GOOD.encode() + b"---\n" + GOOD.encode(), None),
        (b"function: &f x\nstart: *f", None),
        (b"<<: {start: 1}\nfunction: x**2\neta: 1", "s.yaml:1:1: unknown key '<<'"),
        (b"function: !!python/object:os.system x", None),
        (b"function: x\nfunction: y", "s.yaml:2:1: 'function' is given twice; first on line 1"),
        (b"function: x**2\neta: 0.1\nstart: " + b"9" * 5000, None),
        (b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", None),
    ],
    ids=lambda value: repr(value[:20]) if isinstance(value, bytes) else "",
)  # fmt: skip
def test_what_is_no_scene_is_refused_where_it_goes_wrong(data, expected):
    first = refused(data)
    assert first == expected or (expected is None and first.startswith("s.yaml:"))


@pytest.mark.parametrize("change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_a_byte_order_mark_and_carriage_returns_do_no_harm(here, change):
    Path("s.yaml").write_bytes(change(GOOD).encode())
    assert run("check", "s.yaml").exit_code == 0


FORBIDDEN = [
    *("x.real", "x.__class__", "().__class__.__bases__", "__import__('os')", "__builtins__", "exp.__globals__"),
    *("open('f')", "eval('1')", "getattr(x, 'y')", "print(x)", "x(1)", "exp(x)(1)", "exp(*x)", "exp(x=1)", "exp()"),
    *("[x for x in (1, 2)]", "{x: 1}", "{x}", "[x]", "(x, 1)", "x[0]", "f'{x}'", "'x'", "b'x'", "lambda: x"),
    *("(x := 1)", "import os", "x = 1", "x; x", "yield x", "await x", "x if x else 1", "x and x", "not x", "x < 1"),
    *("x @ x", "x // 2", "x << 9", "~x", "...", "None", "True", "1j", "x!", "x\\\nx", "#", "0x10"),
    *("9**9**9", "x**65", "1e13", "x**-65", "x**(9**9)"),
    *("(" * 99 + "x" + ")" * 99, "x**" * 99 + "x", "abs(" * 70 + "x" + ")" * 70, "x" * 301),
    *("𝑥 + eval", "ｅｘｐ(x)", "ехр(x)", "x\u200b", "x\u2028y", "х", "∞", "exp(х)"),
]  # fmt: skip


@pytest.mark.parametrize("text", FORBIDDEN)
def test_an_expression_runs_nothing_and_is_refused_at_its_place(text):
    with pytest.raises(ExpressionError) as caught:
        functions.build(text)
    error = caught.value
    assert 0 <= error.offset <= len(text)
    assert error.message


@pytest.mark.parametrize(
    "text", ["((((9**64)**64)**64)**64)**64", "(((((2 + x)**64)**64)**64)**64)**64", "*".join(["1e12"] * 50)]
)
def test_numbers_that_grow_without_end_are_infinite(text):
    assert functions.build(text).value((1.0,)) == float("inf")


@pytest.mark.parametrize(
    "name", ["-dash", "a:b", "100%d", "line\nbreak", "x" * 250, "فیلم", "[a]*?", "$(touch x)", " "]
)
def test_any_file_name_is_only_a_name(here, name):
    write(here / f"{name}.yaml")
    done = run("render", "-f", "gif,mp4", "--", f"{name}.yaml")
    assert (done.exit_code, "Traceback" in done.stderr) == (0, False), done.stderr
    assert sorted(path.name for path in Path("output").iterdir()) == sorted(
        f"{name}.{ending}" for ending in ("gif", "json", "mp4")
    )


@pytest.mark.parametrize("key", ["extends", "theme", "font"])
@pytest.mark.parametrize(
    "path", ["/etc/passwd.{}", "../secret.{}", "link.{}", "sub/../../secret.{}", "%00.{}", "-x.{}", "{}"]
)
def test_no_file_outside_the_folder_is_read(here, monkeypatch, key, path):
    ending = {"extends": "yaml", "theme": "mplstyle", "font": "ttf"}[key]
    (here / "in").mkdir()
    (here / f"secret.{ending}").write_text("secret: s3cr3t\n")
    (here / "in" / f"link.{ending}").symlink_to(here / f"secret.{ending}")
    monkeypatch.chdir(here / "in")
    name = path.format(ending) if path != "{}" else "n" * 300 + f".{ending}"
    Path("s.yaml").write_text(f'{GOOD}{key}: "{name}"\n', encoding="utf-8")
    done = run("check", "s.yaml")
    assert done.exit_code == 3
    assert done.stderr.startswith("s.yaml:8:")
    assert "s3cr3t" not in done.stderr


SHIPPED = [path.read_bytes() for path in sorted((ROOT / "scenes").glob("*.yaml"))]
WORDS = [
    word.encode() for word in ("function", "x**2", "eta", *registry.names("panels"), *registry.names("optimizers"))
]
PIECES = st.binary(max_size=20) | st.sampled_from(
    [*WORDS, b": ", b"\n", b"  - ", b"[", b"{", b"}", b"'", b'"', b"1e308"]
)


@st.composite
def damaged(draw):
    """A shipped scene with some bytes replaced."""
    data = draw(st.sampled_from(SHIPPED))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        data = data[:start] + draw(PIECES) + data[start + draw(st.integers(0, 9)) :]
    return data


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.lists(PIECES, max_size=12).map(b"".join) | damaged())
@example(b"function: x**2\nstart: 1\neta: 0.1\ntitle: '$\\frac{'")
@example(b"function: 2*x + exp(1e9*x)\nstart: -0.7\neta: 0.05\nsteps: 6\ndomain: [-1, 0.7]\nrange: [0.6, 3.6]\n")
def test_any_bytes_are_a_scene_or_problems(data):
    Path("s.yaml").write_bytes(data)
    done = run("check", "s.yaml")
    assert done.exit_code in {0, 3}, done.stderr
    assert all(part not in done.stderr for part in ("Traceback", "Warning:", "this is a bug"))
    assert [path.name for path in Path().iterdir()] == ["s.yaml"]


def check_and_draw(keys):
    """Check a scene and draw its first and its last frame. What is wrong with it is reported, and is no bug."""
    try:
        loaded = scene.load(keys)
        trajectories = pipeline.trace(loaded)
        picture = pipeline.compose(loaded, trajectories, pipeline.moments(loaded, trajectories))
    except SceneError:
        return
    assert [picture.frame(index).shape for index in (0, picture.count - 1)] == [(*picture.size[::-1], 4)] * 2


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] * (name in extremes.SLOW)) for name in extremes.SCENES]
)
def test_every_number_may_be_as_large_or_small_as_it_likes(name):
    """Warnings are errors here, as in all tests."""
    for keys in extremes.variations(extremes.SCENES[name]):
        check_and_draw(keys)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("domain: [-1e308, 1e308]", "s.yaml:4:10: domain[0] must be from -1e+100 to 1e+100; found -1e308"),
        ("range: [0, 1e101]", "s.yaml:4:12: range[1] must be from -1e+100 to 1e+100; found 1e101"),
        ("domain: [1, 1.0000000000001]", "s.yaml:4:9: domain is too narrow to be drawn; found [1, 1.0000000000001]"),
        ("range: [0, 5e-324]", "s.yaml:4:8: range is too narrow to be drawn; found [0, 5e-324]"),
        ("notes: [{text: a, at: 1e153}]", "s.yaml:4:23: notes[0].at must be from -1e+100 to 1e+100; found 1e153"),
        ("runs: [{start: 1e153}]", "s.yaml:4:16: start must be from -1e+100 to 1e+100; found 1e153"),
    ],
)  # fmt: skip
def test_numbers_that_no_axis_holds_are_reported(lines, expected):
    assert refused(f"function: x**2\nstart: 1\neta: 0.1\n{lines}\n".encode()) == expected


@pytest.mark.parametrize("start", ["1e50", "-1e100", "1e-300", "5e-324"])
@pytest.mark.parametrize("function", ["x**2", "x**64", "exp(x)", "e**e**e**x", "1/x", "sqrt(abs(x))", "log(abs(x))"])
def test_a_function_of_any_size_is_drawn_in_silence_or_refused(function, start):
    check_and_draw({"function": function, "start": float(start), "eta": 0.1, "steps": 3, "size": [160, 120]})


@pytest.mark.slow
def test_fifty_megabytes_are_refused_in_little_memory(here):
    Path("s.yaml").write_bytes(b"[" * 50_000_000)
    done = subprocess.run(
        ["/bin/sh", "-c", f"ulimit -v 1500000; exec {sys.executable} -m gdanim check s.yaml"],
        env=ENVIRONMENT | {"OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (3, "s.yaml: a scene is at most 32 KiB of text\n")


@pytest.mark.parametrize(
    ("expression", "is_refused"),
    [
        ("(" * 30 + "x" + ")**y" * 30, True),
        ("(" * 14 + "x" + ")**y" * 14, True),
        ("(" * 38 + "x" + ")**1.1" * 38, True),
        ("*".join(f"(x-{root})" for root in range(1, 25)), False),
        ("-20*exp(-0.2*sqrt((x**2+y**2)/2)) - exp((cos(2*pi*x)+cos(2*pi*y))/2) + 20 + e", False),
    ],
)
def test_derivatives_are_counted_before_they_are_built(expression, is_refused):
    keys = {"function": expression, "start": [1.1, 1.2] if "y" in expression else 1.1, "eta": 1e-3}
    if not is_refused:
        assert scene.load(keys)
        return
    with pytest.raises(SceneError, match="derivatives of this expression are too long"):
        scene.load(keys)


def test_a_number_too_small_to_be_squared_is_told_where_it_stands():
    Path("t.csv").write_text("x,y\n1,2\n1e-301,3\n4,1\n")
    first = refused(b"function: {linear_regression: {data: t.csv}}\nstart: [0, 0]\neta: 0.1")
    assert first.startswith("t.csv:3:1: a number in column x is smaller than 1e-100")


def test_a_style_sheet_is_small_and_names_no_file():
    Path("s.mplstyle").write_text("# comment\n" * 10_000)
    sheet = b"function: x**2\nstart: 1\neta: 0.1\ntheme: s.mplstyle"
    assert "s.mplstyle is larger than 64 KiB" in refused(sheet)
    Path("s.mplstyle").write_text("font.family: ../other.ttf\n")
    assert refused(sheet).startswith("s.mplstyle:1:1: a style sheet names families of fonts")
    Path("s.mplstyle").write_text("text.color: " + "1" * 5000)
    assert len(refused(sheet)) < 200


def test_the_files_of_a_style_sheets_font_are_files_of_the_scene():
    Path("s.mplstyle").write_text("font.family: DejaVu Serif\n")
    loaded = scene.load({"function": "x**2", "start": 1, "eta": 0.1, "theme": "s.mplstyle"})
    assert {"s.mplstyle", "DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"} <= set(dict(loaded.reads))


def test_every_delimiter_may_be_a_bar():
    text = r"$\left(x\middle|y\right) \left|x\right|$"
    loaded = scene.load({"function": "x**2", "start": 1, "eta": 0.1, "steps": 0, "title": text, "size": [320, 240]})
    trajectories = pipeline.trace(loaded)
    assert pipeline.compose(loaded, trajectories, pipeline.moments(loaded, trajectories)).frame(0).any()
