"""The options that any rule's run may have, in words: noise, weight decay, clipping, a constraint, an average."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.descent import Noise
from gdanim.spelling import typed_number
from gdanim.text.typed_formula import with_raised_k

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Run
    from gdanim.text.words import Words

SIGNIFICANT_DIGITS = 6
KEYS = ("noise", "weight_decay", "clip", "constraint", "average")
NONE = ("", "0")
"""The traits of a run without an option."""


def traits(run: Run) -> dict[str, str]:
    """Returns the options as text by key, also those that the run does not have."""
    noise, clip, average = run.noise, run.clip, run.average_from
    noise_options = {name: getattr(noise, name) for name in ("seed", "kind", "cooling")} if noise else {}
    bounds = {} if clip is None else {"norm": clip.norm, "value": clip.value}
    return {
        "noise": _text(noise.sd if noise else 0.0),
        **{f"noise.{name}": _text(value) for name, value in noise_options.items() if value != getattr(Noise, name)},
        "weight_decay": _text(run.weight_decay),
        "clip": next((f"{name} {_text(size)}" for name, size in bounds.items() if size is not None), ""),
        "constraint": run.constraint.formula(run.function.variables) if run.constraint else "",
        "average": "" if average is None else str(average),
    }


def _text(value: object) -> str:
    return typed_number(value, SIGNIFICANT_DIGITS) if isinstance(value, float) else str(value)


def phrase(words: Words, key: str, text: str) -> str:
    """Returns an option: ``noise 0.5``, ``norm clipped at 1``, ``x + y ≤ 1``."""
    if text in NONE and not (key == "average" and text):
        return words.label(f"no_{key}")
    if key == "clip":
        bound, size = text.split(" ")
        return words.localized_formula(words.label(f"clip_{bound}", value=with_raised_k(size)))
    if key == "average":
        return words.label("average_from", k=int(text)) if text != "0" else words.label("averaged")
    value = with_raised_k(text)
    return words.localized_formula(value if key == "constraint" else words.label(key, value=value))


def common(words: Words, runs: Sequence[Run]) -> list[str]:
    """Returns the options that all runs have in common, each as a phrase; a set as a formula."""
    found = [traits(run) for run in runs]
    shared = [key for key in KEYS if len({each[key] for each in found}) == 1]
    given = [key for key in shared if found[0][key] not in NONE or (key == "average" and found[0][key])]
    phrases = [(key, phrase(words, key, found[0][key])) for key in given]
    return [words.formula(text) if key == "constraint" else text for key, text in phrases]
