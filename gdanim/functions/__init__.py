"""Functions to minimise: parses, evaluates, differentiates and typesets expressions; catalogue and data problems."""

from gdanim.functions.errors import ExpressionError
from gdanim.functions.function import Function, build

__all__ = ["ExpressionError", "Function", "build"]
