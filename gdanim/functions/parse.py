"""Parses text to a tree: Python's parser reads the grammar, and only a few of its nodes are accepted."""

from __future__ import annotations

import ast
import re
from fractions import Fraction

from gdanim.functions import derivative
from gdanim.functions.compiler import constant_value
from gdanim.functions.errors import ExpressionError
from gdanim.functions.grammar import MAX_DEPTH, Token
from gdanim.functions.tokenizer import tokenize
from gdanim.functions.tree import (
    CONSTANTS,
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Operation,
    Sign,
    Variable,
    variables_of,
)
from gdanim.messages import message

SIGNS: dict[type[ast.operator], Sign] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "^"}
MAX_POWER = 64
VARIADIC = ("min", "max")


def parse(text: str, variables: tuple[str, ...] | None = None) -> Node:
    """Returns the tree of an expression, in ``variables`` if given, otherwise in the author's.

    Raises ExpressionError. The time is bounded for any text.
    """
    source = _PythonSource(text, variables)
    tree = _TreeBuilder(source).build(source.syntax_tree().body, depth=1)
    if excess := derivative.excess(tree, tuple(variables_of(tree))):
        found, maximum = excess
        raise ExpressionError(message("functions.derivative_too_long", found=found, maximum=maximum), 0, len(text))
    return tree


class _PythonSource:
    """The expression in Python's syntax, with the offset of each of its columns in the author's text."""

    def __init__(self, text: str, variables: tuple[str, ...] | None) -> None:
        self.code = "("  # brackets: the author's line breaks and indentation mean nothing
        self.offsets = [0]
        for token in tokenize(text, variables):
            self._add(token)
        self.code += ")"

    def _add(self, token: Token) -> None:
        spelling = "**" if token.text == "^" else token.text
        self.code += spelling
        self.offsets += [token.offset + min(i, len(token.text) - 1) for i in range(len(spelling))]

    def syntax_tree(self) -> ast.Expression:
        return ast.parse(self.code, mode="eval")

    def position(self, node: ast.expr) -> tuple[int, int]:
        """Returns the offset and the width of a node in the author's text."""
        start, end = self.offsets[node.col_offset], self.offsets[(node.end_col_offset or node.col_offset + 1) - 1]
        return start, end + 1 - start

    def text(self, node: ast.expr) -> str:
        return self.code[node.col_offset : node.end_col_offset]


class _TreeBuilder:
    def __init__(self, source: _PythonSource) -> None:
        self.source = source

    def build(self, node: ast.expr, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise ExpressionError(message("functions.nested_too_deep", maximum=MAX_DEPTH), *self.source.position(node))
        match node:
            case ast.Constant(int() | float()):
                return Number(Fraction(self.source.text(node)), self.source.text(node))
            case ast.Name(name):
                return Constant(name) if name in CONSTANTS else Variable(name)
            case ast.UnaryOp(ast.UAdd(), operand):
                return self.build(operand, depth + 1)
            case ast.UnaryOp(ast.USub(), operand):
                return Negative(self.build(operand, depth + 1))
            case ast.BinOp(left, operator, right) if type(operator) in SIGNS:
                return self._operation(SIGNS[type(operator)], left, right, depth)
            case ast.Call(ast.Name(name), arguments, []):
                return self._call(name, node, arguments, depth)
        raise ExpressionError(message("functions.cannot_stand_here"), *self.source.position(node))

    def _operation(self, sign: Sign, left: ast.expr, right: ast.expr, depth: int) -> Operation:
        # a long sum or product leans to the left without being nested
        flat = sign != "^" and isinstance(left, ast.BinOp) and not isinstance(left.op, ast.Pow)
        operation = Operation(sign, self.build(left, depth + (not flat)), self.build(right, depth + 1))
        if sign == "^":
            self._check_exponent(operation.right, right)
        return operation

    def _check_exponent(self, exponent: Node, node: ast.expr) -> None:
        value = constant_value(exponent)
        if value is not None and not abs(value) <= MAX_POWER:
            sentence = message("functions.power_too_high", maximum=MAX_POWER, found=self.source.text(node))
            raise ExpressionError(sentence, *self.source.position(node))

    def _call(self, name: str, node: ast.expr, arguments: list[ast.expr], depth: int) -> Call:
        variadic = name in VARIADIC
        if len(arguments) < 2 if variadic else len(arguments) != 1:
            advice = message("functions.decimal_point_advice") if re.search(r"\d,\d", self.source.code) else ""
            sentence = message("functions.takes_one_argument", function=name, found=len(arguments), advice=advice)
            if variadic:
                sentence = message("functions.takes_arguments", function=name, found=len(arguments), advice=advice)
            raise ExpressionError(sentence, *self.source.position(node))
        return Call(name, tuple(self.build(argument, depth + 1) for argument in arguments))
