"""The types of a scene's keys in Python, by which a type checker finds a misspelt one before the program runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias, TypedDict

if TYPE_CHECKING:
    from os import PathLike


class Array(Protocol):
    """Numbers of NumPy, PyTorch or JAX: one, a list, or a table."""

    def tolist(self) -> Any: ...


Options: TypeAlias = Mapping[str, Any]
"""A mapping with keys of its own, as in a scene file."""
Numbers: TypeAlias = float | Array | Sequence[float | Array] | Sequence[Sequence[float]]
Text: TypeAlias = str | Mapping[str, str]
"""One text, or texts by language."""
FunctionLike: TypeAlias = str | float | Callable[..., Any] | Options | object
RuleLike: TypeAlias = str | Options | object
"""A rule's word, a mapping from it to its options, or a rule or an optimizer of another library."""


class RunKeys(TypedDict, total=False):
    """The keys of a run."""

    function: FunctionLike | Sequence[FunctionLike]
    domain: Numbers
    start: Numbers | Options
    optimizer: RuleLike | Sequence[RuleLike]
    eta: str | Numbers | Options | Sequence[str | float | Options]
    batch: str | int | Sequence[str | int]
    shuffle: Literal["each_epoch", "once", "with_replacement"]
    seed: int
    validation: float
    steps: int | Options
    direction: Literal["descend", "ascend"]
    stop: Options
    parameters: Options
    variables: Sequence[str]
    noise: float | Options
    weight_decay: float | Options
    clip: Options
    constraint: Options
    average: bool | Options
    trajectory: str | PathLike[str] | Numbers | Sequence[Any]
    label: Text


class SceneKeys(TypedDict, total=False):
    """The keys of a scene without its function and its formula, which ``animate`` takes by themselves."""

    domain: Numbers
    start: Numbers | Options
    optimizer: RuleLike | Sequence[RuleLike]
    eta: str | Numbers | Options | Sequence[str | float | Options]
    η: str | Numbers | Options | Sequence[str | float | Options]  # noqa: PLC2401 -- a scene may write it so
    batch: str | int | Sequence[str | int]
    shuffle: Literal["each_epoch", "once", "with_replacement"]
    seed: int
    validation: float
    steps: int | Options
    direction: Literal["descend", "ascend"]
    stop: Options
    parameters: Options
    variables: Sequence[str]
    noise: float | Options
    weight_decay: float
    clip: Options
    constraint: Options
    average: bool | Options
    runs: Sequence[RunKeys]
    panels: str | Options | Sequence[str | Options]
    compare: str | Options
    columns: int
    axes: Literal["shared", "free"]
    range: Numbers
    show: str | Sequence[str]
    notes: Sequence[Options]
    tolerance: float
    title: Text
    caption: Text
    language: str
    bilingual: bool
    digits: str | Options
    terms: Options
    theme: str | PathLike[str]
    font: str | PathLike[str]
    size: tuple[int, int] | list[int]
    timing: Options
    poster: str | int
    output: Sequence[str]
    extends: str | PathLike[str]
    max_size: str
    preset: Literal["github", "slide", "reel"]
    background: Literal["opaque", "transparent"]
    player: Mapping[str, str]
    metadata: bool
    version: Literal[1]
