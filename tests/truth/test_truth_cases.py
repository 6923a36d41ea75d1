"""What the program says of scenes as strangers write them, against what is true of them: one table, ``cases.yaml``."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from gdanim import pipeline, scene as scenes
from gdanim.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.descent import Trajectory
    from gdanim.functions.search.stationary import StationaryPoint

CASES = YAML(typ="safe").load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))
MIN_CASES = 390
SAME_POINT = 1e-6


def parameters() -> list[Any]:
    """One parameter a case; a case with ``open`` is known to fail, for the reason given."""
    return [
        pytest.param(
            case,
            id=case["case"].replace(" ", "-"),
            marks=[pytest.mark.xfail(reason=case["open"], strict=True)] if "open" in case else [],
        )
        for case in CASES
    ]


def faults(case: dict[str, Any]) -> Iterator[str]:
    """What is said that is not true, and what is true and not said."""
    scene = scenes.load(case["scene"], {}, None)
    trajectories = pipeline.trace(scene)
    yield from verdict_faults(case, trajectories)
    yield from point_faults(case, trajectories[0].stationary_points)
    english = words.load("en")
    text = f"{english.caption(scene, trajectories)} | {english.alt(scene, trajectories)}"
    yield from (f"does not say {part!r}: {text}" for part in case.get("says", ()) if part not in text)
    yield from (f"says {part!r}: {text}" for part in case.get("never", ()) if part in text)


def verdict_faults(case: dict[str, Any], trajectories: list[Trajectory]) -> Iterator[str]:
    verdicts = [trajectory.verdict for trajectory in trajectories]
    kinds = [verdict.kind for verdict in verdicts]
    if "verdicts" in case:
        expected = case["verdicts"]
        is_right = kinds == expected if len(trajectories) > 1 else kinds[0] in expected
        if not is_right:
            yield f"the verdict is {kinds}, not {expected}"
    for key, field in (("steps", "step"), ("places", "detail"), ("period", "period")):
        for verdict, number in zip(verdicts, case.get(key, ()), strict=False):
            if number is not None and getattr(verdict, field) != number:
                yield f"the verdict's {field} is {getattr(verdict, field)}, not {number}"
    for verdict, trajectory in zip(verdicts, trajectories, strict=True):
        if not 0 <= verdict.step < len(trajectory.points):
            yield f"the verdict's step {verdict.step} is none of the {len(trajectory.points)} shown"


def point_faults(case: dict[str, Any], stationary: tuple[StationaryPoint, ...]) -> Iterator[str]:
    found = [(each.kind, each.at) for each in stationary]
    for kind, *point in case.get("points", ()):
        if not any(kind == other and math.dist(point, place) <= SAME_POINT for other, place in found):
            yield f"there is no {kind} at {point} among {found}"
    if case.get("only") and len(found) != len(case["points"]):
        yield f"there are other points than {case['points']}: {found}"


@pytest.mark.parametrize("case", parameters())
def test_what_is_said_is_true(case):
    found = list(faults(case))
    if found:
        pytest.fail("\n".join([f"{case['case']}, {case['scene']}:", *found]), pytrace=False)


def test_the_table_is_long_and_its_names_differ():
    names = [case["case"] for case in CASES]
    assert len(names) >= MIN_CASES
    assert len(set(names)) == len(names)
