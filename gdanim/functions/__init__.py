"""Functions to minimise: expressions read, evaluated, differentiated and typeset."""

from gdanim.functions.errors import ExpressionError
from gdanim.functions.function import Function, build

__all__ = ["ExpressionError", "Function", "build"]
