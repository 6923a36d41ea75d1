"""Data problems: the loss of a model on points, as a function of the model's parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gdanim.functions.data.data_problem import COLUMNS, NAMES, DataProblem
from gdanim.functions.data.errors import DataError
from gdanim.functions.data.mean_loss import MeanLoss
from gdanim.functions.data.network_loss import NetworkLoss
from gdanim.functions.data.sampling import Sampling

if TYPE_CHECKING:
    from gdanim.functions.data.problem_options import ORIGINS
    from gdanim.functions.data.problems import PROBLEMS, ProblemKind, build

__all__ = [
    "COLUMNS", "NAMES", "ORIGINS", "PROBLEMS", "DataError", "DataProblem", "MeanLoss", "NetworkLoss", "ProblemKind",
    "Sampling", "build",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Imports the options and losses of all problems only when they are asked for: most scenes have no data."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from gdanim.functions.data import problem_options, problems

    return getattr(problem_options if hasattr(problem_options, name) else problems, name)
