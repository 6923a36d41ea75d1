"""Random scenes of the schema: exit code 0 or 3, and nothing else that a user should never see. Seeds make them repeat.

More of them: ``python tests/fuzz/fuzz.py 0 10000`` from the project's folder, with ``tests/support`` on the path.
"""

import json
from collections import Counter

import fuzz
import pytest
from scene_grammar import SceneGrammar, write_tables

from gdanim import scene


@pytest.fixture(scope="module")
def schema():
    return scene.schema()


def test_a_seed_makes_one_scene_and_most_keys_are_tried(schema):
    scenes = [SceneGrammar(schema, seed).scene() for seed in range(400)]
    assert json.dumps(scenes[7]) == json.dumps(SceneGrammar(schema, 7).scene())
    tried = {key for keys in scenes for key in keys}
    assert set(schema["properties"]) - tried <= {"extends", "output", "version"}


@pytest.mark.parametrize("first", range(0, 120, 20))
def test_scenes_are_checked_without_a_fault(schema, here, first):
    write_tables(here)
    ends, seeds = Counter(), range(first, first + 20)
    assert [fault for seed in seeds for fault in fuzz.faults(seed, schema, ends, rendered=False)] == []
    assert set(ends) == {0, 3}


@pytest.mark.slow
@pytest.mark.parametrize("first", range(10_000, 10_400, 20))
def test_scenes_are_rendered_without_a_fault(schema, here, first):
    write_tables(here)
    seeds = range(first, first + 20)
    assert [fault for seed in seeds for fault in fuzz.faults(seed, schema, Counter(), rendered=True)] == []
