"""One registry: gdanim's own plug-ins first, then installed packages', then what the program registers."""

import doctest
import subprocess
import sys
from dataclasses import replace

import pytest
from foreign_package import install

import gdanim
from gdanim import registry, themes
from gdanim.errors import PluginError, SceneError
from gdanim.functions import build, by_name
from gdanim.optimizers import Rule
from gdanim.registry import plugins
from gdanim.text import words


def halved(state, point, *_):
    return tuple(x / 2 for x in point), state


HALF = Rule(display_name="halving", summary="halves the distance to zero", formula="x/2", update=halved)
RULE = """
    from gdanim.optimizers import Rule

    def update(state, point, gradient, eta, options):
        return tuple(x / 2 for x in point), state

    PLUGIN = Rule(
        display_name="halving", summary="halves the distance to zero", formula="x/2", update=update, takes_eta=False
    )
"""


NOT_A_WORD = "a plug-in's name must be letters, digits, _ and -, the first a letter"
NOT_A_SCHEDULE = "it must be a gdanim.schedules.ScheduleKind; found a Rule"


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    """Nothing registered, and the packages of the path as it is now."""
    monkeypatch.setattr(plugins, "_registered", {})
    registry.refresh()
    yield
    registry.refresh()


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Installs packages for this process; their modules are forgotten afterwards."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(tmp_path)

    def put(modules, entry_points, **package):
        install(tmp_path, modules, entry_points, **package)
        registry.refresh()

    yield put
    for name in set(sys.modules) - before:
        del sys.modules[name]


@pytest.mark.parametrize("kind", [*registry.KINDS, "templates"])
def test_a_kind_has_plug_ins_of_gdanim_s_own_in_order(kind):
    found = registry.shipped(kind)
    assert found
    assert list(found) == sorted(found) == list(registry.names(kind))


@pytest.mark.parametrize("kind", registry.KINDS)
def test_every_plug_in_of_gdanim_s_own_can_be_loaded(kind):
    assert tuple(registry.load_all(kind)) == registry.shipped(kind)


def test_no_two_plug_ins_have_a_synonym_in_common_nor_is_one_a_plug_in_s_name():
    for kind in ("optimizers", "schedules"):
        synonyms = [each for name in registry.shipped(kind) for each in registry.load(kind, name).synonyms]
        assert len({*synonyms, *registry.shipped(kind)}) == len(synonyms) + len(registry.shipped(kind))


def test_what_another_program_calls_a_plug_in_of_a_package_is_known():
    rule = replace(registry.load("optimizers", "adam"), synonyms=("adam_2",))
    registry.register("optimizers", "another_adam", rule)
    try:
        assert registry.synonyms("optimizer")["adam_2"] == "another_adam"
    finally:
        registry.unregister("optimizers", "another_adam")


def test_a_name_that_is_none_is_a_key_error():
    for kind in registry.KINDS:
        assert "sgd9" not in registry.names(kind)
        with pytest.raises(KeyError):
            registry.load(kind, "sgd9")


def test_a_plug_in_of_an_installed_package_is_found_by_its_module_or_its_object(installed):
    installed({"kit.py": RULE}, {"optimizers": ["half = kit", "half2 = kit:PLUGIN"]})
    assert {"half", "half2"} < set(registry.names("optimizers"))
    assert registry.load("optimizers", "half") is registry.load("optimizers", "half2")
    (first, _) = registry.foreign("optimizers")
    assert first.identity == ("optimizers", "half", "kit", "1.2")


def test_installed_packages_are_not_looked_at_for_a_name_of_gdanim_s_own():
    program = """if True:
        import sys
        from gdanim import registry
        from gdanim.registry import entry_points
        assert "adam" in registry.names("optimizers")
        registry.load("optimizers", "adam")
        assert entry_points.installed.cache_info().misses == 0
        assert "sgd9" not in registry.names("optimizers")
        assert entry_points.installed.cache_info().misses == 1
    """
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_plug_in_that_does_not_import_says_of_which_package_it_is(installed):
    installed({"kit.py": "import no_such_package\n"}, {"optimizers": ["half = kit"]})
    with pytest.raises(PluginError) as raised:
        registry.load("optimizers", "half")
    assert str(raised.value) == (
        "the optimizer 'half' of kit 1.2 can't be used: ModuleNotFoundError: No module named 'no_such_package'"
    )
    assert raised.value.id == "registry.can_not_load"


def test_a_plug_in_that_ends_the_program_does_not_end_it(installed):
    installed({"kit.py": "raise SystemExit(4)\n"}, {"optimizers": ["half = kit"]})
    with pytest.raises(PluginError, match="can't be used: SystemExit: 4"):
        registry.load("optimizers", "half")


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("optimizers", "PLUGIN = 3", "it must be a gdanim.optimizers.Rule; found a int"),
        ("optimizers", "RULE = 3", "the module kit has no PLUGIN"),
        ("functions", "PLUGIN = 3", "it must be a gdanim.functions.Function; found a int"),
        ("themes", "PLUGIN = 3", "it must be a mapping, or the path of a YAML file with one; found a int"),
    ],
)
def test_a_plug_in_of_the_wrong_type_is_reported(installed, kind, text, reason):
    installed({"kit.py": text}, {kind: ["half = kit"]})
    expected = f"the {registry.KINDS[kind].word} 'half' of kit 1.2 can't be used: {reason}"
    assert registry.problems(kind) == (expected,)
    assert "half" not in registry.load_all(kind)


def test_a_name_that_two_packages_have_is_reported_where_it_is_used(installed):
    installed({"kit.py": RULE}, {"optimizers": ["half = kit"]})
    installed({}, {"optimizers": ["half = kit"]}, name="other", version="3")
    with pytest.raises(PluginError) as raised:
        registry.load("optimizers", "half")
    assert "the optimizer 'half' is there twice, from " in str(raised.value)
    assert {"kit 1.2", "other 3"} == set(str(raised.value).split("from ")[1].split(";")[0].split(" and "))
    assert gdanim.trace({"function": "x**2", "start": 3, "optimizer": "adam", "eta": 0.1})


def test_a_name_of_gdanim_s_own_stays_its_own(installed):
    installed({"kit.py": RULE}, {"optimizers": ["adam = kit"]})
    assert registry.load("optimizers", "adam").summary != HALF.summary
    assert registry.problems("optimizers") == (
        "the optimizer 'adam' of kit 1.2 is never used: gdanim has its own of that name",
    )


def test_a_broken_plug_in_is_a_problem_of_the_line_that_names_it(installed, tmp_path):
    installed({"kit.py": "1/0"}, {"optimizers": ["half = kit"]})
    file = tmp_path / "broken.yaml"
    file.write_text("function: x**2\nstart: 3\noptimizer: half\n")
    with pytest.raises(SceneError) as raised:
        gdanim.load(file)
    (problem,) = raised.value.problems
    assert (problem.line, problem.column) == (3, 12)
    assert problem.message == ("the optimizer 'half' of kit 1.2 can't be used: ZeroDivisionError: division by zero")


@pytest.mark.parametrize("kind", ["panels", "encoders", "languages", "themes"])
def test_a_broken_plug_in_of_any_kind_stops_no_scene_that_does_not_use_it(installed, kind, tmp_path):
    installed({"kit.py": "1/0"}, {kind: ["half = kit"]})
    scene = {"function": "x**2", "start": 3, "eta": 0.1, "show": ["ball"]}
    assert gdanim.trace(scene)
    key = {"panels": "panels", "encoders": "output", "languages": "language", "themes": "theme"}[kind]
    with pytest.raises(SceneError, match=r"of kit 1\.2 can't be used: ZeroDivisionError"):
        gdanim.load({**scene, key: ["half"] if key in {"output", "panels"} else "half"})


# what a program registers


def test_a_registered_rule_takes_part_in_scenes():
    gdanim.register("optimizers", "half", HALF)
    (trajectory,) = gdanim.trace({"function": "x**2", "start": 8, "optimizer": "half", "eta": 1, "steps": 3})
    assert trajectory.points[:, 0].tolist() == [8, 4, 2, 1]


def test_a_registered_name_that_is_taken_is_refused():
    gdanim.register("optimizers", "half", HALF)
    with pytest.raises(PluginError) as raised:
        gdanim.register("optimizers", "half", HALF)
    assert str(raised.value) == "the optimizer 'half' is there already, from this program; give yours another name"
    with pytest.raises(PluginError) as raised:
        gdanim.register("optimizers", "adam", HALF)
    assert str(raised.value) == "the optimizer 'adam' is gdanim's own; give yours another name"
    with pytest.raises(PluginError, match="'beale' is gdanim's own"):
        gdanim.register("functions", "beale", build("x**2"))


def test_what_was_registered_may_be_replaced_by_force_and_what_is_installed_may_not(installed):
    installed({"kit.py": RULE}, {"optimizers": ["half = kit"]})
    with pytest.raises(PluginError, match=r"'half' is there already, from kit 1\.2"):
        gdanim.register("optimizers", "half", HALF, force=True)
    gdanim.register("optimizers", "mine", HALF)
    other = replace(HALF, summary="another")
    gdanim.register("optimizers", "mine", other, force=True)
    assert registry.load("optimizers", "mine") is other


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("optimizer", "half", "there are no plug-ins of the kind 'optimizer'; did you mean 'optimizers'?"),
        ("optimizers", "my rule", f"the optimizer 'my rule' of this program can't be used: {NOT_A_WORD}"),
        ("schedules", "half", f"the schedule 'half' of this program can't be used: {NOT_A_SCHEDULE}"),
    ],
)
def test_what_can_not_be_registered_is_reported_at_once(kind, name, expected):
    with pytest.raises(PluginError) as raised:
        gdanim.register(kind, name, HALF)
    assert str(raised.value) == expected
    assert name not in registry.names(kind)


# functions


def ripple(a=1.0, b=2):
    """A bowl with ripples."""
    return build(f"x**2 + {a}*sin({b}*x)")


def without_default(a):
    return ripple(a)


def test_a_function_from_outside_is_used_by_its_name():
    gdanim.register("functions", "bowl_of_mine", build("3*x**2"))
    (run,) = gdanim.load({"function": "bowl_of_mine", "start": 3, "eta": 0.1}).runs
    assert (run.function.text, run.function.name) == ("3*x**2", "bowl_of_mine")


def test_the_maker_of_a_function_takes_parameters_whose_lists_make_runs():
    gdanim.register("functions", "ripple", ripple)
    assert by_name.parameters("ripple") == {"a": 1.0, "b": 2}
    assert by_name.summary("ripple") == "A bowl with ripples"
    runs = gdanim.load({"function": {"ripple": {"a": [2, 3]}}, "start": 3, "eta": 0.1}).runs
    assert [run.function.text for run in runs] == ["x**2 + 2.0*sin(2*x)", "x**2 + 3.0*sin(2*x)"]
    assert [run.label for run in runs] == ["a = 2", "a = 3"]
    with pytest.raises(SceneError, match="unknown parameter 'c' of ripple"):
        gdanim.load({"function": {"ripple": {"c": 1}}, "start": 3, "eta": 0.1})


def test_a_misspelt_function_from_outside_is_found():
    gdanim.register("functions", "ripple", ripple)
    with pytest.raises(SceneError, match="did you mean 'ripple'"):
        gdanim.load({"function": "riple", "start": 3, "eta": 0.1})


@pytest.mark.parametrize(
    ("maker", "expected"),
    [
        (lambda: 1 / 0, "the function 'ripple' could not be made: ZeroDivisionError: division by zero"),
        (lambda: 3, "the function 'ripple' made no Function; found a int"),
        (without_default, "the parameter 'a' of the function 'ripple' needs a number as its default"),
    ],
)
def test_a_maker_that_fails_is_a_problem_of_its_line(maker, expected):
    gdanim.register("functions", "ripple", maker)
    with pytest.raises(SceneError) as raised:
        gdanim.load({"function": "ripple", "start": 3, "eta": 0.1})
    assert [problem.message for problem in raised.value.problems] == [expected]


# themes and languages


def light():
    return dict(registry.load("themes", "light"))


def test_a_theme_may_be_a_mapping_or_a_file(tmp_path):
    gdanim.register("themes", "mine", light() | {"summary": "mine"})
    gdanim.register("themes", "file", registry.data_file("themes", "dark"))
    assert themes.load("mine").paper == themes.load("light").paper
    assert themes.load("file").paper == themes.load("dark").paper


def test_a_theme_that_lacks_colours_is_refused():
    with pytest.raises(PluginError) as raised:
        gdanim.register("themes", "mine", light() | {"colours": {}})
    assert str(raised.value) == (
        "the theme 'mine' of this program can't be used: it lacks colours.paper, and 18 more like it"
    )


def test_a_language_may_leave_out_the_names_of_methods_and_nothing_else():
    english = dict(registry.load("languages", "en"))
    gdanim.register("languages", "eo", {**english, "name": "Esperanto", "methods": {}})
    assert words.load("eo").label("step") == "step"
    with pytest.raises(PluginError, match="the language 'la' of this program can't be used: it lacks labels"):
        gdanim.register("languages", "la", {key: each for key, each in english.items() if key != "labels"})


# fingerprints


def test_what_a_scene_uses_counts_and_the_rest_does_not(installed):
    installed({"kit.py": RULE}, {"optimizers": ["half = kit", "third = kit"]})
    assert [each.identity for each in registry.used({"optimizer", "half"})] == [("optimizers", "half", "kit", "1.2")]
    assert registry.used({"optimizer", "adam"}) == ()
    assert len(registry.used(None)) == 2


def test_the_example_of_the_documentation_is_true():
    (example,) = doctest.DocTestFinder(recurse=False).find(gdanim.register, globs={"gdanim": gdanim})
    assert doctest.DocTestRunner().run(example).failed == 0
