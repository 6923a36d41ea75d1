"""The names of variables and parameters: letters, Latin or Greek, with an index or not.

An expression in x or y has no other variables of itself, one in x1, x2 … all up to the greatest number; other letters
are variables in the order of their first appearance. The canonical form of a name has the Greek letter itself and plain
digits: ``θ1`` for ``theta_1`` and for ``θ₁``.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from gdanim.functions.expressions.syntax_hints import SUBSCRIPTS, unknown_name
from gdanim.functions.expressions.tree import CONSTANTS
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gdanim.functions.errors import ExpressionError
    from gdanim.functions.expressions.grammar import Token

_LOWER = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi rho sigma tau upsilon phi chi psi omega"
)
_UPPER = "Gamma Delta Theta Lambda Xi Sigma Upsilon Phi Psi Omega"


def _letter(name: str) -> str:
    spelled = name.lower().replace("lambda", "lamda")  # Unicode's own spelling
    return unicodedata.lookup(f"GREEK {'SMALL' if name.islower() else 'CAPITAL'} LETTER {spelled}")


GREEK = {name: _letter(name) for name in (*_LOWER.split(), *_UPPER.split())}
"""The Greek letters by their names."""
SAME_LETTERS = {"ϑ": "θ", "ϕ": "φ", "ϵ": "ε", "π": "pi"}
"""Other forms of letters, and the constant."""
CHARACTERS = "".join([*GREEK.values(), *SAME_LETTERS, *SUBSCRIPTS])
"""The characters of names that are not ASCII."""
MAX_VARIABLES = 20
_NAME = re.compile(rf"([A-Za-z{CHARACTERS[: -len(SUBSCRIPTS)]}]|{'|'.join(GREEK)}|pi)(?:_?([0-9]+)|([{SUBSCRIPTS}]+))?")
_NUMBERED = re.compile(r"x([1-9][0-9]?)")
_DIGITS = str.maketrans(SUBSCRIPTS, "0123456789")


def canonical(name: str) -> str | None:
    """Returns the canonical form of a name; None for a text that names no letter."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    letter, index, subscript = match.groups()
    letter = GREEK.get(letter) or SAME_LETTERS.get(letter, letter)
    return letter + (index or (subscript or "").translate(_DIGITS))


def is_name(text: str) -> bool:
    """Returns whether a canonical text may name a variable or a parameter."""
    return canonical(text) == text and text not in CONSTANTS


def variables(names: Sequence[str]) -> tuple[str, ...]:
    """Returns the variables of an expression with these ``names``, in the order of their first appearance.

    x alone is one variable, y is the second of two, and x3 the third of three.
    """
    if not names or set(names) <= {"x", "y"}:
        return ("x", "y") if "y" in names else ("x",)
    numbers = [_number(name) for name in names]
    if all(numbers):
        return tuple(f"x{number}" for number in range(1, max(2, *numbers) + 1))
    return tuple(dict.fromkeys(names))


def _number(name: str) -> int:
    match = _NUMBERED.fullmatch(name)
    return int(match[1]) if match else 0


class NameChecker:
    """Checks an expression's names in turn.

    ``variables`` are the allowed ones, or None if the author chooses them; ``parameters`` have values.
    """

    def __init__(self, variables: tuple[str, ...] | None, parameters: Collection[str] = ()) -> None:
        self.variables = variables
        self.parameters = frozenset(parameters)
        self.found: list[str] = []
        self.errors: list[ExpressionError] = []

    def check(self, token: Token, rest: str) -> bool:
        """Returns whether a name may stand here; adds its error if not. ``rest`` is the text after it."""
        error = self._error(token, rest)
        self.errors += [error] if error else []
        return error is None

    def _error(self, token: Token, rest: str) -> ExpressionError | None:
        name = canonical(token.text)
        if name in self.parameters:
            return None
        if name is None or (self.variables is not None and name not in self.variables):
            return token.error(unknown_name(token.text, rest, self.variables))
        if self.variables is not None:
            return None
        other = next((each for each in self.found if not _belong_together(each, name)), None)
        if other is not None:
            return token.error(message("functions.mixed_variables", name=token.text, other=other))
        if _number(name) > MAX_VARIABLES or len({*self.found, name}) > MAX_VARIABLES:
            return token.error(message("functions.too_many_variables", maximum=MAX_VARIABLES))
        self.found.append(name)
        return None


def _belong_together(name: str, other: str) -> bool:
    """Returns whether two names may both be variables of themselves: x and y, x1 and x2, or two other letters."""
    return _family(name) == _family(other)


def _family(name: str) -> str:
    if name in {"x", "y"}:
        return "plane"
    return "numbered" if _number(name) else "letters"
