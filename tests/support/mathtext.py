"""Formulas as matplotlib sets them."""


def width(formula):
    """In points; above 0 for what can be set. Raises ValueError for what can't."""
    from matplotlib.mathtext import MathTextParser

    return MathTextParser("path").parse(f"${formula}$").width
