"""Selects the numbers that a run's header shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.decorations.readout import Field
from gdanim.functions.expressions.formula import letter
from gdanim.text import function_symbols

if TYPE_CHECKING:
    from gdanim.descent import Trajectory
    from gdanim.text.quantities import QuantityFormats
    from gdanim.themes import Theme

MAX_POINT_VARIABLES = 2  # of a point that is shown


def point_fields(trajectory: Trajectory, formats: QuantityFormats, colour: str) -> list[Field]:
    """Returns one field per variable, if there are one or two."""
    names = trajectory.run.function.variables
    if len(names) > MAX_POINT_VARIABLES:
        return []
    columns = zip(names, trajectory.points.T, formats.point, strict=False)
    return [Field(letter(name), column, chosen, colour) for name, column, chosen in columns]


def height_field(trajectory: Trajectory, formats: QuantityFormats, colour: str) -> list[Field]:
    """Returns the field of the function's value."""
    return [Field(function_symbols.name(trajectory.run.function), trajectory.values, formats.value, colour)]


def lesson_fields(trajectory: Trajectory, formats: QuantityFormats, theme: Theme) -> list[Field]:
    """Returns the fields of a lesson: the point, its value, and the slope or the gradient's norm."""
    function, point = trajectory.run.function, point_fields(trajectory, formats, theme.ball)
    if len(trajectory.run.start) > 1:
        height = height_field(trajectory, formats, theme.ink)
        size = Field(
            f"|{function_symbols.gradient(function)}|",
            trajectory.gradient_sizes,
            formats.gradient_size,
            theme.slope_text,
        )
        return [*point, *height, size]
    slope = Field(function_symbols.derivative(function), trajectory.gradients[:, 0], formats.slope, theme.slope_text)
    return [*point, Field(function_symbols.value(function), trajectory.values, formats.value, theme.ink), slope]
