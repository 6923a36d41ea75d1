"""The data problems by name: their options, and their loss functions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np
from pydantic import BeforeValidator, Field, PlainValidator, model_validator

from gdanim import spelling
from gdanim.functions.data import formula, losses, minimum
from gdanim.functions.data.errors import DataError
from gdanim.functions.data.generate import Chance, Curve, Finite, Line
from gdanim.functions.data.mean_loss import MeanLoss
from gdanim.functions.data.sample import MAX_POINTS, UNSCALED, Sample, standard_scaling
from gdanim.functions.data.table import raise_all
from gdanim.messages import message
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from gdanim.functions.data.generate import Generator


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _table(value: Any) -> Any:
    """Returns the name of a file, or columns of cells. Raises ValueError."""
    is_table = isinstance(value, dict) and value and all(isinstance(column, list) for column in value.values())
    if isinstance(value, str) or is_table:
        return value
    raise ValueError(message("functions.file_or_columns"))


Table = Annotated[
    str | dict[str, list[Any]],
    PlainValidator(_table, json_schema_input_type=str | dict[str, list[float | str | bool | None]]),
]
"""The name of a file, or columns."""
Column = Annotated[str | None, BeforeValidator(_as_text, json_schema_input_type=str | int | None)]
"""A column by name, which may be a number."""
Delta = Annotated[float, Field(gt=0, le=1e9, description="huber: residual size beyond which the loss is linear")]


COLUMNS = ("x", "y")
"""The options that choose a file's columns, in the order of a sample's names."""
ORIGINS = ("data", "points", "generate")
"""The options for the origin of the points."""


class Options(PluginOptions):
    """The options common to all data problems."""

    data: Table | None = Field(
        None,
        description="a file beside the scene, .csv, .tsv or .npz; or columns with their names",
        examples=["houses.csv", {"area": [50, 60, 70], "price": [120, 150, 180]}],
    )
    points: tuple[tuple[Finite, Finite], ...] | None = Field(
        None, max_length=MAX_POINTS, description="the points [x, y]", examples=[[[1, 2], [2, 3], [3, 5]]]
    )
    x: Column = Field(None, description="column of the feature, by name or number; by default the first")
    y: Column = Field(None, description="column of the target; by default the second")
    header: bool | None = Field(None, description="whether the file's first line contains column names")
    missing: Literal["refuse", "skip"] = Field(
        "refuse", description="of rows with an empty cell, or N/A: an error, or left out"
    )
    ridge: float = Field(0.0, ge=0, le=1e9, description="coefficient of the L2 penalty, without the intercept")
    standardise: bool = Field(default=False, description="whether the feature is standardised")
    intercept: bool = Field(default=True, description="whether the model has an intercept; else its value at 0 is 0")
    fixed: dict[str, Finite] | None = Field(
        None, description="parameters that keep a value, so that the others are seen", examples=[{"slope": 0.64}]
    )

    @model_validator(mode="after")
    def _one_origin(self) -> Options:
        given = [name for name in ORIGINS if getattr(self, name, None) is not None]
        if len(given) > 1:
            raise ValueError(message("functions.points_given_twice", first=given[0], second=given[1]))
        if self.data is None and self.missing == "skip":
            raise ValueError(message("functions.missing_without_data"))
        if self.data is None and (self.x is not None or self.y is not None):
            raise ValueError(message("functions.columns_without_data"))
        if self.data is None and self.header is not None:
            raise ValueError(message("functions.header_without_data"))
        return self


class _RegressionOptions(Options):
    loss: Literal["mse", "half_mse", "sse", "mae", "huber", "quantile"] = Field(
        "mse", description="loss of a residual: the mean of squares, half of it, their sum, the mean size, and others"
    )
    delta: Delta | None = None
    quantile: float | None = Field(
        None, gt=0, lt=1, description="quantile: the share of points that lie below the fitted line", examples=[0.9]
    )

    @model_validator(mode="after")
    def _options_of_losses(self) -> _RegressionOptions:
        if self.delta is not None and self.loss != "huber":
            raise ValueError(message("functions.delta_without_huber", loss=self.loss))
        if self.quantile is not None and self.loss != "quantile":
            raise ValueError(message("functions.quantile_without_loss", loss=self.loss))
        return self


class LinearOptions(_RegressionOptions):
    generate: Line | None = Field(None, description="generated points on a line with noise")


class PolynomialOptions(_RegressionOptions):
    degree: int = Field(2, ge=1, le=8, description="degree of the polynomial")
    generate: Curve | None = Field(None, description="generated points on a polynomial with noise")


class LogisticOptions(Options):
    loss: Literal["log_loss"] = Field("log_loss", description="mean negative log-likelihood")
    generate: Chance | None = Field(None, description="generated labels 0 and 1")


class ClassificationOptions(Options):
    loss: Literal["hinge", "log_loss"] = Field("hinge", description="loss of a class, whose sign the line should have")
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
    "linear_classification": Problem(
        "a line whose sign tells ones from zeros, as a support vector machine's",
        ClassificationOptions,
        Chance,
        is_classifier=True,
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
    points = sample or _given(options.points) or (options.generate or problem.generator()).sample()
    degree, is_classifier = getattr(options, "degree", 1), problem.is_classifier
    names, fixed = formula.variables(degree), _fixed(options, degree)
    _check(points, degree, is_classifier=is_classifier)
    function = MeanLoss(
        text=name,
        name=name,
        variables=tuple(
            name for name, power in zip(names, range(degree, -1, -1), strict=True) if power not in dict(fixed)
        ),
        sample=points,
        loss=losses.by_name(
            options.loss, getattr(options, "delta", None) or 1.0, getattr(options, "quantile", None) or 0.5
        ),
        degree=degree,
        ridge=options.ridge,
        fixed=fixed,
        scaling=standard_scaling(points) if options.standardise else UNSCALED,
        is_classifier=is_classifier,
        start=(0.0,) * (degree + 1 - len(fixed)),
        warnings=points.warnings,
    )
    lowest = minimum.minimum(function)
    return replace(
        function,
        formula_override=formula.formula(function),
        minima=() if lowest is None else (lowest,),
        eta=minimum.step_size(function),
    )


def _fixed(options: Any, degree: int) -> tuple[tuple[int, float], ...]:
    """Returns the powers whose coefficients are no variables, with these. Raises DataError."""
    powers = dict(zip(formula.variables(degree), range(degree, -1, -1), strict=True))
    powers |= {"intercept": 0} | ({"slope": 1} if degree == 1 else {})
    fixed = {} if options.intercept else {0: 0.0}
    for name, value in (options.fixed or {}).items():
        if name not in powers:
            advice = spelling.advice(name, tuple(powers))
            raise DataError(message("functions.no_parameter_to_fix", name=name, advice=advice), option="fixed")
        if powers[name] in fixed:
            raise DataError(message("functions.fixed_twice", name=name), option="fixed")
        fixed[powers[name]] = value
    if len(fixed) > degree:
        raise DataError(message("functions.all_fixed"), option="fixed")
    return tuple(fixed.items())


def _given(points: tuple[tuple[float, float], ...] | None) -> Sample | None:
    """Returns points that the scene itself holds; the position of each is its number."""
    if points is None:
        return None
    table = np.array(points)
    return Sample(table[:, 0], table[:, 1], positions=tuple((number, 2, 1) for number in range(1, len(points) + 1)))


def _check(points: Sample, degree: int, *, is_classifier: bool) -> None:
    if len(points) <= degree:
        raise DataError(message("functions.too_few_points", degree=degree, found=len(points)))
    if not is_classifier:
        return
    sentences = {
        index: message("functions.not_zero_or_one", column=points.names[1], found=y)
        for index, y in enumerate(points.y)
        if y not in {0, 1}
    }
    raise_all([DataError(text, *(points.positions[at] if points.positions else ())) for at, text in sentences.items()])
