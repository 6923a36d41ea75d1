"""The data problems by name: their options, and their loss functions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from gdanim.functions.data import formula, losses, minimum
from gdanim.functions.data.errors import DataError
from gdanim.functions.data.generate import Chance, Curve, Line
from gdanim.functions.data.mean_loss import MeanLoss
from gdanim.functions.data.sample import UNSCALED, Sample, standard_scaling
from gdanim.messages import message
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from gdanim.functions.data.generate import Generator


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Column = Annotated[str | None, BeforeValidator(_as_text, json_schema_input_type=str | int | None)]
"""A column by name, which may be a number."""
Delta = Annotated[float, Field(gt=0, le=1e9, description="huber: residual size beyond which the loss is linear")]


COLUMNS = ("x", "y")
"""The options that choose a file's columns, in the order of a sample's names."""
ORIGINS = ("data", "generate")
"""The options for the origin of the points."""


class Options(PluginOptions):
    """The options common to all data problems."""

    data: str | None = Field(None, description="a CSV file beside the scene")
    x: Column = Field(None, description="column of the feature, by name or number; by default the first")
    y: Column = Field(None, description="column of the target; by default the second")
    header: bool | None = Field(None, description="whether the file's first line contains column names")
    ridge: float = Field(0.0, ge=0, le=1e9, description="coefficient of the L2 penalty, without the intercept")
    standardise: bool = Field(default=False, description="whether the feature is standardised")

    @model_validator(mode="after")
    def _one_origin(self) -> Options:
        generate = getattr(self, "generate", None)
        if self.data is not None and generate is not None:
            raise ValueError(message("functions.points_given_twice"))
        if self.data is None and (self.x is not None or self.y is not None):
            raise ValueError(message("functions.columns_without_data"))
        if self.data is None and self.header is not None:
            raise ValueError(message("functions.header_without_data"))
        return self


class _RegressionOptions(Options):
    loss: Literal["mse", "mae", "huber"] = Field("mse", description="loss of a residual")
    delta: Delta | None = None

    @model_validator(mode="after")
    def _delta_of_huber(self) -> _RegressionOptions:
        if self.delta is not None and self.loss != "huber":
            raise ValueError(message("functions.delta_without_huber", loss=self.loss))
        return self


class LinearOptions(_RegressionOptions):
    generate: Line | None = Field(None, description="generated points on a line with noise")


class PolynomialOptions(_RegressionOptions):
    degree: int = Field(2, ge=1, le=8, description="degree of the polynomial")
    generate: Curve | None = Field(None, description="generated points on a polynomial with noise")


class LogisticOptions(Options):
    loss: Literal["log_loss"] = Field("log_loss", description="mean negative log-likelihood")
    generate: Chance | None = Field(None, description="generated labels 0 and 1")


@dataclass(frozen=True)
class Problem:
    """A data problem; its ``generator`` draws points with default settings if a scene gives none.

    ``is_classifier``: the model predicts the probability of a 1, and the labels are 0 or 1.
    """

    summary: str
    options: type[Options]
    generator: type[Generator]
    is_classifier: bool = False


PROBLEMS = {
    "linear_regression": Problem("a line fitted to points, its slope w and intercept b", LinearOptions, Line),
    "polynomial_regression": Problem("a polynomial fitted to points", PolynomialOptions, Curve),
    "logistic_regression": Problem(
        "the chance of a 1 fitted to zeros and ones", LogisticOptions, Chance, is_classifier=True
    ),
}
NAMES = tuple(PROBLEMS)


def build(name: str, options: Any, sample: Sample | None = None) -> MeanLoss:
    """Returns the mean loss of a data problem's model on points.

    Parameters
    ----------
    name
        The problem's name, one of ``NAMES``.
    options
        An instance of the problem's options.
    sample
        The points; by default those that the options generate.

    Returns
    -------
    MeanLoss

    Raises
    ------
    DataError
        If the model can't be fitted to the points.
    """
    problem = PROBLEMS[name]
    points = sample or (options.generate or problem.generator()).sample()
    degree, is_classifier = getattr(options, "degree", 1), problem.is_classifier
    _check(points, degree, is_classifier=is_classifier)
    function = MeanLoss(
        text=name,
        name=name,
        variables=formula.variables(degree),
        sample=points,
        loss=losses.by_name(options.loss, getattr(options, "delta", None) or 1.0),
        degree=degree,
        ridge=options.ridge,
        scaling=standard_scaling(points) if options.standardise else UNSCALED,
        is_classifier=is_classifier,
        start=(0.0,) * (degree + 1),
        warnings=points.warnings,
    )
    lowest = minimum.minimum(function)
    return replace(
        function,
        formula_override=formula.formula(function),
        minima=() if lowest is None else (lowest,),
        eta=minimum.step_size(function),
    )


def _check(points: Sample, degree: int, *, is_classifier: bool) -> None:
    if len(points) <= degree:
        raise DataError(message("functions.too_few_points", degree=degree, found=len(points)))
    wrong = next((index for index, y in enumerate(points.y) if y not in {0, 1}), None) if is_classifier else None
    if wrong is not None:
        sentence = message("functions.not_zero_or_one", column=points.names[1], found=points.y[wrong])
        raise DataError(sentence, *(points.positions[wrong] if points.positions else ()))
