"""Functions to minimise: parses, evaluates, differentiates and typesets expressions; catalogue and data problems."""

from gdanim.functions.callable_function import CallableFunction
from gdanim.functions.callables import from_callable
from gdanim.functions.errors import CallableError, ExpressionError
from gdanim.functions.expression import Expression, build
from gdanim.functions.function import Function

__all__ = ["CallableError", "CallableFunction", "Expression", "ExpressionError", "Function", "build", "from_callable"]
