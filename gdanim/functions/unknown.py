"""Names that mean nothing here, and what their author probably meant."""

from __future__ import annotations

from gdanim.functions.errors import ExpressionError
from gdanim.functions.tree import CONSTANTS, FUNCTIONS, VARIABLES
from gdanim.plugins import nearest

OTHER_NAMES = {
    "ln": "log",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "tg": "tan",
    "fabs": "abs",
    "sgn": "sign",
    "root": "sqrt",
}
ADVICE = {
    "log10": "write log(x)/log(10)",
    "log2": "write log(x)/log(2)",
    "cbrt": "write sign(x)*abs(x)**(1/3)",
    "pow": "a power is written with **, x**2",
    "cot": "write 1/tan(x)",
    "sec": "write 1/cos(x)",
}


def unknown_name(name: str, offset: int, rest: str) -> ExpressionError:
    """The error for ``name``; ``rest`` is the text after it."""
    return ExpressionError(f"unknown name {name!r}{_advice(name, rest)}", offset, len(name))


def _advice(name: str, rest: str) -> str:
    known = (*FUNCTIONS, *CONSTANTS, *VARIABLES)
    if rest.startswith(".") and not rest[1:2].isdigit():
        return f"; leave out '{name}.'"
    if name in ADVICE:
        return f"; {ADVICE[name]}"
    if name in OTHER_NAMES:
        return f"; here it is called {OTHER_NAMES[name]!r}"
    if pair := _run_together(name):
        return f"; write {pair}"
    if near := nearest(name, known):
        return f"; did you mean {near!r}?"
    if len(name) == 1:
        return f"; the variable is called {VARIABLES[0]!r}"
    return ""


def _run_together(name: str) -> str | None:
    """``xsin`` is x*sin and ``sinx`` is sin(x)."""
    values = (*VARIABLES, *CONSTANTS)
    for value in values:
        for other in (*values, *FUNCTIONS):
            if name == value + other:
                return f"{value}*{other}"
    for function in FUNCTIONS:
        for value in values:
            if name == function + value:
                return f"{function}({value})"
    return None
