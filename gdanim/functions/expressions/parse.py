"""Parses text to a tree: Python's parser reads the grammar, and only a few of its nodes are accepted."""

from __future__ import annotations

import ast
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from gdanim.functions.errors import ExpressionError, raise_all
from gdanim.functions.expressions import derivative
from gdanim.functions.expressions.compiler import constant_value
from gdanim.functions.expressions.grammar import MAX_DEPTH, Token
from gdanim.functions.expressions.rewriting import rewritten
from gdanim.functions.expressions.tokenizer import MAX_LENGTH, WORDS, scan, tokenize
from gdanim.functions.expressions.tree import (
    ALIASES,
    CONNECTIVES,
    CONSTANTS,
    FUNCTIONS,
    ZERO,
    Call,
    Constant,
    Negative,
    Node,
    Number,
    Operation,
    Parameter,
    Sign,
    Variable,
    variables_of,
)
from gdanim.functions.expressions.unparse import written
from gdanim.functions.expressions.variable_names import canonical
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gdanim.messages import Message

SIGNS: dict[type[ast.operator], Sign] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "^"}
COMPARISONS: dict[type[ast.cmpop], str] = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
MAX_POWER = 64
MAX_QUOTED = 60  # characters of an expression that a message quotes


def parse(text: str, variables: tuple[str, ...] | None = None, parameters: Mapping[str, float] | None = None) -> Node:
    """Returns the tree of an expression, in ``variables`` if given, otherwise in the author's.

    Raises ExpressionError. The time is bounded for any text.
    """
    values = parameters or {}
    try:
        return _parsed(text, variables, values)
    except ExpressionError as error:
        better = _rewritten(text, variables, values)
        if better is None:
            raise
        found = text.strip()
        quoted = found if len(found) <= MAX_QUOTED else f"{found[: MAX_QUOTED - 1]}…"
        sentence = message("functions.write_for", correct=better, found=quoted)
        raise ExpressionError(sentence, len(text) - len(text.lstrip()), len(found)) from error


def _parsed(text: str, variables: tuple[str, ...] | None, parameters: Mapping[str, float]) -> Node:
    tokens, errors = scan(text, variables, parameters)
    source = _PythonSource(text, tokens)
    if errors and not source.is_grammatical:
        raise_all(errors)
    tree = _TreeBuilder(source, parameters, errors).tree()
    if excess := derivative.excess(tree, tuple(variables_of(tree))):
        found, maximum = excess
        raise ExpressionError(message("functions.derivative_too_long", found=found, maximum=maximum), 0, len(text))
    return tree


def _rewritten(text: str, variables: tuple[str, ...] | None, parameters: Mapping[str, float]) -> str | None:
    """Returns the whole expression that a text in another notation means, if it is valid."""
    meant = rewritten(text) if len(text) <= MAX_LENGTH else None
    if meant is None or not text.strip():
        return None
    try:
        better = written(_parsed(meant, variables, parameters))
        _parsed(better, variables, parameters)
    except ExpressionError:
        return None
    return better


def variables_in_order(text: str, parameters: Mapping[str, float] | None = None) -> list[str]:
    """Returns the canonical names of the variables in a valid expression, by their first appearance."""
    names = (canonical(token.text) for token in tokenize(text, None, parameters or {}) if token.kind == "name")
    return list(
        dict.fromkeys(name for name in names if name and name not in CONSTANTS and name not in (parameters or {}))
    )


class _PythonSource:
    """The expression in Python's syntax, with the offset of each of its columns in the author's text."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.author_text = text
        self.code = "("  # brackets: the author's line breaks and indentation mean nothing
        self.offsets = [0]
        self.names: list[str] = []
        for token in tokens:
            self._add(token)
        self.code += ")"

    def _add(self, token: Token) -> None:
        spelling = self._spelling(token)
        if re.search(r"\w$", self.code) and re.match(r"\w", spelling):  # after an unknown name
            spelling = f" {spelling}"
        self.code += spelling
        start = len(spelling) - len(spelling.lstrip())
        self.offsets += [token.offset + min(max(0, i - start), len(token.text) - 1) for i in range(len(spelling))]

    def _spelling(self, token: Token) -> str:
        if token.text in WORDS:
            return f" {token.text} "
        is_known_function = token.text in FUNCTIONS or token.text in ALIASES
        if token.kind not in {"name", "unknown", "function"} or is_known_function:
            return "**" if token.text == "^" else token.text
        self.names.append(canonical(token.text) or token.text)
        return f"_{len(self.names) - 1}"  # ASCII, and none of Python's own words

    def name(self, spelling: str) -> str:
        """Returns the canonical name of a spelling in Python's syntax."""
        return self.names[int(spelling.removeprefix("_"))]

    @property
    def is_grammatical(self) -> bool:
        """Whether Python can parse it, as it can any expression whose names are known."""
        try:
            self.syntax_tree()
        except SyntaxError:
            return False
        return True

    def syntax_tree(self) -> ast.Expression:
        return ast.parse(self.code, mode="eval")

    def position(self, node: ast.expr) -> tuple[int, int]:
        """Returns the offset and the width of a node in the author's text."""
        start, end = self.offsets[node.col_offset], self.offsets[(node.end_col_offset or node.col_offset + 1) - 1]
        return start, end + 1 - start

    def text(self, node: ast.expr) -> str:
        return re.sub(r"_\d+", lambda found: self.name(found[0]), self.code[node.col_offset : node.end_col_offset])


class _TreeBuilder:
    """Builds the tree, and adds its errors to those of names."""

    def __init__(self, source: _PythonSource, parameters: Mapping[str, float], errors: list[ExpressionError]) -> None:
        self.source = source
        self.parameters = parameters
        self.errors = errors

    def tree(self) -> Node:
        tree = self.build(self.source.syntax_tree().body, depth=1)
        raise_all(self.errors)
        return tree

    def build(self, node: ast.expr, depth: int) -> Node:  # noqa: PLR0911 - a return for each kind of node
        if depth > MAX_DEPTH:
            raise ExpressionError(message("functions.nested_too_deep", maximum=MAX_DEPTH), *self.source.position(node))
        match node:
            case ast.Constant(int() | float()):
                return Number(Fraction(self.source.text(node)), self.source.text(node))
            case ast.Name(spelling):
                return self._named(self.source.name(spelling))
            case ast.UnaryOp(ast.UAdd(), operand):
                return self.build(operand, depth + 1)
            case ast.UnaryOp(ast.USub(), operand):
                return Negative(self.build(operand, depth + 1))
            case ast.BinOp(left, ast.Mod(), right):
                return Call("mod", (self.build(left, depth + 1), self.build(right, depth + 1)))
            case ast.BinOp(left, operator, right) if type(operator) in SIGNS:
                return self._operation(SIGNS[type(operator)], left, right, depth)
            case ast.Call(ast.Name(name), arguments, []):
                return self._call(ALIASES.get(name, name), name, node, depth, arguments)
        return self._error(node, message("functions.condition_outside"))

    def _error(self, node: ast.expr, text: Message) -> Node:
        self.errors.append(ExpressionError(text, *self.source.position(node)))
        return ZERO

    def _named(self, name: str) -> Node:
        if name in self.parameters:
            return Parameter(name, self.parameters[name])
        return Constant(name) if name in CONSTANTS else Variable(name)

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
            found = self.source.text(node)
            self._error(node, message("functions.power_too_high", maximum=MAX_POWER, found=found))

    def _call(self, name: str, written: str, node: ast.expr, depth: int, arguments: Sequence[ast.expr]) -> Node:
        if name not in FUNCTIONS:  # its error is known
            return next(iter([self.build(argument, depth + 1) for argument in arguments]), ZERO)
        least, most = FUNCTIONS[name]
        if not least <= len(arguments) <= (most or len(arguments)):
            advice = message("functions.decimal_point_advice") if re.search(r"\d,\d", self.source.author_text) else ""
            return self._error(node, _argument_count(written, least, most, len(arguments), advice))
        if name != "where":
            return Call(name, tuple(self.build(argument, depth + 1) for argument in arguments))
        condition = self._condition(arguments[0], depth + 1)
        return Call(name, (condition, *(self.build(argument, depth + 1) for argument in arguments[1:])))

    def _condition(self, node: ast.expr, depth: int) -> Node:
        """Builds the condition of ``where``: comparisons, joined by and, or and not."""
        if depth > MAX_DEPTH:
            raise ExpressionError(message("functions.nested_too_deep", maximum=MAX_DEPTH), *self.source.position(node))
        match node:
            case ast.UnaryOp(ast.Not(), operand):
                return Call("not", (self._condition(operand, depth + 1),))
            case ast.BoolOp(operator, operands):
                return _joined(
                    CONNECTIVES[isinstance(operator, ast.Or)], [self._condition(each, depth + 1) for each in operands]
                )
            case ast.Compare(left, signs, others) if all(type(sign) in COMPARISONS for sign in signs):
                sides = [self.build(each, depth + 1) for each in (left, *others)]
                comparisons = zip(signs, sides[:-1], sides[1:], strict=True)
                return _joined("and", [Call(COMPARISONS[type(sign)], (low, high)) for sign, low, high in comparisons])
        return self._error(node, message("functions.must_be_condition"))


def _joined(word: str, conditions: Sequence[Node]) -> Node:
    """Returns the conditions joined by ``and`` or ``or``, two at a time."""
    first, *others = conditions
    for other in others:
        first = Call(word, (first, other))
    return first


def _argument_count(function: str, least: int, most: int | None, found: int, advice: str) -> Message:
    if most is None:
        return message("functions.takes_arguments", function=function, found=found, advice=advice)
    if least == most == 1:
        return message("functions.takes_one_argument", function=function, found=found, advice=advice)
    wanted = str(least) if least == most else f"{least} or {most}"
    return message("functions.takes_exactly", function=function, wanted=wanted, found=found, advice=advice)
