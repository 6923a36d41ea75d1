"""Which runs share a cell: each alone, all in one, or those that agree in some keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim.messages import message
from gdanim.scene.readers import Reader, fields, listing, word
from gdanim.scene.value import WRONG

if TYPE_CHECKING:
    from gdanim.scene.labels import Draft
    from gdanim.scene.value import Value, Wrong

MOST_OVERLAID = 8
KEYS = ("function", "optimizer", "eta", "batch", "start")
WAYS = ("side_by_side", "overlay")

Cells = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Compare:
    """Runs stand side by side where they differ in one of the keys ``apart``, and are overlaid where they agree."""

    apart: frozenset[str]


SIDE_BY_SIDE = Compare(frozenset(KEYS))
OVERLAY = Compare(frozenset())

_NAMES = listing(word("key to compare", KEYS), "keys", empty=True)
_MIXED = fields("way to compare", dict.fromkeys(WAYS, _NAMES))
_WORD = word("way to compare", WAYS)


def _read(value: Value) -> Compare | Wrong:
    if not value.is_mapping:
        way = _WORD(value)
        return {"side_by_side": SIDE_BY_SIDE, "overlay": OVERLAY}.get(way, WRONG) if way else WRONG
    found = _MIXED(value)
    if WRONG in found.values() or not found:
        return WRONG if found else value.report_expected(message("scene.must_be_comparison"))
    return _mixed(found, value)


def _mixed(found: dict[str, tuple[str, ...]], value: Value) -> Compare | Wrong:
    """What one of the two ways leaves out belongs to the other; with both given, the rest stands side by side."""
    both = set(found.get("side_by_side", ())) & set(found.get("overlay", ()))
    if both:
        return value.report(message("scene.compared_both_ways", keys=", ".join(sorted(both))))
    if "overlay" in found:
        return Compare(frozenset(KEYS) - set(found["overlay"]))
    return Compare(frozenset(found["side_by_side"]))


COMPARE = Reader(_read, lambda: {"anyOf": [_WORD.schema(), _MIXED.schema()]})


def cells(drafts: tuple[Draft, ...], compare: Compare, place: Value) -> Cells | Wrong:
    """Indices of the runs of each cell, in the order of their first ones."""
    if compare == SIDE_BY_SIDE:
        return tuple((index,) for index in range(len(drafts)))
    groups: dict[Any, list[int]] = {}
    for index, draft in enumerate(drafts):
        groups.setdefault(_agreement(draft, compare), []).append(index)
    found = tuple(map(tuple, groups.values()))
    return found if all(_fits(cell, drafts, place) for cell in found) else WRONG


def _agreement(draft: Draft, compare: Compare) -> tuple[tuple[str, str], ...]:
    """What a run shares with those in its cell: its traits of the keys that stand apart, their options included."""
    return tuple(trait for trait in draft.traits.items() if trait[0].partition(".")[0] in compare.apart)


def _fits(cell: tuple[int, ...], drafts: tuple[Draft, ...], place: Value) -> bool:
    if len(cell) > MOST_OVERLAID:
        place.report(message("scene.too_many_overlaid", count=len(cell), most=MOST_OVERLAID))
    elif len({id(drafts[index].run.function) for index in cell}) > 1:
        place.report(message("scene.overlaid_functions"))
    else:
        return True
    return False
