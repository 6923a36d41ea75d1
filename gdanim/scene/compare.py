"""Reads ``compare``, and groups the runs into cells: each alone, all in one, or those that agree in some keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim.messages import message
from gdanim.scene.labels import LISTS
from gdanim.scene.readers import Reader, list_of, mapping_of, one_of
from gdanim.scene.value import INVALID

if TYPE_CHECKING:
    from gdanim.scene.labels import UnlabelledRun
    from gdanim.scene.value import Invalid, Value

WAYS = ("side_by_side", "overlay")

Cells = tuple[tuple[int, ...], ...]
"""Indices of the runs of each cell."""


@dataclass(frozen=True)
class Compare:
    """The grouping of runs: side by side if they differ in one of the keys ``side_by_side``, otherwise overlaid."""

    side_by_side: frozenset[str]


SIDE_BY_SIDE = Compare(frozenset(LISTS))
OVERLAY = Compare(frozenset())

_NAMES = list_of(one_of("key to compare", LISTS), "keys", can_be_empty=True)
_MAPPING = mapping_of("way to compare", dict.fromkeys(WAYS, _NAMES))
_WORD = one_of("way to compare", WAYS)


def _compare(value: Value) -> Compare | Invalid:
    if not value.is_mapping:
        word = _WORD(value)
        return {"side_by_side": SIDE_BY_SIDE, "overlay": OVERLAY}.get(word, INVALID) if word else INVALID
    keys = _MAPPING(value)
    if keys and INVALID not in keys.values():
        return _mixed(keys, value)
    return INVALID if keys else value.report_expected(message("scene.must_be_comparison"))


def _mixed(keys: dict[str, tuple[str, ...]], value: Value) -> Compare | Invalid:
    """Reads both ways of grouping.

    Keys missing from one belong to the other; if both are complete, runs are side by side.
    """
    both = set(keys.get("side_by_side", ())) & set(keys.get("overlay", ()))
    if both:
        return value.report(message("scene.compared_both_ways", keys=", ".join(sorted(both))))
    if "overlay" in keys:
        return Compare(frozenset(LISTS) - set(keys["overlay"]))
    return Compare(frozenset(keys["side_by_side"]))


COMPARE = Reader(_compare, lambda: {"anyOf": [_WORD.schema(), _MAPPING.schema()]})


def cells(drafts: tuple[UnlabelledRun, ...], compare: Compare, value: Value) -> Cells | Invalid:
    """Returns the cells in the order of their first runs. Reports cells that can't be drawn."""
    if compare == SIDE_BY_SIDE:
        return tuple((index,) for index in range(len(drafts)))
    groups: dict[Any, list[int]] = {}
    for index, draft in enumerate(drafts):
        groups.setdefault(_side_by_side_traits(draft, compare), []).append(index)
    groups_of_runs = tuple(map(tuple, groups.values()))
    return groups_of_runs if all(_check_cell(cell, drafts, value) for cell in groups_of_runs) else INVALID


def _side_by_side_traits(draft: UnlabelledRun, compare: Compare) -> tuple[tuple[str, str], ...]:
    """Returns what the runs of a cell have in common: the values of the side-by-side keys, with their options."""
    return tuple(trait for trait in draft.traits.items() if trait[0].partition(".")[0] in compare.side_by_side)


def _check_cell(cell: tuple[int, ...], drafts: tuple[UnlabelledRun, ...], value: Value) -> bool:
    if len({id(drafts[index].run.function) for index in cell}) == 1:
        return True
    value.report(message("scene.overlaid_functions"))
    return False
