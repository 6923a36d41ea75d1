"""Functions to minimise: the interface, and every way to make one.

``function`` is the interface, ``by_name`` looks a function up, ``catalogue`` reads the named ones. ``expressions``,
``callables`` and ``data`` make functions of text, of Python and of points; ``properties`` and ``search`` find out what
a function is like: convex, piecewise, where its minima are.
"""

from gdanim.functions.callables.callable_function import CallableFunction
from gdanim.functions.callables.conversion import from_callable
from gdanim.functions.companion import Companion
from gdanim.functions.errors import CallableError, ExpressionError
from gdanim.functions.expressions.expression import Expression, build
from gdanim.functions.function import Function

__all__ = [
    "CallableError",
    "CallableFunction",
    "Companion",
    "Expression",
    "ExpressionError",
    "Function",
    "build",
    "from_callable",
]
