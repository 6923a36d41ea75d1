"""Formulas read as a reader does, from mathtext or from plain text, and evaluated.

There are two habits: some read ``1/2x`` from the left, as (1/2)x, others as 1/(2x). A formula that can't be misread has
one value for both.
"""

import math
import re

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
LOWERED = "₀₁₂₃₄₅₆₇₈₉"
FUNCTIONS = {
    **{name: getattr(math, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp")},
    "arcsin": math.asin,
    "arccos": math.acos,
    "arctan": math.atan,
    "ln": math.log,
    "log": math.log,
    "min": min,
    "max": max,
    "sign": lambda u: math.copysign(1.0, u) if u else 0.0,
}
NAMES = sorted(FUNCTIONS, key=len, reverse=True)
TOKEN = re.compile(
    rf"(?P<number>\d+(?:\.\d*)?|\.\d+)|(?P<name>{'|'.join(NAMES)})|(?P<letter>[a-zπ][{LOWERED}]?)"
    rf"|(?P<raised>[{RAISED}]+)|(?P<sign>[-+−·×/^()|√,])"
)
SCRIPT = re.compile(r"\\(frac|sqrt)|[\^_]|\\left|\\right|\\,|\\cdot|\\times|\\mathrm|\\([a-z]+)|[{}]|[^\\{}^_]")


def plain_of(mathtext):
    """Mathtext with a pair of brackets about all that stands in a fraction, under a root or in an exponent."""
    tokens = [match[0] for match in SCRIPT.finditer(mathtext)][::-1]
    return _sequence(tokens)


def _sequence(tokens):
    text = ""
    while tokens and tokens[-1] != "}":
        text += _piece(tokens)
    return text


def _piece(tokens):
    piece = tokens.pop()
    if piece == "{":
        inside = _sequence(tokens)
        tokens.pop()
        return inside
    if piece == r"\frac":
        return f"(({_piece(tokens)})/({_piece(tokens)}))"
    if piece == r"\sqrt":
        return f"√({_piece(tokens)})"
    if piece == "^":
        return f"^({_piece(tokens)})"
    if piece == "_":
        return LOWERED[int(_piece(tokens))]
    signs = {r"\cdot": "·", r"\times": "×", r"\left": "", r"\right": "", r"\,": " ", r"\mathrm": "", r"\pi": "π"}
    return signs[piece] if piece in signs else f" {piece[1:]}" if piece.startswith("\\") else piece


class Reader:
    """Reads a plain formula; ``from_left``: with one rank for products with and without a sign, and for quotients."""

    def __init__(self, text, values, *, from_left):
        self.tokens = [(match.lastgroup, match[0]) for match in TOKEN.finditer(text.replace(" ", ""))]
        assert "".join(token for _, token in self.tokens) == text.replace(" ", ""), text
        self.values = {"e": math.e, "π": math.pi, **values}
        self.from_left, self.position, self.open_bars = from_left, 0, [0]

    def read(self):
        value = self.sum()
        assert self.position == len(self.tokens), self.tokens[self.position :]
        return value

    @property
    def next(self):
        return self.tokens[self.position] if self.position < len(self.tokens) else ("end", "")

    def take(self, *texts):
        if self.next[1] in texts and self.next[1]:
            self.position += 1
            return self.tokens[self.position - 1][1]
        return ""

    def sum(self):
        value = -self.term() if self.take("-", "−") else self.term()
        while sign := self.take("+", "-", "−"):
            value += self.term() if sign == "+" else -self.term()
        return value

    def term(self):
        value = self.factor() if self.from_left else self.implicit_product()
        while True:
            if sign := self.take("·", "×", "/"):
                other = self.factor() if self.from_left else self.implicit_product()
                value = value / other if sign == "/" else value * other
            elif self.from_left and self.begins_factor():
                value *= self.factor()
            else:
                return value

    def implicit_product(self):
        value = self.factor()
        while self.begins_factor():
            value *= self.factor()
        return value

    def begins_factor(self):
        kind, text = self.next
        if text == "|":
            return not self.open_bars[-1]
        return kind in {"number", "name", "letter"} or text in {"(", "√"}

    def factor(self):
        base = self.base()
        exponent = self.exponent()
        return base if exponent is None else base**exponent

    def exponent(self):
        kind, text = self.next
        if kind == "raised":
            self.position += 1
            return int("".join(str(RAISED.index(digit)) for digit in text))
        return self.atom() if self.take("^") else None

    def base(self):
        kind, _ = self.next
        return self.call() if kind == "name" else self.atom()

    def atom(self):
        kind, text = self.next
        self.position += 1
        if kind == "number":
            return float(text)
        if kind == "letter":
            return self.values[text]
        if text == "√":
            return math.sqrt(self.atom())
        if text == "(":
            return self.within(")")
        if text == "|":
            self.open_bars[-1] += 1
            value = abs(self.sum())
            self.open_bars[-1] -= 1
            assert self.take("|")
            return value
        raise AssertionError(f"no operand: {text!r}")

    def within(self, end):
        self.open_bars.append(0)
        value = self.sum()
        self.open_bars.pop()
        assert self.take(end), self.next
        return value

    def call(self):
        name = self.next[1]
        self.position += 1
        exponent = self.exponent()
        if self.take("("):
            self.open_bars.append(0)
            arguments = [self.sum()]
            while self.take(","):
                arguments.append(self.sum())
            self.open_bars.pop()
            assert self.take(")")
        else:
            arguments = [self.short_argument()]
        value = FUNCTIONS[name](*arguments)
        return value if exponent is None else value**exponent

    def short_argument(self):
        """2πx in sin 2πx: a number, π and a letter."""
        value, found = 1.0, False
        for is_next in (lambda k, _: k == "number", lambda _, t: t == "π", lambda k, _: k == "letter"):
            if is_next(*self.next):
                value, found = value * self.atom(), True
        assert found, self.next
        return value


def readings(text, values):
    """The values of a plain formula for both habits."""
    return [Reader(text, values, from_left=from_left).read() for from_left in (True, False)]
