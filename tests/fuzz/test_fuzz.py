"""Random scenes of the schema: exit code 0 or 3, and nothing else that a user should never see. Seeds make them repeat.

More of them: ``python tests/fuzz/fuzz.py 0 10000`` from the project's folder, with ``tests/support`` on the path.
"""

import json
from collections import Counter

import odd_files
import pytest
from fuzz import Trial
from scene_grammar import SceneGrammar

from gdanim import registry, scene


@pytest.fixture(scope="module")
def schema():
    return scene.schema()


@pytest.fixture(scope="module")
def scenes(schema):
    return [SceneGrammar(schema, seed).scene() for seed in range(3000)]


def test_a_seed_makes_one_scene_and_all_keys_are_tried(schema, scenes):
    assert json.dumps(scenes[7]) == json.dumps(SceneGrammar(schema, 7).scene())
    assert set(schema["properties"]) <= {key for keys in scenes for key in keys}


@pytest.mark.parametrize("kind", ["panels", "optimizers", "schedules", "functions"])
def test_all_panels_rules_schedules_and_functions_are_tried(scenes, kind):
    text = json.dumps(scenes)
    assert [name for name in registry.shipped(kind) if f'"{name}"' not in text] == []


@pytest.mark.parametrize("first", range(0, 120, 20))
def test_scenes_are_checked_without_a_fault(schema, here, first):
    odd_files.write(here)
    ends = Counter()
    trials = [Trial(schema, seed, ends, rendered=False) for seed in range(first, first + 20)]
    assert [fault for trial in trials for fault in trial.faults()] == []
    assert set(ends) == {"check 0", "check 3"}


@pytest.mark.slow
@pytest.mark.parametrize("first", range(10_000, 10_400, 20))
def test_scenes_are_rendered_without_a_fault(schema, here, first):
    odd_files.write(here)
    trials = [Trial(schema, seed, Counter(), rendered=True) for seed in range(first, first + 20)]
    assert [fault for trial in trials for fault in trial.faults()] == []
