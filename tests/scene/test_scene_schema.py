"""The JSON Schema of scenes, read by a validator that is not ours: complete in itself, and of the checker's opinion."""

import json
from pathlib import Path

import jsonschema
import pytest
from command import run

import gdanim
from gdanim import registry, scene as scenes, yaml
from gdanim.errors import SceneError

SCENES = sorted((Path(__file__).parents[2] / "scenes").glob("*.yaml"))
LINE = {"function": "x**2", "start": 1, "eta": 0.1}
BROKEN = [
    {"optimizer": "adm"},
    {"optimizer": {"adam": {"beta3": 0.9}}},
    {"optimizer": {"momentum": {"beta": "much"}}},
    {"panels": ["curv"]},
    {"panels": [{"loss": {"scal": "log"}}]},
    {"panels": [{"loss": {"scale": "cubic"}}]},
    {"panels": [{"curve": {"show": ["points"]}}]},
    {"show": ["bal"]},
    {"show": ["+bal"]},
    {"eta": {"cosin": {"eta": 0.1}}},
    {"eta": {"step": {"eta": 0.1, "every": 0}}},
    {"eta": 0},
    {"steps": -1},
    {"poster": "middle"},
    {"theme": "lght"},
    {"language": "xx"},
    {"output": ["jpeg"]},
    {"size": [8, 8]},
    {"timing": {"fps": 1000}},
    {"function": {"linear_regression": {"generate": {"noise": -1}}}},
    {"strat": 3},
]


@pytest.fixture(scope="module")
def validator():
    schema = scenes.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_schema_has_no_references():
    """It is read whole by editors, which don't follow references into its parts."""
    assert "$ref" not in str(scenes.schema())


@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.stem)
def test_every_shipped_scene_is_valid(validator, path):
    validator.validate(yaml.load(path))


@pytest.mark.parametrize("keys", BROKEN, ids=str)
def test_what_the_checker_refuses_the_schema_refuses_too(validator, keys):
    assert not validator.is_valid(LINE | keys)
    with pytest.raises(SceneError):
        scenes.load(LINE | keys)


def test_the_scene_that_is_broken_is_valid_as_it_was(validator):
    validator.validate(LINE)


def test_every_key_has_its_meaning_and_examples_that_are_valid(validator):
    schema = scenes.schema()
    for name, entry in schema["properties"].items():
        assert entry["description"], name
        assert entry["examples"], name
        for content in [*entry["examples"], *([entry["default"]] if "default" in entry else [])]:
            jsonschema.Draft202012Validator(entry).validate(content)


def test_the_examples_of_a_key_are_what_the_checker_takes():
    """Those that take no file and no second function."""
    schema = scenes.schema()["properties"]
    for name in ("start", "optimizer", "eta", "steps", "stop", "compare", "formula", "timing", "digits", "poster"):
        for content in schema[name]["examples"]:
            if name == "start" and isinstance(content, list):
                continue  # a point of two variables
            function = {"linear_regression": {"generate": {"n": 9}}} if "epochs" in str(content) else "x**2"
            keys = {"function": function, "start": [0, 0] if isinstance(function, dict) else 1, "eta": 0.1}
            keys |= {"domain": [-2, 2]} | {name: content}
            scenes.load(keys | ({"batch": 3} if "epochs" in str(content) else {}))


@pytest.mark.parametrize(
    ("path", "word"),
    [
        (("optimizer",), "adam"),
        (("panels",), "contour"),
        (("theme",), "dark"),
        (("language",), "fa"),
        (("output",), "html"),
        (("function",), "rosenbrock"),
        (("eta",), "cosine"),
    ],
)
def test_every_word_has_a_meaning_that_editors_show(path, word):
    """As a constant of its own, or as a key of a mapping, with a description."""
    entry = scenes.schema()["properties"][path[0]]
    assert meanings(entry, word)


def meanings(part, word):
    """The descriptions of a word, wherever it stands in a schema."""
    if isinstance(part, list):
        return [each for entry in part for each in meanings(entry, word)]
    if not isinstance(part, dict):
        return []
    own = [part["description"]] if part.get("const") == word else []
    keyed = part.get("properties", {}).get(word, {}).get("description")
    return [*own, *([keyed] if keyed else []), *(each for entry in part.values() for each in meanings(entry, word))]


def test_no_list_of_words_is_empty():
    """Some validators refuse the whole schema then."""
    assert '"enum": []' not in json.dumps(scenes.schema())


def test_the_schema_names_its_version():
    assert scenes.schema()["$id"] == f"urn:gdanim:scene:{gdanim.__version__}"


def test_a_new_scene_names_the_schema_that_stands_beside_it(tmp_path, validator):
    for template in registry.names("templates"):
        assert run("new", tmp_path / template, "--template", template).exit_code == 0
        text = (tmp_path / f"{template}.yaml").read_text(encoding="utf-8")
        assert text.startswith("# yaml-language-server: $schema=gdanim.schema.json\n")
        validator.validate(yaml.load(tmp_path / f"{template}.yaml"))
    assert json.loads((tmp_path / "gdanim.schema.json").read_text(encoding="utf-8")) == scenes.schema()


@pytest.mark.parametrize(
    ("problem", "options", "count"),
    [
        ("polynomial_regression", {"degree": [1, 2, 5]}, 3),
        ("linear_regression", {"ridge": [0, 0.1], "l1": [0, 1]}, 4),
        ("linear_regression", {"loss": ["mse", "mae"], "standardise": [True, False]}, 4),
        ("linear_regression", {"intercept": [True, False]}, 2),
        ("network", {"hidden": [2, 4], "activation": ["tanh", "relu"]}, 4),
        ("linear_regression", {"ridge": {"sweep": [0, 1], "count": 5}}, 5),
        ("logistic_regression", {"generate": [{"n": 20}, {"n": 40}]}, 2),
    ],
)
def test_lists_of_data_options_are_valid_in_the_schema_as_in_the_program(validator, problem, options, count):
    written = {"function": {problem: options}, "steps": 2, "eta": 0.1}
    validator.validate(written)
    assert len(scenes.load(written).runs) == count


@pytest.mark.parametrize("key", ["y", "header", "missing"])
def test_a_table_is_read_in_one_way_in_the_schema_as_in_the_program(validator, key):
    lists = {"y": ["a", "b"], "header": [True, False], "missing": ["skip", "refuse"]}
    table = {"x": [1, 2, 3], "a": [1, 2, 3], "b": [3, 2, 1]}
    written = {"function": {"linear_regression": {"data": table, key: lists[key]}}, "steps": 2}
    assert not validator.is_valid(written)
    with pytest.raises(SceneError):
        scenes.load(written)
