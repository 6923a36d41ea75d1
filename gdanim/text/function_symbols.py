"""The symbols of a function in formulas, as mathtext: its name, its variable, its value and its derivatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.functions.expressions.formula import letter
from gdanim.text.mathtext import word

if TYPE_CHECKING:
    from gdanim.functions import Function
    from gdanim.text.words import Words


def name(function: Function) -> str:
    """Returns the function's letter: ``f``, or the scene's own."""
    return letter(function.symbol)


def variable(function: Function) -> str:
    """Returns the letter of a function's only variable."""
    return letter(function.variables[0])


def value(function: Function) -> str:
    """Returns the value at a point of one variable: ``f(x)``."""
    return f"{name(function)}({variable(function)})"


def derivative(function: Function, notation: str = "prime") -> str:
    """Returns the derivative of a function of one variable: ``f′(x)``, or df/dx."""
    if notation == "leibniz":
        return rf"\frac{{d{name(function)}}}{{d{variable(function)}}}"
    return rf"{name(function)}\,\prime({variable(function)})"


def gradient(function: Function) -> str:
    """Returns the gradient: ``∇f``."""
    return rf"\nabla {name(function)}"


def new_point(symbol: str, words: Words) -> str:
    r"""Returns the symbol of the point after a step, with the language's word for new: ``x_{\mathrm{new}}``."""
    return indexed(symbol, word(words.label("x_new")))


def indexed(symbol: str, index: str) -> str:
    r"""Returns a symbol with an index behind its own, if it has one: ``x_{0}``, ``\theta_{1,\,0}``."""
    return rf"{symbol[:-1]},\,{index}}}" if symbol.endswith("}") and "_{" in symbol else f"{symbol}_{{{index}}}"
