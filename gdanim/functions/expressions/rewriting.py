r"""Rewrites what people type in other notations, LaTeX, Python's or a textbook's, as an expression.

``2x(x-1)`` is ``2*x*(x - 1)``, ``\sin^2 x`` is ``sin(x)**2``. What could mean two things, as ``1/2x`` could, is not
rewritten.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from gdanim.functions.expressions.syntax_hints import SUBSCRIPTS, SUPERSCRIPTS
from gdanim.functions.expressions.tree import ALIASES, CONSTANTS, FUNCTIONS, VARIABLES
from gdanim.functions.expressions.variable_names import GREEK, SAME_LETTERS, canonical

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEPTH = 30
HEAD = re.compile(
    r"\s*(?:@\s*\(\s*\w+(?:\s*,\s*\w+)*\s*\)|\(?\s*\w+(?:\s*,\s*\w+)*\s*\)?\s*(?:->|=>|↦|\\mapsto\b)|(?:def\s+)?[^\W\d]\w*\s*(?:\([^()]*\))?\s*(?::=|=(?!=)|:\s*return\b)|lambda\s+[\w\s,]*:|return\b)\s*"
)
"""The beginning of a definition: ``f(x) =``, ``lambda x:``, ``def f(x): return``, ``x -> ``, ``x => ``, ``@(x) ``."""
MODULES = re.compile(r"\b(?:np|numpy|math|Math|torch|tf|jnp|F|sympy|sp|scipy|special|nn|functional)\.(?=[A-Za-z])")
NAMES = {
    **dict.fromkeys(("fabs", "absolute", "Abs"), "abs"),
    **dict.fromkeys(("maximum", "Max"), "max"),
    **dict.fromkeys(("minimum", "Min"), "min"),
    **dict.fromkeys(("lg", "log_10"), "log10"),
    **dict.fromkeys(("ld", "log_2"), "log2"),
    **dict.fromkeys(("remainder", "fmod"), "mod"),
    "sgn": "sign",
    "tg": "tan",
    "expit": "sigmoid",
    "heaviside": "step",
    "arsh": "asinh",
    "arch": "acosh",
    "arth": "atanh",
}
"""Other names of functions."""
EQUIVALENTS = {
    "sec": "(1/cos({0}))",
    "csc": "(1/sin({0}))",
    "cot": "(1/tan({0}))",
    "sinc": "(sin({0})/({0}))",
    "elu": "where({0} > 0, {0}, exp({0}) - 1)",
    "relu6": "clip({0}, 0, 6)",
    "mish": "(({0})*tanh(softplus({0})))",
    "logsigmoid": "(-softplus(-({0})))",
    "softsign": "(({0})/(1 + abs({0})))",
    "hardtanh": "clip({0}, -1, 1)",
    "expm1": "(exp({0}) - 1)",
    "log1p": "log(1 + ({0}))",
    "square": "(({0})**2)",
}
"""Functions that have no name here, and what they are of an argument."""
INDEXED = re.compile(r"(?<![A-Za-z_])([A-Za-z]|theta|θ)\[\s*([0-9])\s*\]")
"""An item of an array, as in Python: ``x[0]``."""
CASES = re.compile(r"\\begin\{cases\}(.*)\\end\{cases\}", re.DOTALL)
SIGMOID = re.compile(r"[σ](?=\s*\()|\\sigma(?=\s*\()")
COMMANDS = {
    **dict.fromkeys((r"\cdot", r"\times", r"\ast"), "*"),
    **dict.fromkeys((r"\le", r"\leq"), "<="),
    **dict.fromkeys((r"\ge", r"\geq"), ">="),
    **dict.fromkeys((r"\land", r"\wedge"), " and "),
    **dict.fromkeys((r"\lor", r"\vee"), " or "),
    **dict.fromkeys((r"\lnot", r"\neg"), " not "),
    **dict.fromkeys((r"\lvert", r"\rvert", r"\vert"), "|"),
    **dict.fromkeys((r"\rfloor", r"\rceil"), ")"),
    **dict.fromkeys((r"\left", r"\right", r"\big", r"\Big", r"\bigl", r"\bigr", r"\quad", r"\displaystyle"), " "),
    **dict.fromkeys((r"\,", r"\;", r"\:", r"\!", r"\ "), " "),
    r"\lt": "<",
    r"\gt": ">",
    r"\div": "/",
    r"\lfloor": " floor(",
    r"\lceil": " ceil(",
}
"""What LaTeX's commands are here; every other one is a word without its backslash."""
UPRIGHT = re.compile(r"\\(?:operatorname|mathrm|mathit|mathbf|text)\*?\s*\{\s*([A-Za-z0-9]+)\s*\}")
INDEX = re.compile(r"\s*_\s*\{?\s*([0-9]+)\s*\}?")
CHARACTERS = {
    **dict.fromkeys("−–—‐‑", "-"),
    **dict.fromkeys("×·⋅∙∗٭", "*"),
    **dict.fromkeys("÷∕", "/"),
    **dict.fromkeys("⌋⌉]", ")"),
    "≤": "<=",
    "≥": ">=",
    "∧": " and ",
    "∨": " or ",
    "¬": " not ",
    "√": " sqrt ",
    "⌊": " floor(",
    "⌈": " ceil(",
    "[": "(",
    "٫": ".",
}
LETTERS = f"A-Za-z{''.join(GREEK.values())}{''.join(SAME_LETTERS)}"
TOKEN = re.compile(
    rf"\s*(?:(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+(?![{LETTERS}]))?)"
    rf"|(?P<word>log1p|[{LETTERS}]+(?:_?[0-9]+|[{SUBSCRIPTS}]+)?)"
    rf"|(?P<raised>[{SUPERSCRIPTS}⁻]+)|(?P<sign>\*\*|<=|>=|[-+*/^%<>(),|{{}}]))",
)
WORDS = {"and", "or", "not"}
FRACTIONS = {"frac", "dfrac", "tfrac"}
POWERS = {"pow", "power"}
KNOWN = {"if", "else", *EQUIVALENTS, *WORDS, *FUNCTIONS, *ALIASES, *FRACTIONS, *POWERS}
SPLIT_OFF = {*GREEK, "pi", "x", "y"}
"""Words that may be joined to the next one without a space."""
CLOSING = {"(": ")", "{": "}"}
ENDS = {"", ")", "}", ",", "+", "-", "<", "<=", ">", ">=", "and", "or", "if", "else"}
"""Tokens at which a product ends."""


class Ambiguous(Exception):  # noqa: N818 - it is no error of anybody's
    """Raised for a text that has no single meaning as an expression."""


def rewritten(text: str) -> str | None:
    """Returns the expression that a text means in another notation, with more brackets than it needs, or None."""
    try:
        return _Reader(_plain_tokens(text)).expression()
    except (Ambiguous, RecursionError):
        return None


def _plain_tokens(text: str) -> list[str]:
    """Returns the tokens of a text without its frame and with plain signs. Raises Ambiguous for others."""
    text = re.sub(r"^\s*(?:\$+|\\[\[(])|(?:\$+|\\[\])]|;)\s*$", "", text)
    head = HEAD.match(text)
    if head and head[0].replace("=", "").strip() in VARIABLES:  # an equation, of which nothing is a definition
        raise Ambiguous(text)
    text = MODULES.sub("", text[head.end() :] if head else text)
    text = CASES.sub(lambda found: _cases(found[1]), text)
    text = SIGMOID.sub(" sigmoid ", _with_indices(text)).replace(".^", "^").replace(".*", "*").replace("./", "/")
    text = UPRIGHT.sub(r" \1 ", text)
    text = re.sub(r"\\(?:[A-Za-z]+|.)", lambda found: COMMANDS.get(found[0], f" {found[0][1:]} "), text)
    text = INDEX.sub(r"_\1", text)
    text = "".join(_character(each) for each in text)
    tokens: list[str] = []
    offset = 0
    while text[offset:].strip():
        match = TOKEN.match(text, offset)
        if match is None:
            raise Ambiguous(text)
        tokens += _word_parts(match["word"]) if match["word"] else [match[0].strip()]
        offset = match.end()
    return tokens


def _with_indices(text: str) -> str:
    """Returns the text with ``x1`` for ``x[0]``, where arrays begin at 0, and for ``x[1]``, where they begin at 1."""
    first = min((int(found[2]) for found in INDEXED.finditer(text)), default=1)
    return INDEXED.sub(lambda found: f"{found[1]}_{int(found[2]) + 1 - min(first, 1)}", text)


def _cases(text: str) -> str:
    r"""Returns a definition by cases, ``x^2 & x > 0 \\\\ -x & x \le 0``, as calls of where: the last is the rest."""
    rows = [row.partition("&") for row in re.split(r"\\\\", text.strip().rstrip("\\")) if row.strip()]
    if len(rows) < 2:
        raise Ambiguous(text)
    found = rows[-1][0]
    for value, _, condition in rows[-2::-1]:
        plain = re.sub(r"\\text\{\s*(?:if|for)\s*\}|\b(?:if|for)\b|,\s*$", " ", condition.strip())
        found = f"where({plain.strip().rstrip(',')}, {value.strip().rstrip(',')}, {found.strip().rstrip(',')})"
    return found


def _character(character: str) -> str:
    if character in CHARACTERS:
        return CHARACTERS[character]
    if character in SUPERSCRIPTS or character in SUBSCRIPTS:
        return character
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    plain = unicodedata.normalize("NFKC", character).replace("⁄", "/")
    return f"({plain})" if "/" in plain and len(plain) > 1 else plain if plain.isascii() else character


def _word_parts(word: str) -> list[str]:
    """Returns a known word, or the known words it is joined from: ``xsin`` is x and sin. Raises Ambiguous."""
    word = NAMES.get(word, word)
    if word in KNOWN or canonical(word):
        return [word]
    for end in range(len(word) - 1, 0, -1):
        head, rest = word[:end], word[end:]
        is_call = head in FUNCTIONS and canonical(rest) not in {None, *CONSTANTS}
        if is_call or head in SPLIT_OFF or not head.isascii():
            return [*_word_parts(head), *_word_parts(rest)]
    raise Ambiguous(word)


class _Reader:
    """Reads tokens by recursive descent, with products that need no sign and functions that need no brackets."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens[::-1]
        self.depth = 0
        self.open_bars = 0

    @property
    def next(self) -> str:
        return self.tokens[-1] if self.tokens else ""

    @property
    def _is_end(self) -> bool:
        """Whether a product ends here: at a bar that closes another, too."""
        return self.next in ENDS or (self.next == "|" and self.open_bars > 0)

    def take(self, wanted: str | None = None) -> str:
        if not self.tokens or (wanted and self.next != wanted):
            raise Ambiguous(wanted)
        return self.tokens.pop()

    def expression(self) -> str:
        text = self.condition()
        if self.tokens:
            raise Ambiguous(self.next)
        return text

    def condition(self) -> str:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Ambiguous(self.depth)
        text = self._chain(self._comparison, {"and": " and ", "or": " or "})
        if self.next == "if":
            text = self._choice(text)
        self.depth -= 1
        return text

    def _choice(self, then: str) -> str:
        """Takes the rest of Python's ``then if condition else otherwise``."""
        self.take("if")
        condition = self._chain(self._comparison, {"and": " and ", "or": " or "})
        self.take("else")
        return f"where({condition}, {then}, {self.condition()})"

    def _chain(self, operand: Callable[[], str], signs: dict[str, str]) -> str:
        text = operand()
        while self.next in signs:
            text += signs[self.take()] + operand()
        return text

    def _comparison(self) -> str:
        if self.next == "not":
            self.take()
            return f"not {self._comparison()}"
        return self._chain(self._sum, {sign: f" {sign} " for sign in ("<", "<=", ">", ">=")})

    def _sum(self) -> str:
        return self._chain(self._product, {"+": " + ", "-": " - "})

    def _product(self) -> str:
        text, has_divided = self._signed(), False
        while not self._is_end:
            if self.next in {"*", "/", "%"}:
                has_divided = has_divided or self.next == "/"
                text += self.take() + self._signed()
                continue
            if has_divided or (_ends_in_number(text) and self.next[0] in "0123456789."):
                raise Ambiguous(text)
            text += f"*{self._power()}"
        return text

    def _signed(self) -> str:
        if self.next in {"+", "-"}:
            return self.take() + self._signed()
        return self._power()

    def _power(self) -> str:
        if self.next in FUNCTIONS or self.next in ALIASES:
            return self._call(self.take())
        return self._raised(self._atom())

    def _raised(self, base: str) -> str:
        exponent = self._exponent()
        return f"{base}**{exponent}" if exponent else base

    def _exponent(self) -> str:
        """Takes an exponent, if one follows."""
        if self.next in {"^", "**"}:
            self.take()
            return f"({self._group()})" if self.next == "{" else self._signed()
        if self.next and set(self.next) <= {*SUPERSCRIPTS, "⁻"}:
            digits = "".join("-" if each == "⁻" else str(SUPERSCRIPTS.index(each)) for each in self.take())
            return f"({digits})" if digits.startswith("-") else digits
        return ""

    def _group(self) -> str:
        self.take("{")
        text = self.condition()
        self.take("}")
        return text

    def _atom(self) -> str:
        begin = self.take()
        if begin in CLOSING:
            text = self.condition()
            self.take(CLOSING[begin])
            return f"({text})"
        if begin == "|":
            return self._absolute_value()
        if begin in FRACTIONS:
            return f"(({self._group()})/({self._group()}))"
        if begin in EQUIVALENTS:
            return EQUIVALENTS[begin].format(", ".join(self._arguments()))
        if begin in POWERS:
            return f"({')**('.join(self._arguments())})"
        if begin[0].isdigit() or begin[0] == "." or canonical(begin):
            return begin
        raise Ambiguous(begin)

    def _absolute_value(self) -> str:
        self.open_bars += 1
        text = self._sum()
        self.take("|")
        self.open_bars -= 1
        return f"abs({text})"

    def _arguments(self) -> list[str]:
        closing = CLOSING[self.take()]
        arguments = [self.condition()]
        while self.next == ",":
            self.take()
            arguments.append(self.condition())
        self.take(closing)
        return arguments

    def _call(self, name: str) -> str:
        exponent = self._exponent() if self.next not in CLOSING else ""
        if exponent in {"-1", "(-1)"}:
            name, exponent = f"a{name}", ""
            if name not in FUNCTIONS:
                raise Ambiguous(name)
        arguments = ", ".join(self._arguments()) if self.next in CLOSING else self._bare_argument()
        call = f"{name}({arguments})"
        return f"{call}**{exponent}" if exponent else self._raised(call)

    def _bare_argument(self) -> str:
        """Takes what a function without brackets applies to: ``2x`` of ``sin 2x``, up to another function."""
        if self.next in FUNCTIONS or self.next in ALIASES:
            return self._call(self.take())
        text = self._power()
        while not self._is_end and self.next not in FUNCTIONS and self.next not in ALIASES:
            if self.next in {"*", "/", "%", *CLOSING}:
                break
            text += f"*{self._power()}"
        return text


def _ends_in_number(text: str) -> bool:
    return bool(re.search(r"(?:^|[^\w.])[\d.]+$", text))
