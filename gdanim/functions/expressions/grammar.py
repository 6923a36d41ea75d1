"""The grammar of an expression: operands and operators alternate, brackets are matched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from gdanim.functions.errors import ExpressionError
from gdanim.messages import message

Kind: TypeAlias = Literal["number", "name", "function", "operator", "not", "unknown", "(", ")", ","]
"""The kind of a token; ``name`` is a variable or a constant, ``unknown`` one whose mistake is reported."""

MAX_DEPTH = 40
BEGINS_OPERAND = {"number", "name", "function", "not", "("}
ENDS_OPERAND = {"number", "name", ")"}
BEFORE_NOT = {"(", ",", "and", "or", "not"}
"""The tokens that ``not`` may follow."""


@dataclass(frozen=True, slots=True)
class Token:
    """A number, name, operator, bracket or comma; ``offset`` counts its characters from 0 in the author's text."""

    kind: Kind
    text: str
    offset: int

    @property
    def end(self) -> int:
        return self.offset + len(self.text)

    def error(self, message: str) -> ExpressionError:
        """Returns the error with this ``message`` at this token."""
        return ExpressionError(message, self.offset, len(self.text))


class GrammarChecker:
    """Collects the tokens of ``text``, and an error for each in an invalid position."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.errors: list[ExpressionError] = []
        self.tokens: list[Token] = []
        self.open_brackets: list[Token] = []
        self.is_call: list[bool] = []  # whether each open bracket holds a function's arguments

    def add(self, token: Token) -> None:
        last = self.tokens[-1] if self.tokens else None
        self._check_order(last, token)
        self._check_brackets(last, token)
        self.tokens.append(token)

    def finish(self) -> list[Token]:
        """Returns the tokens, after checking that the expression is complete."""
        if not self.tokens:
            self.errors.append(ExpressionError(message("functions.expression_missing"), 0))
            return []
        last = self.tokens[-1]
        if last.kind in {"operator", "not"}:
            self.errors.append(last.error(message("functions.ends_after", token=last.text)))
        elif last.kind == "function":
            self.errors.append(self._missing_brackets(last, None))
        elif self.open_brackets:
            self.errors.append(self.open_brackets[-1].error(message("functions.bracket_never_closed")))
        return self.tokens

    def _check_order(self, last: Token | None, token: Token) -> None:
        if "unknown" in {token.kind, last.kind if last else None}:
            return
        error = self._order_error(last, token)
        if error:
            self.errors.append(error)

    def _order_error(  # noqa: PLR0911 - a return for each mistake
        self, last: Token | None, token: Token
    ) -> ExpressionError | None:
        after_operand = last is not None and last.kind in ENDS_OPERAND
        if last is not None and last.kind == "function" and token.kind != "(":
            return self._missing_brackets(last, token)
        if last is not None and token.kind == "not" and last.text not in BEFORE_NOT:
            return token.error(message("functions.cannot_follow", token=token.text, last=last.text))
        if last is not None and after_operand and token.kind in BEGINS_OPERAND:
            return self._missing_operator(last, token)
        if after_operand or token.kind in BEGINS_OPERAND or token.text in {"+", "-"}:
            return None
        if last is None:
            return token.error(message("functions.cannot_begin_with", token=token.text))
        if last.kind == "(" and token.kind == ")":
            return token.error(message("functions.brackets_empty"))
        return token.error(message("functions.cannot_follow", token=token.text, last=last.text))

    def _missing_brackets(self, function: Token, token: Token | None) -> ExpressionError:
        if token is None or token.kind not in {"name", "number"}:
            return function.error(message("functions.argument_in_brackets", function=function.text))
        found = self.text[function.offset : token.end]
        return ExpressionError(
            message("functions.argument_in_brackets_for", function=function.text, argument=token.text, found=found),
            function.offset,
            len(found),
        )

    def _missing_operator(self, last: Token, token: Token) -> ExpressionError:
        found = self.text[last.offset : token.end]
        sentence = message("functions.product_without_sign", left=last.text, right=token.text, found=found)
        if last.kind == token.kind == "number":
            sentence = message("functions.operator_missing", left=last.text, right=token.text)
        return ExpressionError(sentence, last.offset, len(found))

    def _check_brackets(self, last: Token | None, token: Token) -> None:
        if token.kind == "(":
            self.open_brackets.append(token)
            self.is_call.append(last is not None and last.kind == "function")
            if len(self.open_brackets) == MAX_DEPTH + 1:
                self.errors.append(token.error(message("functions.brackets_too_deep", maximum=MAX_DEPTH)))
        elif token.kind == ")" and not self.open_brackets:
            self.errors.append(token.error(message("functions.bracket_never_opened")))
        elif token.kind == ")":
            self.open_brackets.pop()
            self.is_call.pop()
        elif token.kind == "," and not (self.is_call and self.is_call[-1]):
            self.errors.append(token.error(message("functions.comma")))
