"""The JSON Schema of scenes, read by a validator that is not ours: complete in itself, and of the checker's opinion."""

from pathlib import Path

import jsonschema
import pytest

from gdanim import scene as scenes, yaml
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
