"""Simplifies trees: collects like terms, merges factors, evaluates constants. 4x³/4 − 2x/2 becomes x³ − x.

Terms keep their order. Every rule holds for all real x, except at removable gaps (x/x is 1). Nothing is expanded.
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from functools import reduce
from typing import TypeAlias

from gdanim.functions.expressions.tree import (
    ONE,
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
)

MAX_BITS = 256  # of a number; longer powers are not computed
MAX_DIGITS = 12  # of a decimal; longer ones stay fractions

Factors: TypeAlias = dict[Node, int]
"""Bases to their exponents."""
Term: TypeAlias = tuple[Fraction, Factors]


def simplify(node: Node, *, decimals: bool = False) -> Node:
    """Returns an equal, simpler tree. ``decimals`` prefers 0.5 to 1/2."""
    return _Simplifier(decimals=decimals).simplify(node)


class _Simplifier:
    def __init__(self, *, decimals: bool) -> None:
        self.decimals = decimals

    def simplify(self, node: Node) -> Node:
        return self._sum(self._terms(node))

    def _terms(self, node: Node) -> list[Term]:  # noqa: PLR0911 - a return for each kind of node
        match node:
            case Number(value):
                return _collected([(value, {})])
            case Negative(operand):
                return [(-coefficient, factors) for coefficient, factors in self._terms(operand)]
            case Operation("+", left, right):
                return _collected(self._terms(left) + self._terms(right))
            case Operation("-", left, right):
                return _collected(self._terms(left) + self._terms(Negative(right)))
            case Operation("*", left, right):
                return self._expanded_if_sum(_multiplied(self._term(left), self._term(right)))
            case Operation("/", left, right):
                return self._expanded_if_sum(_multiplied(self._term(left), _raised(self._term(right), -1)))
            case Operation("^", base, exponent):
                return _collected([self._power(base, exponent)])
            case Call(name, arguments):
                return self._call(name, tuple(map(self.simplify, arguments)))
        return [_atom(node)]

    def _term(self, node: Node) -> Term:
        """Returns a node as a single term, of which a sum is a single factor."""
        terms = self._terms(node)
        if not terms:
            return (Fraction(0), {})
        return terms[0] if len(terms) == 1 else _atom(self._sum(terms))

    def _expanded_if_sum(self, term: Term) -> list[Term]:
        """Returns the terms of a product that consists only of a sum, else the product."""
        match term[0], list(term[1].items()):
            case 1, [(Operation("+" | "-") as total, 1)]:
                return self._terms(total)
        return _collected([term])

    def _power(self, base: Node, exponent: Node) -> Term:
        power = self._terms(exponent)
        if not power:
            return (Fraction(1), {})
        if len(power) == 1 and not power[0][1] and power[0][0].denominator == 1:
            return _raised(self._term(base), int(power[0][0]))
        return _atom(Operation("^", self.simplify(base), self._sum(power)))

    def _call(self, name: str, arguments: tuple[Node, ...]) -> list[Term]:
        slopes = arguments[-2:] if name == "at_where" else arguments[len(arguments) // 2 :]
        if name in {"at_min", "at_max", "at_where"} and len(set(slopes)) == 1:
            return self._terms(slopes[0])
        return [_atom(Call(name, arguments))]

    def _sum(self, terms: list[Term]) -> Node:
        total: Node | None = None
        for coefficient, factors in terms:
            part = self._product(abs(coefficient), factors)
            if total is None:
                total = Negative(part) if coefficient < 0 else part
            else:
                total = Operation("-" if coefficient < 0 else "+", total, part)
        return ZERO if total is None else total

    def _product(self, coefficient: Fraction, factors: Factors) -> Node:
        ordered = sorted(factors.items(), key=_rank)
        numerator = [_powered(base, exponent) for base, exponent in ordered if exponent > 0]
        denominator = [_powered(base, -exponent) for base, exponent in ordered if exponent < 0]
        over, under = self._split(coefficient)
        return _joined("/", [_joined("*", [over, *numerator]), _joined("*", [under, *denominator])])

    def _split(self, coefficient: Fraction) -> tuple[Number, Number]:
        """Returns the coefficient's numerator and denominator; the denominator of a decimal is 1."""
        decimal = _decimal(coefficient) if self.decimals else None
        return (decimal, ONE) if decimal else (_integer(coefficient.numerator), _integer(coefficient.denominator))


def _atom(node: Node) -> Term:
    return (Fraction(1), {node: 1})


def _collected(terms: list[Term]) -> list[Term]:
    """Returns the terms with like terms added up; vanishing terms are left out."""
    totals: dict[frozenset[tuple[Node, int]], Term] = {}
    for coefficient, factors in terms:
        key = frozenset(factors.items())
        before = totals.get(key, (Fraction(0), factors))
        totals[key] = (before[0] + coefficient, before[1])
    return [term for term in totals.values() if term[0] != 0]


def _multiplied(left: Term, right: Term) -> Term:
    factors = dict(left[1])
    for base, exponent in right[1].items():
        factors[base] = factors.get(base, 0) + exponent
    return (left[0] * right[0], _with_tangents({base: exponent for base, exponent in factors.items() if exponent}))


def _with_tangents(factors: Factors) -> Factors:
    """Replaces sinh/cosh by tanh, which does not overflow, and sin/cos by tan."""
    for over, under, ratio in (("sinh", "cosh", "tanh"), ("sin", "cos", "tan")):
        for base in list(factors):
            if isinstance(base, Call) and base.name == over and factors[base] == 1:
                other = Call(under, base.arguments)
                if factors.get(other) == -1:
                    del factors[base], factors[other]
                    factors[Call(ratio, base.arguments)] = 1
    return factors


def _raised(term: Term, exponent: int) -> Term:
    """Returns the power of a term; the inverse of zero and powers of too many digits remain factors."""
    coefficient, factors = term
    powers = {base: power * exponent for base, power in factors.items() if exponent}
    bits = max(coefficient.numerator.bit_length(), coefficient.denominator.bit_length())
    if (coefficient == 0 and exponent < 0) or bits * abs(exponent) > MAX_BITS:
        return (Fraction(1), {_fraction(coefficient): exponent} | powers)
    return (coefficient**exponent, powers)


def _fraction(value: Fraction) -> Node:
    size = _joined("/", [_integer(abs(value.numerator)), _integer(value.denominator)])
    return Negative(size) if value < 0 else size


def _integer(value: int) -> Number:
    return Number(Fraction(value), str(value))


def _decimal(value: Fraction) -> Number | None:
    """Returns ``value`` as a decimal, or None if it has too many digits."""
    digits = Context(prec=MAX_DIGITS).divide(Decimal(value.numerator), Decimal(value.denominator)).normalize()
    if Fraction(digits) != value:
        return None
    plain = value.denominator == 1 or digits.adjusted() >= -4
    return Number(value, f"{digits:f}" if plain else f"{digits:e}")


def _rank(factor: tuple[Node, int]) -> int:
    """Returns the rank in the usual order of factors: numbers, variables, brackets, functions."""
    kinds: tuple[type | tuple[type, ...], ...] = (Number, (Constant, Parameter), Variable, Operation)
    return next((rank for rank, kind in enumerate(kinds) if isinstance(factor[0], kind)), len(kinds))


def _powered(base: Node, exponent: int) -> Node:
    return base if exponent == 1 else Operation("^", base, _integer(exponent))


def _joined(sign: Sign, parts: list[Node]) -> Node:
    """Returns the product or the quotient of the parts, without factors of 1."""
    first, *rest = parts
    others = [part for part in rest if part != ONE]
    if sign == "*" and first == ONE and others:
        first, *others = others
    return reduce(lambda left, right: Operation(sign, left, right), others, first)
