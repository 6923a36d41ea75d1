"""The options of the data problems: where their points come from, and their models."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, PlainValidator, Tag, model_validator

from gdanim.functions.data.generate import Chance, Curve, Finite, LineGenerator, PlaneGenerator, Shapes, either
from gdanim.functions.data.network_loss import Activation  # noqa: TC001 - pydantic reads it
from gdanim.functions.data.sample import MAX_POINTS
from gdanim.messages import message
from gdanim.plugin_options import PluginOptions


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


def _features(value: Any) -> Any:
    """Returns the column of the feature, or the columns of two. Raises ValueError."""
    columns = [_as_text(each) for each in value] if isinstance(value, list) else [_as_text(value)]
    is_given = isinstance(value, list) or value is not None
    if is_given and not (len(columns) in {1, 2} and all(isinstance(column, str) for column in columns)):
        raise ValueError(message("functions.feature_count"))
    return tuple(columns)


Features = Annotated[
    tuple[str | None, ...],
    PlainValidator(_features, json_schema_input_type=str | int | Annotated[list[str | int], Field(max_length=2)]),
]
"""The column of a feature, or of two."""


def _points(value: Any) -> Any:
    """Returns points as tuples. Raises ValueError if some have one feature and others two."""
    if not isinstance(value, list):
        return value
    lengths = {len(point) for point in value if isinstance(point, list)}
    if lengths == {2, 3}:
        raise ValueError(message("functions.points_of_lengths"))
    return tuple(tuple(point) if isinstance(point, list) else point for point in value)


Point = Annotated[
    Annotated[tuple[Finite, Finite], Tag("two")] | Annotated[tuple[Finite, Finite, Finite], Tag("three")],
    Discriminator(lambda point: "three" if isinstance(point, tuple) and len(point) == 3 else "two"),
]


Points = Annotated[tuple[Point, ...], BeforeValidator(_points)]
"""Points of one feature or two, and the target."""


Delta = Annotated[float, Field(gt=0, le=1e9, description="huber: residual size beyond which the loss is linear")]


LOSSES_WITH_L1 = ("mse", "half_mse", "sse", "log_loss")


ORIGINS = ("data", "points", "generate")
"""The options for the origin of the points."""


class Options(PluginOptions):
    """The options common to all data problems."""

    data: Table | None = Field(
        None,
        description="a file beside the scene, .csv, .tsv or .npz; or columns with their names",
        examples=["houses.csv", {"area": [50, 60, 70], "price": [120, 150, 180]}],
    )
    points: Points | None = Field(
        None,
        max_length=MAX_POINTS,
        description="the points [x, y], or with two features [x1, x2, y]",
        examples=[[[1, 2], [2, 3], [3, 5]]],
    )
    x: Features = Field(
        (None,),
        description="column of the feature, by name or number; a pair of them for two features",
        validate_default=False,
    )
    y: Column = Field(None, description="column of the target; by default the first after the features")
    header: bool | None = Field(None, description="whether the file's first line contains column names")
    missing: Literal["refuse", "skip"] = Field(
        "refuse", description="of rows with an empty cell, or N/A: an error, or left out"
    )
    standardise: bool = Field(default=False, description="whether the features are standardised")

    @model_validator(mode="after")
    def _one_origin(self) -> Options:
        given = [name for name in ORIGINS if getattr(self, name, None) is not None]
        if len(given) > 1:
            raise ValueError(message("functions.points_given_twice", first=given[0], second=given[1]))
        if self.data is None and self.missing == "skip":
            raise ValueError(message("functions.missing_without_data"))
        if self.data is None and (any(self.x) or self.y is not None):
            raise ValueError(message("functions.columns_without_data"))
        if self.data is None and self.header is not None:
            raise ValueError(message("functions.header_without_data"))
        return self


class _LinearModelOptions(Options):
    """The options of models that are linear in their parameters."""

    ridge: float = Field(0.0, ge=0, le=1e9, description="coefficient of the L2 penalty, without the intercept")
    l1: float = Field(0.0, ge=0, le=1e9, description="coefficient of the L1 penalty, without the intercept")
    intercept: bool = Field(default=True, description="whether the model has an intercept; else its value at 0 is 0")
    fixed: dict[str, Finite] | None = Field(
        None, description="parameters that keep a value, so that the others are seen", examples=[{"slope": 0.64}]
    )

    @model_validator(mode="after")
    def _loss_with_l1(self) -> _LinearModelOptions:
        loss = getattr(self, "loss", "mse")
        if self.l1 and loss not in LOSSES_WITH_L1:
            raise ValueError(message("functions.l1_of_loss", loss=loss))
        return self


ClassPoints: Any = either(Chance, "shape", Shapes)
"""The type of generated classes in one feature, or with a shape in two."""


class _RegressionOptions(_LinearModelOptions):
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
    generate: either(LineGenerator, "slopes", PlaneGenerator) | None = Field(  # type: ignore[valid-type]
        None, description="generated points on a line with noise; with slopes on a plane over two features"
    )


class PolynomialOptions(_RegressionOptions):
    degree: int = Field(2, ge=1, le=8, description="degree of the polynomial")
    generate: Curve | None = Field(None, description="generated points on a polynomial with noise")


class LogisticOptions(_LinearModelOptions):
    degree: int = Field(1, ge=1, le=4, description="degree of the polynomial whose sign is that of a class")
    loss: Literal["log_loss"] = Field("log_loss", description="mean negative log-likelihood")
    generate: ClassPoints | None = Field(  # type: ignore[valid-type]
        None, description="generated labels 0 and 1; with shape in two features"
    )


class ClassificationOptions(_LinearModelOptions):
    degree: int = Field(1, ge=1, le=4, description="degree of the polynomial whose sign is that of a class")
    loss: Literal["hinge", "log_loss"] = Field("hinge", description="loss of a class, whose sign the line should have")
    generate: ClassPoints | None = Field(  # type: ignore[valid-type]
        None, description="generated labels 0 and 1; with shape in two features"
    )


class NetworkOptions(Options):
    x: Features = Field((None, None), description="columns of the two features; by default the first ones")
    hidden: int = Field(4, ge=2, le=8, description="number of hidden units")
    activation: Activation = Field("tanh", description="function of each hidden unit")
    initial_seed: int = Field(0, ge=0, le=2**32 - 1, description="seed of the random weights at the start")
    loss: Literal["log_loss"] = Field("log_loss", description="mean negative log-likelihood")
    generate: Shapes | None = Field(None, description="generated classes 0 and 1 in two features")
