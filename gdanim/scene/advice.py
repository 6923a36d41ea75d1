"""What people type by habit from elsewhere, and what it is called or how it is written here."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from gdanim.messages import message
from gdanim.registry import advice, nearest
from gdanim.scene.value import LONGEST, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdanim.messages import Message

HERE = {
    "key": {
        **dict.fromkeys(("learning_rate", "learning rate", "lr", "alpha", "step_size", "stepsize", "rate"), "eta"),
        **dict.fromkeys(("f", "fn", "func", "expression", "loss", "objective"), "function"),
        **dict.fromkeys(("x0", "x_0", "init", "initial", "x"), "start"),
        **dict.fromkeys(("iterations", "iters", "n_steps", "max_iter", "n"), "steps"),
        **dict.fromkeys(("method", "algorithm", "rule", "solver"), "optimizer"),
        **dict.fromkeys(("format", "formats"), "output"),
        **dict.fromkeys(("width", "height", "resolution"), "size"),
        **dict.fromkeys(("xlim", "x_range"), "domain"),
        **dict.fromkeys(("ylim", "y_range"), "range"),
        "lang": "language",
        "style": "theme",
    },
    "optimizer": {
        **dict.fromkeys(
            ("gd", "sgd", "bgd", "vanilla", "plain", "descent", "steepest_descent", "gradient descent"),
            "gradient_descent",
        ),
        **dict.fromkeys(("heavy_ball", "polyak"), "momentum"),
        **dict.fromkeys(("nag", "nesterov_momentum"), "nesterov"),
        **dict.fromkeys(("cg", "conjugate_gradients", "fletcher_reeves", "polak_ribiere"), "conjugate_gradient"),
        **dict.fromkeys(("lbfgs", "l-bfgs", "quasi_newton"), "bfgs"),
        **dict.fromkeys(("line_search", "armijo"), "backtracking"),
        **dict.fromkeys(("signsgd", "sign_gradient", "sign"), "sign_descent"),
        **dict.fromkeys(("normalised_gradient", "normalized", "ngd"), "normalized_gradient"),
        "newton_raphson": "newton",
    },
    "schedule": {"decay": "exponential", "step_decay": "step", "linear": "warmup", "fixed": "constant"},
}
HERE["key of a run"] = HERE["key"]
TIMING = ("fps", "frames_per_step", "seconds", "beats", "slow", "hold", "motion", "easing", "loop")
LIST_WITHOUT_BRACKETS = re.compile(r"[^,()\[\]]+(?:,\s[^,()\[\]]+)+")
DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
SPACED_NUMBERS = re.compile(r"[-+.\deE]+(?:\s+[-+.\deE]+)+")


def meant(kind: str, word: str, choices: Iterable[str]) -> str | None:
    """The choice that an unknown word is told to be, or to be near to."""
    choices = tuple(choices)
    name = HERE.get(kind, {}).get(word.casefold())
    return name if name in choices else nearest(word, choices) if len(word) <= LONGEST else None


def unknown(kind: str, word: str, choices: Iterable[str]) -> Message:
    """``unknown key 'lr'; here it is called 'eta'``, or the nearest of ``choices``."""
    choices = tuple(choices)
    name = HERE.get(kind, {}).get(word.casefold())
    if name in choices:
        return message("scene.called_otherwise", kind=kind, word=word, name=name)
    if kind == "key" and word in TIMING and "timing" in choices:
        return message("scene.key_of_timing", word=word)
    near = advice(word, choices) if len(word) <= LONGEST else ""
    if kind.split(maxsplit=1)[0] == "key":
        return message("scene.unknown_key", kind=kind, word=shortened(word), advice=near)
    return message("scene.unknown_word", kind=kind, word=shortened(word), advice=near)


def number(text: str) -> Message | None:
    """How text that was meant as a number, or several, is written here; None where it was not."""
    latin = latin_digits(text)
    if latin != text:
        return message("scene.write_latin_digits", number=latin)
    if DECIMAL_COMMA.fullmatch(text):
        return message("scene.write_decimal_point", number=text.replace(",", "."))
    if LIST_WITHOUT_BRACKETS.fullmatch(text):
        return message("scene.write_brackets", items=text)
    if SPACED_NUMBERS.fullmatch(text):
        return message("scene.write_commas", numbers=", ".join(text.split()))
    return None


def latin_digits(text: str) -> str:
    """The same text with every decimal digit in Latin, and Arabic separators as point and nothing."""
    if text.isascii():
        return text
    spelled = (str(unicodedata.decimal(c, c)) for c in text)
    return "".join(spelled).replace("٫", ".").replace("٬", "").replace("−", "-")
