"""Selects the numbers that a run's header shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.decorations.readout import Field

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
    return [Field(_symbol(name), column, chosen, colour) for name, column, chosen in columns]


def height_field(trajectory: Trajectory, formats: QuantityFormats, colour: str) -> list[Field]:
    """Returns the field of the function's value."""
    return [Field("f", trajectory.values, formats.value, colour)]


def lesson_fields(trajectory: Trajectory, formats: QuantityFormats, theme: Theme) -> list[Field]:
    """Returns the fields of a lesson: the point, its value, and the slope or the gradient's norm."""
    point = point_fields(trajectory, formats, theme.ball)
    if len(trajectory.run.start) > 1:
        height = height_field(trajectory, formats, theme.ink)
        size = Field(r"|\nabla f|", trajectory.gradient_sizes, formats.gradient_size, theme.slope_text)
        return [*point, *height, size]
    slope = Field(r"f\,\prime(x)", trajectory.gradients[:, 0], formats.slope, theme.slope_text)
    return [*point, Field("f(x)", trajectory.values, formats.value, theme.ink), slope]


def _symbol(variable: str) -> str:
    """Returns a variable such as ``x1`` as mathtext: x with subscript 1."""
    return f"{variable[0]}_{{{variable[1:]}}}" if len(variable) > 1 else variable
