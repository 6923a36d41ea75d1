"""Expressions: from text to a tree, and from there to derivatives, evaluators and formulas; knows no picture."""
