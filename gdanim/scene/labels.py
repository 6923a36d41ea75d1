"""What sets a run apart from the others of its scene, and the label made of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gdanim.schedules import digits
from gdanim.text import phrases

if TYPE_CHECKING:
    from gdanim.descent import Run
    from gdanim.functions.data import Sampling
    from gdanim.text.words import Words

Traits = dict[str, str]

SMALL = 0.1
KEYS = ("function", "optimizer", "eta", "batch", "start", "direction", "steps")


@dataclass(frozen=True)
class Draft:
    """A run before it has a name. ``label`` is its author's, None where one is to be made from ``traits``.

    ``passes`` over the data are what its steps were counted in, if they were.
    """

    run: Run
    traits: Traits
    label: str | None = None
    passes: int | None = None


def traits(run: Run, parameters: tuple[tuple[str, str], ...], eta: str | None, *, drawn: bool = False) -> Traits:
    """Everything that can set a run apart, dotted names are options of their key. ``drawn``: the start, by chance."""
    options = run.optimizer.options
    chosen = {name: getattr(options, name) for name in options.model_fields_set} if options else {}
    return {
        "function": run.function.name or run.function.text,
        **{f"function.{name}": _parameter(text) for name, text in parameters},
        "optimizer": run.optimizer.name,
        **{f"optimizer.{name}": _text(value) for name, value in sorted(chosen.items())},
        **({"eta": eta} if eta is not None else {}),
        **(_batches(run.sampling) if run.sampling else {}),
        "start": _place(tuple(map(_short, run.start)) if drawn else run.start),
        "direction": run.direction,
        "steps": str(run.steps),
    }


def _batches(sampling: Sampling) -> Traits:
    size = "all" if sampling.is_full_batch else str(sampling.size)
    return {"batch": size, "batch.seed": str(sampling.seed), "batch.shuffle": sampling.shuffle}


def labelled(drafts: tuple[Draft, ...], words: Words) -> tuple[Run, ...]:
    """The runs with their labels: what differs among all, or eta where nothing does.

    Where methods are compared every eta is named, for a race with hidden step sizes misleads.
    """
    names = sorted({name for draft in drafts for name in draft.traits}, key=_rank)
    differing = [name for name in names if len({draft.traits.get(name) for draft in drafts}) > 1]
    if "start" in differing and _follows(drafts):
        differing.remove("start")
    if "batch" in differing and all(draft.passes for draft in drafts):
        differing = [name for name in differing if name != "steps"]  # as many passes need more updates
    if "optimizer" in differing and "eta" not in differing:
        differing = sorted([*differing, "eta"], key=_rank)
    return tuple(_labelled(draft, differing, words.of(run)) for run, draft in enumerate(drafts))


def _follows(drafts: tuple[Draft, ...]) -> bool:
    """Whether each of several functions has one start, so that naming the function says it."""
    starts: dict[str, set[str]] = {}
    for draft in drafts:
        starts.setdefault(draft.run.function.text, set()).add(draft.traits["start"])
    return len(starts) > 1 and all(len(points) == 1 for points in starts.values())


def _labelled(draft: Draft, differing: list[str], words: Words) -> Run:
    if draft.label is not None:
        return replace(draft.run, label=draft.label)
    names = differing or ["eta" if "eta" in draft.traits else "optimizer"]
    differs = tuple((name, draft.traits[name]) for name in names if name in draft.traits)
    run = replace(draft.run, label_fields=differs)
    return replace(run, label=phrases.name(words, run))


def _rank(name: str) -> tuple[int, str]:
    """A key's options follow it."""
    key, _, option = name.partition(".")
    return KEYS.index(key), option


def _place(point: tuple[float, ...]) -> str:
    """``-2``, ``(-2, 0.5)``; of more coordinates than can be told, those that begin and end the point."""
    if len(point) == 1:
        return _text(point[0])
    numbers = [digits(float(f"{number:.4g}")) for number in point]
    return f"({', '.join(phrases.ends(numbers))})"


def _short(value: float) -> float:
    """A number nobody chose, as exact as a reader wants to know it: two decimals, or two digits of a small one."""
    return round(value, 2) if abs(value) >= SMALL else float(f"{value:.2g}")


def _text(value: object) -> str:
    return digits(float(f"{value:.6g}")) if isinstance(value, float) else str(value)


def _parameter(text: str) -> str:
    """A number as numbers are written here, however its author did; a word as it is."""
    try:
        return digits(float(text))
    except ValueError:
        return text
