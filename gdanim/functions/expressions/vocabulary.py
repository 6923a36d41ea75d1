"""The words of expressions, for lists."""

from __future__ import annotations

WORDS = {
    "+ - * / ** %": "sum, difference, product, quotient, power (^ too), remainder",
    "pi, e": "constants",
    "sin, cos, tan": "trigonometric functions, of radians",
    "asin, acos, atan": "their inverses; arcsin, arccos and arctan too",
    "sinh, cosh, tanh": "hyperbolic functions",
    "asinh, acosh, atanh": "their inverses; arsinh, arcosh, artanh, arcsinh, arccosh and arctanh too",
    "exp, log, log2, log10": "exponential function, and logarithms; ln(x) is log(x)",
    "sqrt, cbrt": "square root and cube root",
    "hypot(a, b)": "the root of a**2 + b**2",
    "abs, sign": "absolute value, and -1, 0 or 1",
    "min(a, b, …), max(a, b, …)": "the least and the greatest",
    "clip(x, a, b)": "x, but at least a and at most b",
    "floor, ceil, round": "whole numbers below, above and nearest, halves to even ones",
    "mod(a, b)": "the remainder, with the sign of b; a % b too",
    "step": "0 below 0, 1 from 0 on",
    "sigmoid, softplus": "1/(1 + exp(-x)), and log(1 + exp(x))",
    "relu, leaky_relu": "max(0, x), and with the slope 0.01 below 0; leaky_relu(x, a) has the slope a",
    "gelu, swish": "x times the normal distribution's share below x, and x*sigmoid(x); silu is swish",
    "erf, erfc": "error function, and 1 - erf(x)",
    "where(condition, a, b)": "a where the condition holds, else b; it has < <= > >= and, or, not",
}
"""The words of expressions, related ones together, with what they mean."""
