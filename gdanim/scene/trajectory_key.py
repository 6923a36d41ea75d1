"""Reads ``trajectory`` of a run, a path computed elsewhere: a CSV file, or in Python the points themselves."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim.errors import SceneError
from gdanim.functions.data import DataError, path_table, table
from gdanim.messages import message
from gdanim.optimizers.foreign import given_path
from gdanim.scene.batching import MAX_STEPS
from gdanim.scene.dataset import TableFile
from gdanim.scene.readers import Reader
from gdanim.scene.settings import Setting
from gdanim.scene.start import Starts
from gdanim.scene.value import INVALID, all_valid

if TYPE_CHECKING:
    from gdanim.functions import Function
    from gdanim.points import Point
    from gdanim.scene.settings import Settings
    from gdanim.scene.value import Invalid, Value

KEPT = ("trajectory", "function", "parameters", "variables", "domain", "direction", "tolerance", "label")
"""The keys that hold for a path. The others say how a run is computed: beside a path they are refused, and at the top
they don't count for it."""
MAX_POINTS = MAX_STEPS + 1


@dataclass(frozen=True)
class GivenPath:
    """A path as far as it is known without its function: rows of numbers, or the file that holds them."""

    rows: tuple[Point, ...] = ()
    file: TableFile | None = None

    def points(self, function: Function, value: Value) -> tuple[Point, ...] | Invalid:
        """Returns the points of the function's variables. Numbers that are not finite end the path."""
        if self.file is not None:
            try:
                return path_table.read(self.file.text, self.file.path.name, function.variables, MAX_POINTS)
            except DataError as error:
                if error.line is None:
                    return value.report(error.message)
                value.problems.append(self.file.problem(error, value))
                return INVALID
        count = len(function.variables)
        wrong = next((row for row in self.rows if len(row) != count), None)
        if wrong is not None:
            return value.report(message("scene.path_shape", count=count, found=len(wrong)))
        ends = (index for index, row in enumerate(self.rows) if not all(map(math.isfinite, row)))
        return self.rows[: next(ends, len(self.rows)) + 1]


def _trajectory(value: Value) -> GivenPath | Invalid:
    if value.is_list:
        return _rows(value)
    if value.content is None or value.files is None:
        return value.report_expected(message("scene.must_be_path_of_points"))
    try:
        return GivenPath(file=TableFile(*value.files.read_data(value.text, value.node, table.MAX_BYTES)))
    except SceneError as error:
        value.problems.extend(problem.replace(path=value.path) for problem in error.problems)
        return INVALID


def _rows(value: Value) -> GivenPath | Invalid:
    items = value.items()
    if not items:
        return value.report(message("scene.empty_list", name=value.name, item="point"))
    if len(items) > MAX_POINTS:
        text = message("scene.too_many_items", name=value.name, count=len(items), items="points", maximum=MAX_POINTS)
        return value.report(text)
    rows = all_valid(
        all_valid(map(_number, item.items())) if item.is_list else all_valid([_number(item)]) for item in items
    )
    return INVALID if rows is INVALID else GivenPath(rows)


def _number(value: Value) -> float | Invalid:
    if value.number is None:
        return value.report_expected(message("scene.must_be_number"))
    return float(value.number)


def settings_of(top: Settings, entry: Settings) -> Settings | Invalid:
    """Returns the settings of an entry of ``runs`` with a path: in place of a rule they have one that repeats it."""
    trajectory = entry["trajectory"]
    beside = [key for key in entry if key not in KEPT]
    for key in beside:
        entry[key].value.report(message("scene.beside_trajectory", key=key))
    merged = {name: each for name, each in {**top, **entry}.items() if name in KEPT}
    if beside or trajectory.content is INVALID or "function" not in merged or merged["function"].content is INVALID:
        return INVALID
    value = trajectory.value
    points = trajectory.content.points(merged["function"].content[0].function, value)
    if points is INVALID:
        return INVALID
    label = {"label": Setting(Path(value.text).stem, value)} if value.text and "label" not in entry else {}
    return merged | {
        "start": Setting(Starts((points[0],)), value),
        "optimizer": Setting((given_path.optimizer(points),), value),
        "steps": Setting(len(points) - 1, value),
        **label,
    }


def schema() -> dict[str, Any]:
    """Returns the JSON Schema of the key."""
    return {"type": "string"}


TRAJECTORY = Reader(_trajectory, schema)
