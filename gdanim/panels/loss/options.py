"""The options of a loss panel, as an author gives them and with what depends on the runs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, field_validator, model_validator

from gdanim.functions.errors import ExpressionError
from gdanim.functions.expressions import formula_value
from gdanim.messages import message
from gdanim.panels import limits  # noqa: TC001 - pydantic reads the annotation
from gdanim.plugin_options import PluginOptions
from gdanim.spelling import ALL_DIGITS, typed_number

if TYPE_CHECKING:
    from gdanim.functions.expressions.formula_value import FormulaValue


class Options(PluginOptions, strict=False):
    measure: Literal["value", "gap", "distance", "gradient"] = Field(
        "value", description="quantity of the vertical axis; a gap is the value's height above the lowest minimum"
    )
    scale: Literal["auto", "linear", "log"] = Field(
        "auto",
        description="scale of the vertical axis; auto is log where a linear one would show values as flat lines, "
        "which are then heights above the minimum",
    )
    per: Literal["update", "epoch"] | None = Field(
        None, description="unit of the horizontal axis; by default as the scene counts"
    )
    against: Literal["step", "eta"] = Field(
        "step", description="what the horizontal axis has: steps or epochs, or the step size with which each is left"
    )
    axis: Literal["auto", "linear", "log"] = Field(
        "auto", description="scale of the horizontal axis; auto is log for step sizes; a log axis begins at step 1"
    )
    guides: tuple[str, ...] = Field(
        (),
        max_length=6,
        description="expressions in k, the number on the horizontal axis, as dashed lines from step 1 on: 1/k, 0.9**k",
    )
    range: limits.GivenRange | None = Field(
        None, description="range of the vertical axis; for values, by default the scene's range"
    )

    @model_validator(mode="after")
    def _check_range(self) -> Options:
        if self.scale == "log" and self.range and self.range[0] <= 0:
            found = ", ".join(typed_number(end, ALL_DIGITS) for end in self.range)
            raise ValueError(message("scene.log_range", found=found))
        if self.against == "eta" and self.per:
            raise ValueError(message("scene.step_sizes_per", per=self.per))
        return self

    @field_validator("guides", mode="before")
    @classmethod
    def _check_guides(cls, found: Any) -> Any:
        if not isinstance(found, list | tuple):
            return found
        for guide in map(str, found):
            try:
                value = parsed(guide).at((1.0,))
            except ExpressionError as error:
                raise ValueError(str(error)) from error
            if not math.isfinite(value) or value == 0:
                raise ValueError(message("scene.guide_without_value", guide=guide))
        return tuple(map(str, found))


class CompleteOptions(Options):
    """The options of a panel whose runs are known. ``minima`` are subtracted from the values of the runs.

    ``is_automatic``: the scale was chosen for them.
    """

    minima: tuple[float, ...] = ()
    is_automatic: bool = False


def parsed(text: str) -> FormulaValue:
    """Returns the expression in k of a guide line. Raises ExpressionError."""
    return formula_value.of(text, ("k",))
