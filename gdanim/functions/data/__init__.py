"""Data problems: the loss of a model on points, as a function of the model's parameters."""

from gdanim.functions.data.data_problem import DataProblem
from gdanim.functions.data.errors import DataError
from gdanim.functions.data.mean_loss import MeanLoss
from gdanim.functions.data.network_loss import NetworkLoss
from gdanim.functions.data.problems import COLUMNS, NAMES, ORIGINS, PROBLEMS, Problem, build
from gdanim.functions.data.sampling import Sampling

__all__ = [
    "COLUMNS", "NAMES", "ORIGINS", "PROBLEMS", "DataError", "DataProblem", "MeanLoss", "NetworkLoss", "Problem",
    "Sampling", "build",
]  # fmt: skip
