"""The data problems by name: their options, and the loss that the options and a sample make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from gdanim.functions.data import formula, losses, minimum
from gdanim.functions.data.errors import DataError
from gdanim.functions.data.generate import Chance, Curve, Line
from gdanim.functions.data.mean_loss import MeanLoss
from gdanim.functions.data.sample import AS_IT_IS, Sample, standard
from gdanim.messages import message

if TYPE_CHECKING:
    from gdanim.functions.data.generate import Generate

Delta = Annotated[float, Field(gt=0, le=1e9, description="huber: where squares end and sizes begin")]


class Options(BaseModel):
    """What all data problems take."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    data: str | None = Field(None, description="a CSV file beside the scene")
    x: str | None = Field(None, description="the column of the feature; the first")
    y: str | None = Field(None, description="the column of what is to be told from it; the second")
    ridge: float = Field(0.0, ge=0, le=1e9, description="weight of the squared parameters, the last one left out")
    standardise: bool = Field(default=False, description="whether the feature gets mean 0 and deviation 1")

    @model_validator(mode="after")
    def _one_origin(self) -> Options:
        generate = getattr(self, "generate", None)
        if self.data is not None and generate is not None:
            raise ValueError(message("functions.points_given_twice"))
        if self.data is None and (self.x is not None or self.y is not None):
            raise ValueError(message("functions.columns_without_data"))
        return self


class _Curved(Options):
    loss: Literal["mse", "mae", "huber"] = Field("mse", description="what a residual costs")
    delta: Delta | None = None

    @model_validator(mode="after")
    def _delta_of_huber(self) -> _Curved:
        if self.delta is not None and self.loss != "huber":
            raise ValueError(message("functions.delta_without_huber", loss=self.loss))
        return self


class LinearOptions(_Curved):
    generate: Line | None = Field(None, description="points about a line")


class PolynomialOptions(_Curved):
    degree: int = Field(2, ge=1, le=8, description="of the polynomial")
    generate: Curve | None = Field(None, description="points about a polynomial")


class LogisticOptions(Options):
    loss: Literal["log_loss"] = Field("log_loss", description="minus the logarithm of the chance given to what is")
    generate: Chance | None = Field(None, description="points that are 0 or 1")


@dataclass(frozen=True)
class Problem:
    summary: str
    options: type[Options]
    origin: type[Generate]


PROBLEMS = {
    "linear_regression": Problem("a line fitted to points, its slope w and intercept b", LinearOptions, Line),
    "polynomial_regression": Problem("a polynomial fitted to points", PolynomialOptions, Curve),
    "logistic_regression": Problem("the chance of a 1 fitted to zeros and ones", LogisticOptions, Chance),
}
NAMES = tuple(PROBLEMS)


def build(name: str, options: Any, sample: Sample | None = None) -> MeanLoss:
    """The mean loss on ``sample``, or on the points that the options generate. Raises DataError."""
    problem = PROBLEMS[name]
    points = sample or (options.generate or problem.origin()).sample()
    degree, chance = getattr(options, "degree", 1), problem is PROBLEMS["logistic_regression"]
    _check(points, degree, chance=chance)
    fit = MeanLoss(
        text=name,
        name=name,
        variables=formula.variables(degree),
        sample=points,
        loss=losses.named(options.loss, getattr(options, "delta", None) or 1.0),
        degree=degree,
        ridge=options.ridge,
        scaling=standard(points) if options.standardise else AS_IT_IS,
        is_classifier=chance,
        start=(0.0,) * (degree + 1),
    )
    lowest = minimum.minimum(fit)
    return replace(
        fit,
        formula_override=formula.formula(fit),
        minima=() if lowest is None else (lowest,),
        eta=minimum.step_size(fit),
    )


def _check(points: Sample, degree: int, *, chance: bool) -> None:
    if len(points) <= degree:
        raise DataError(message("functions.too_few_points", degree=degree, found=len(points)))
    wrong = next((place for place, y in enumerate(points.y) if y not in {0, 1}), None) if chance else None
    if wrong is not None:
        place = points.places[wrong] if points.places else ()
        raise DataError(message("functions.not_zero_or_one", column=points.names[1], found=points.y[wrong]), *place)
