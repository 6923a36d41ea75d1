"""Which token may follow which: operands and operators in turn, brackets in pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from gdanim.functions.errors import ExpressionError

Kind: TypeAlias = Literal["number", "name", "function", "operator", "(", ")", ","]
"""``name`` is a variable or a constant."""

DEEPEST = 40
BEGINS_OPERAND = {"number", "name", "function", "("}
ENDS_OPERAND = {"number", "name", ")"}


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str
    offset: int

    @property
    def end(self) -> int:
        return self.offset + len(self.text)

    def wrong(self, message: str) -> ExpressionError:
        return ExpressionError(message, self.offset, len(self.text))


class Order:
    """Takes the tokens of ``text`` one by one; raises ExpressionError for the first that is out of place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.open: list[Token] = []
        self.calls: list[bool] = []  # whether each open bracket holds a function's arguments

    def add(self, token: Token) -> None:
        last = self.tokens[-1] if self.tokens else None
        self._check_after(last, token)
        self._check_brackets(last, token)
        self.tokens.append(token)

    def finish(self) -> list[Token]:
        if not self.tokens:
            raise ExpressionError("an expression is missing", 0)
        last = self.tokens[-1]
        if last.kind == "operator":
            raise last.wrong(f"the expression ends after {last.text!r}")
        if last.kind == "function":
            raise self._needs_brackets(last, None)
        if self.open:
            raise self.open[-1].wrong("this '(' is never closed")
        return self.tokens

    def _check_after(self, last: Token | None, token: Token) -> None:
        after_operand = last is not None and last.kind in ENDS_OPERAND
        if last is not None and last.kind == "function" and token.kind != "(":
            raise self._needs_brackets(last, token)
        if last is not None and after_operand and token.kind in BEGINS_OPERAND:
            raise self._missing_operator(last, token)
        if after_operand or token.kind in BEGINS_OPERAND or token.text in {"+", "-"}:
            return
        if last is None:
            raise token.wrong(f"an expression can't begin with {token.text!r}")
        if last.kind == "(" and token.kind == ")":
            raise token.wrong("these brackets are empty")
        raise token.wrong(f"{token.text!r} can't follow {last.text!r}")

    def _needs_brackets(self, function: Token, token: Token | None) -> ExpressionError:
        advice = f"a function's argument stands in brackets; write {function.text}"
        if token is None or token.kind not in {"name", "number"}:
            return function.wrong(f"{advice}(…)")
        found = self.text[function.offset : token.end]
        return ExpressionError(f"{advice}({token.text}) for {found!r}", function.offset, len(found))

    def _missing_operator(self, last: Token, token: Token) -> ExpressionError:
        found = self.text[last.offset : token.end]
        message = f"a product is written with *; write {last.text}*{token.text} for {found!r}"
        if last.kind == token.kind == "number":
            message = f"an operator is missing between {last.text} and {token.text}"
        return ExpressionError(message, last.offset, len(found))

    def _check_brackets(self, last: Token | None, token: Token) -> None:
        if token.kind == "(":
            self.open.append(token)
            self.calls.append(last is not None and last.kind == "function")
            if len(self.open) > DEEPEST:
                raise token.wrong(f"brackets nest at most {DEEPEST} deep")
        elif token.kind == ")":
            if not self.open:
                raise token.wrong("this ')' closes no bracket")
            self.open.pop()
            self.calls.pop()
        elif token.kind == "," and not (self.calls and self.calls[-1]):
            raise token.wrong("a comma can't stand here; a decimal point is written '.'")
