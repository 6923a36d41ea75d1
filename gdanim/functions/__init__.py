"""Functions to minimise: parses, evaluates, differentiates and typesets expressions; catalogue and data problems."""

from gdanim.functions.errors import ExpressionError
from gdanim.functions.expression import Expression, build
from gdanim.functions.function import Function

__all__ = ["Expression", "ExpressionError", "Function", "build"]
