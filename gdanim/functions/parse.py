"""Text to tree: Python's parser for the grammar, a short list of its nodes, everything else refused."""

from __future__ import annotations

import ast
import re
from fractions import Fraction

from gdanim.functions.compiler import constant_value
from gdanim.functions.errors import ExpressionError
from gdanim.functions.grammar import DEEPEST, Token
from gdanim.functions.tokenizer import tokens
from gdanim.functions.tree import CONSTANTS, Call, Constant, Negative, Node, Number, Operation, Sign, Variable

SIGNS: dict[type[ast.operator], Sign] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "^"}
HIGHEST_POWER = 64
TAKES_SEVERAL = ("min", "max")


def parse(text: str, variables: tuple[str, ...] | None = None) -> Node:
    """The tree of an expression, in ``variables`` where they are given, else in those its author chose.

    Raises ExpressionError; takes bounded time whatever the text.
    """
    source = _Source(text, variables)
    return _Reader(source).read(source.syntax().body, depth=1)


class _Source:
    """The text as Python spells it, each of whose columns knows its offset in the author's text."""

    def __init__(self, text: str, variables: tuple[str, ...] | None) -> None:
        self.spelled = "("  # brackets: the author's line breaks and indentation mean nothing
        self.offsets = [0]
        for token in tokens(text, variables):
            self._add(token)
        self.spelled += ")"

    def _add(self, token: Token) -> None:
        spelled = "**" if token.text == "^" else token.text
        self.spelled += spelled
        self.offsets += [token.offset + min(i, len(token.text) - 1) for i in range(len(spelled))]

    def syntax(self) -> ast.Expression:
        return ast.parse(self.spelled, mode="eval")

    def place(self, node: ast.expr) -> tuple[int, int]:
        """Offset and width of a node in the author's text."""
        start, end = self.offsets[node.col_offset], self.offsets[(node.end_col_offset or node.col_offset + 1) - 1]
        return start, end + 1 - start

    def text(self, node: ast.expr) -> str:
        return self.spelled[node.col_offset : node.end_col_offset]


class _Reader:
    def __init__(self, source: _Source) -> None:
        self.source = source

    def read(self, node: ast.expr, depth: int) -> Node:
        if depth > DEEPEST:
            raise ExpressionError(f"an expression nests at most {DEEPEST} deep", *self.source.place(node))
        match node:
            case ast.Constant(int() | float()):
                return Number(Fraction(self.source.text(node)), self.source.text(node))
            case ast.Name(name):
                return Constant(name) if name in CONSTANTS else Variable(name)
            case ast.UnaryOp(ast.UAdd(), operand):
                return self.read(operand, depth + 1)
            case ast.UnaryOp(ast.USub(), operand):
                return Negative(self.read(operand, depth + 1))
            case ast.BinOp(left, operator, right) if type(operator) in SIGNS:
                return self._operation(SIGNS[type(operator)], left, right, depth)
            case ast.Call(ast.Name(name), arguments, []):
                return self._call(name, node, arguments, depth)
        raise ExpressionError("this can't stand in an expression", *self.source.place(node))

    def _operation(self, sign: Sign, left: ast.expr, right: ast.expr, depth: int) -> Operation:
        # a long sum or product leans to the left without being nested
        flat = sign != "^" and isinstance(left, ast.BinOp) and not isinstance(left.op, ast.Pow)
        operation = Operation(sign, self.read(left, depth + (not flat)), self.read(right, depth + 1))
        if sign == "^":
            self._check_exponent(operation.right, right)
        return operation

    def _check_exponent(self, exponent: Node, node: ast.expr) -> None:
        value = constant_value(exponent)
        if value is not None and not abs(value) <= HIGHEST_POWER:
            offset, width = self.source.place(node)
            raise ExpressionError(f"powers go up to {HIGHEST_POWER}; found {self.source.text(node)}", offset, width)

    def _call(self, name: str, node: ast.expr, arguments: list[ast.expr], depth: int) -> Call:
        several = name in TAKES_SEVERAL
        if len(arguments) != 1 + several and not (several and arguments[1:]):
            wanted = "2 arguments or more" if several else "1 argument"
            comma = "; a decimal point is written '.'" if re.search(r"\d,\d", self.source.spelled) else ""
            message = f"{name} takes {wanted}; found {len(arguments)}{comma}"
            raise ExpressionError(message, *self.source.place(node))
        return Call(name, tuple(self.read(argument, depth + 1) for argument in arguments))
