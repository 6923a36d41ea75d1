"""A package from outside brings words of every kind: processes of their own know them, without any import by hand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command import ENVIRONMENT
from foreign_package import install

from gdanim import registry

LANGUAGES = registry.shipped("languages")
THEME = registry.data_file("themes", "dark").read_text(encoding="utf-8").replace("a night sky", "a cellar")
ESPERANTO = (
    registry.data_file("languages", "en")
    .read_text(encoding="utf-8")
    .replace("name: English", "name: Esperanto")
    .replace("  step_of: step {k} of {n}", "  step_of: paŝo {k} el {n}")
)
MODULES = {
    "kit/__init__.py": "",
    "kit/cellar.yaml": THEME,
    "kit/eo.yaml": ESPERANTO,
    "kit/files.py": """
        from pathlib import Path

        CELLAR, EO = (Path(__file__).with_name(name) for name in ("cellar.yaml", "eo.yaml"))
    """,
    "kit/half.py": """
        from typing import Literal

        from pydantic import BaseModel, Field

        from gdanim.optimizers import Rule

        class Options(BaseModel, frozen=True, extra="forbid"):
            part: float = Field(0.5, gt=0, lt=1, description="of the way to zero that is left")
            pace: Literal["slow", "fast"] = Field("slow", description="how it walks")

        def update(state, point, gradient, eta, options):
            return tuple(options.part * x for x in point), state

        PLUGIN = Rule(
            display_name="Zeno's walk",
            summary="goes a part of the way to zero",
            formula=r"x_{k+1} = \\\\rho\\\\,x_k",
            update=update,
            options=Options,
            takes_eta=False,
            words={
                "en": {"pace=slow": "at ease", "pace=fast": "in a hurry"},
                "fa": {"display_name": "راه زنون", "pace=slow": "آرام"},
            },
        )
    """,
    "kit/fading.py": """
        from pydantic import BaseModel

        from gdanim.schedules import Eta, ScheduleKind, typed_number

        class Options(BaseModel, frozen=True, extra="forbid", strict=True):
            eta: Eta

        def at(options, k):
            return options.eta / (k + 1) ** 2

        def text(options):
            return typed_number(options.eta) + "/(k+1)^2"

        PLUGIN = ScheduleKind("fades with the square", Options, at, text)
    """,
    "kit/ripple.py": """
        from dataclasses import replace

        from gdanim.functions import build

        def PLUGIN(depth=1.0):
            "A bowl with ripples."
            words = {"en": {"description": "a bowl with ripples"}, "fr": {"description": "un bol ondulé"}}
            return replace(build(f"x**2 + {depth!r}*cos(3*x)"), words=words)
    """,
    "kit/bar.py": """
        from gdanim.drawing.canvas import Mark
        from gdanim.panels import Drawing, Panel

        WORDS = {
            "en": {"done": "{n:part|parts} done", "left": "left"},
            "fa": {"done": "{n} بخش انجام شد", "description": "پیشرفت اجرا"},
        }

        class Bar(Mark):
            def __init__(self, context):
                super().__init__()
                self.context, self.part = context, 0.0

            def draw(self, canvas):
                box = self.context.axes.box
                right = box.left + self.part * box.width
                corners = [(box.left, box.top), (right, box.top), (right, box.bottom), (box.left, box.bottom)]
                canvas.fill(corners, self.context.theme.ball)

        def prepare(context):
            bar = Bar(context)

            def show(moment):
                bar.part = (moment.step + moment.travel_progress) / context.scene_facts.steps

            words = [context.words.label("done", n=3), context.words.label("left"), context.words.label("start")]
            return Drawing(movers=[bar, *written(context, words)], show=show, sidecar={"words": words})

        def written(context, words):
            from gdanim.drawing import Label, TextStyle

            box, style = context.axes.box, TextStyle(14, context.theme.ink)
            places = ((box.left, box.top + 20 * (index + 1)) for index in range(len(words)))
            return [Label(context.typesetter, style, *place).set_text(text) for place, text in zip(places, words)]

        PLUGIN = Panel(
            summary="how far the run is",
            scope="run",
            prepare=prepare,
            description="how far the run is, as a bar",
            words=WORDS,
        )
    """,
    "kit/frame.py": """
        from gdanim.encoders import Encoder

        def still(picture, path):
            from PIL import Image

            Image.fromarray(picture.frame(picture.count - 1)[..., :3]).save(path, "PNG")

        PLUGIN = Encoder("the last frame", ".last.png", "image/png", still=still)
    """,
    "kit/broken.py": "raise ImportError('no such library')",
}
ENTRY_POINTS = {
    "optimizers": ["half = kit.half", "broken = kit.broken"],
    "schedules": ["fading = kit.fading:PLUGIN"],
    "functions": ["ripple = kit.ripple"],
    "panels": ["bar = kit.bar"],
    "encoders": ["last = kit.frame"],
    "themes": ["cellar = kit.files:CELLAR"],
    "languages": ["eo = kit.files:EO"],
}
HALF = "function: x**2\nstart: 8\noptimizer: half\nsteps: 3\nsize: [320, 240]\noutput: [gif]\n"
RIPPLE = (
    "function: {ripple: {depth: 0.5}}\nstart: 2\neta: {fading: {eta: 0.1}}\nsteps: 2\nsize: [320, 240]\n"
    "panels: [curve, bar]\ntheme: cellar\nlanguage: eo\noutput: [last]\n"
)


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    return install(tmp_path_factory.mktemp("site"), MODULES, ENTRY_POINTS)


@pytest.fixture
def scenes(here):
    for name, text in {"half": HALF, "ripple": RIPPLE, "ours": HALF.replace("half", "newton")}.items():
        Path(f"{name}.yaml").write_text(text, encoding="utf-8")
    return here


@pytest.fixture
def gdanim(package):
    """Runs ``gdanim`` where the package is installed."""

    def run(*arguments, code=0, folder=package):
        path = f"{folder}:{ENVIRONMENT['PYTHONPATH']}"
        done = subprocess.run(
            [sys.executable, "-m", "gdanim", *map(str, arguments)],
            env=ENVIRONMENT | {"PYTHONPATH": path}, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        return done

    return run


def sidecar(name):
    return json.loads(Path("output", f"{name}.json").read_text(encoding="utf-8"))


def test_scenes_with_words_of_the_package_are_checked_and_traced(gdanim, scenes):
    gdanim("check", ".")
    traced = json.loads(gdanim("trace", "half.yaml", "--json").stdout)
    (run,) = traced["runs"]
    assert (run["optimizer"], run["eta"]) == ("half", None)
    assert run["points"] == [[8], [4], [2], [1]]
    (run,) = json.loads(gdanim("trace", "ripple.yaml", "--json").stdout)["runs"]
    assert run["function"] == "x**2 + 0.5*cos(3*x)"
    assert run["eta"] == [0.1, 0.025]


def test_workers_know_the_words_of_the_package(gdanim, scenes):
    gdanim("render", ".", "-j", "2")
    assert {path.name for path in Path("output").iterdir()} == {
        "half.gif", "half.json", "ours.gif", "ours.json", "ripple.last.png", "ripple.json",
    }  # fmt: skip
    assert "Zeno's walk" in sidecar("half")["alt"]
    assert sidecar("ripple")["language"] == "eo"
    assert [panel["panel"] for panel in sidecar("ripple")["panels"]] == ["curve", "bar"]
    assert "how far the run is, as a bar" in sidecar("ripple")["alt"]


def test_a_rule_is_called_by_its_english_name_in_a_language_without_another(gdanim, scenes):
    languages = ["en", "fr"]
    gdanim("render", "half.yaml", "-f", "png", "-l", ",".join(languages))
    for language in languages:
        assert "Zeno's walk" in sidecar(f"half.{language}")["alt"]


@pytest.mark.parametrize(
    ("language", "words", "description"),
    [
        ("en", ["3 parts done", "left", "start"], "how far the run is, as a bar"),
        ("fa", ["\u20663\u2069 بخش انجام شد", "\u2066left\u2069", "نقطه شروع"], "پیشرفت اجرا"),
        ("fr", ["3 parts done", "left", "départ"], "how far the run is, as a bar"),
    ],
)
def test_a_panel_brings_its_own_words_and_english_stands_in_for_a_language_without_them(
    gdanim, scenes, language, words, description
):
    gdanim("render", "ripple.yaml", "-f", "png", "-l", language)
    found = sidecar(f"ripple.{language}")
    assert found["panels"][1]["words"] == words
    assert description in found["alt"]
    curve = {"en": "a bowl with ripples", "fa": "\u2066a bowl with ripples\u2069", "fr": "un bol ondulé"}
    assert curve[language] in found["alt"]


@pytest.mark.parametrize(
    ("language", "name", "paces"),
    [("en", "Zeno's walk", ["at ease", "in a hurry"]), ("fa", "راه زنون", ["آرام", "in a hurry"])],
)
def test_a_rule_brings_its_name_in_other_languages_and_what_its_options_are_called(
    gdanim, scenes, language, name, paces
):
    keys = "optimizer: {half: {pace: [slow, fast]}}"
    Path("paces.yaml").write_text(HALF.replace("optimizer: half", keys), encoding="utf-8")
    gdanim("render", "paces.yaml", "-f", "png", "-l", language)
    found = sidecar(f"paces.{language}")
    assert name in found["alt"]
    assert all(pace in found["alt"] for pace in paces)


def test_its_version_is_in_the_fingerprint_of_the_scenes_that_use_it(gdanim, scenes, tmp_path_factory):
    rules = {"optimizers": ["half = kit.half"]}
    old, new = (
        install(tmp_path_factory.mktemp(version), MODULES, rules, version=version) for version in ("1.2", "1.3")
    )
    both = ("half.yaml", "ours.yaml", "-f", "png")
    gdanim("render", *both, folder=old)
    assert gdanim("render", *both, "--dry-run", folder=old).stderr.count("up to date") == 2
    before = {name: sidecar(name)["fingerprint"] for name in ("half", "ours")}
    gdanim("render", *both, folder=new)
    after = {name: sidecar(name)["fingerprint"] for name in before}
    assert before["half"] != after["half"]
    assert before["ours"] == after["ours"]


def test_its_words_are_listed_and_those_that_do_not_work_are_reported(gdanim):
    listed = gdanim("list", "optimizers")
    assert "half" in [line.split()[0] for line in listed.stdout.splitlines()]
    assert listed.stderr == ("the optimizer 'broken' of kit 1.2 can't be used: ImportError: no such library\n")
    assert "ripple" in gdanim("list", "functions").stdout
    assert "Esperanto" in gdanim("list", "languages").stdout
    assert "a cellar" in gdanim("list", "themes").stdout


def test_doctor_tells_where_plug_ins_come_from(gdanim):
    found = gdanim("doctor", code=1)  # one of them does not work
    assert "half (kit 1.2)" in found.stdout
    assert "missing  plug-ins" in found.stdout


def test_a_broken_plug_in_is_a_problem_of_its_line_alone(gdanim, scenes):
    Path("broken.yaml").write_text(HALF.replace("half", "broken"), encoding="utf-8")
    told = gdanim("check", "broken.yaml", code=3).stderr
    assert "broken.yaml:3:12: the optimizer 'broken' of kit 1.2 can't be used: ImportError: no such library" in told


def test_a_misspelt_word_of_the_package_is_found(gdanim, scenes):
    Path("bad.yaml").write_text(HALF.replace("half", "halv"), encoding="utf-8")
    assert "unknown optimizer 'halv'; did you mean 'half'?" in gdanim("check", "bad.yaml", code=3).stderr


def test_the_schema_has_the_words_of_the_package(gdanim):
    schema = json.dumps(json.loads(gdanim("schema").stdout))
    assert all(f'"{word}"' in schema for word in ("half", "fading", "ripple", "bar", "last", "cellar", "eo"))
    assert '"broken"' not in schema


SCRIPT = """
import gdanim
from gdanim.optimizers import Rule

def update(state, point, gradient, eta, options):
    return tuple(x - eta * (1 if g > 0 else -1 if g < 0 else 0) for x, g in zip(point, gradient)), state

gdanim.register(
    "optimizers", "ruler", Rule(display_name="ruler descent", summary="steps of one length", formula="x", update=update)
)
scene = {"function": "x**2", "start": 1, "eta": 0.25, "steps": 2, "optimizer": "ruler", "size": [320, 240]}
print(gdanim.trace(scene)[0].points[:, 0].tolist())
first = gdanim.render(scene, formats="png")
print(first.state, gdanim.render(scene, formats="png").state)
"""


def test_a_script_registers_a_rule_for_itself(scenes):
    Path("script.py").write_text(SCRIPT, encoding="utf-8")

    def run():
        done = subprocess.run(
            [sys.executable, "script.py"], env=ENVIRONMENT, capture_output=True, text=True, check=True
        )
        return done.stdout.splitlines()

    assert run() == ["[1.0, 0.75, 0.5]", "rendered up_to_date"]
    assert run()[-1] == "rendered up_to_date"  # the rule's code may be another: it is drawn anew
    told = json.loads(Path("output/scene.json").read_text(encoding="utf-8"))
    assert "ruler descent" in told["alt"]
