"""What sets a run apart from the others of its scene, and the label made of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdanim.descent import Run

Traits = dict[str, str]

KEYS = ("function", "optimizer", "eta", "start", "direction", "steps")
SYMBOLS = {
    "alpha": "α",
    "beta": "β",
    "beta1": "β₁",
    "beta2": "β₂",
    "gamma": "γ",
    "epsilon": "ε",
    "eta": "η",
    "rho": "ρ",
}


@dataclass(frozen=True)
class Draft:
    """A run before it has a name. ``label`` is its author's, None where one is to be made from ``traits``."""

    run: Run
    traits: Traits
    label: str | None = None


def traits(run: Run, parameters: tuple[tuple[str, str], ...], eta: str | None) -> Traits:
    """Everything that can set a run apart, dotted names are options of their key."""
    options = run.optimizer.options
    chosen = {name: getattr(options, name) for name in options.model_fields_set} if options else {}
    return {
        "function": run.function.name or run.function.text,
        **{f"function.{name}": text for name, text in parameters},
        "optimizer": run.optimizer.name,
        **{f"optimizer.{name}": _text(value) for name, value in sorted(chosen.items())},
        **({"eta": eta} if eta is not None else {}),
        "start": ", ".join(map(_text, run.start)),
        "direction": run.direction,
        "steps": str(run.steps),
    }


def labelled(drafts: tuple[Draft, ...]) -> tuple[Run, ...]:
    """The runs with their labels: what differs among all, or eta where nothing does."""
    names = sorted({name for draft in drafts for name in draft.traits}, key=_rank)
    differing = [name for name in names if len({draft.traits.get(name) for draft in drafts}) > 1]
    return tuple(_labelled(draft, differing or ["eta" if "eta" in draft.traits else "optimizer"]) for draft in drafts)


def _labelled(draft: Draft, differing: list[str]) -> Run:
    if draft.label is not None:
        return replace(draft.run, label=draft.label)
    differs = tuple((name, draft.traits[name]) for name in differing if name in draft.traits)
    label = ", ".join(_said(name, text, draft.run.function.variables) for name, text in differs)
    return replace(draft.run, label=label, differs=differs)


def _rank(name: str) -> tuple[int, str]:
    """A key's options follow it."""
    key, _, option = name.partition(".")
    return KEYS.index(key), option


def _said(name: str, text: str, variables: tuple[str, ...]) -> str:
    """``η = 0.2``, ``momentum``, ``x = −2``."""
    if name in {"function", "optimizer", "direction"}:
        return text.replace("_", " ") if text.isidentifier() else text
    if name == "steps":
        return f"{text} steps"
    symbol = ", ".join(variables) if name == "start" else name.rpartition(".")[2]
    return f"{SYMBOLS.get(symbol, symbol)} = {text.replace('-', '−') if name == 'start' else text}"


def _text(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)
