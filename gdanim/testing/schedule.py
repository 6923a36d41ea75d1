"""The contract of schedules."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from gdanim.schedules import Schedule, ScheduleKind
from gdanim.testing.expectation import expect, expect_options, expect_summary, expect_synonyms, loaded, registered

if TYPE_CHECKING:
    from collections.abc import Mapping

RUN_STEPS = 25
LONGEST_RUN = 10_000
"""Steps of the longest run that a scene may have."""


def check_schedule(schedule: ScheduleKind | str, options: Mapping[str, Any] | None = None) -> None:
    """Checks that a schedule fulfils the contract.

    Its step sizes are positive, finite to the end of the longest run and reproducible, and constant if it is declared
    constant. Its options are frozen and forbid unknown keys, and its text is a formula.

    Parameters
    ----------
    schedule
        The schedule's ``PLUGIN``, or its name.
    options
        Minimal options; by default the schedule's example.

    Raises
    ------
    AssertionError
        If the schedule violates the contract; the message says how.
    """
    kind = loaded("schedules", schedule)
    expect(isinstance(kind, ScheduleKind), f"a schedule must be a ScheduleKind; found a {type(kind).__name__}")
    expect_summary(kind.summary)
    expect_synonyms(kind.synonyms)
    expect_options(kind.options, defaults=False)
    options = kind.example if options is None else options
    _check_refusals(kind, options)
    with registered("schedules", kind) as name:
        open_ended = Schedule(name, kind.options.model_validate(dict(options)))
        filled = open_ended.for_steps(RUN_STEPS)
        _check_values(filled, kind)
        _check_long_run(open_ended.for_steps(LONGEST_RUN))
        expect(filled.for_steps(99) == filled, "for_steps must fill in a length once")
        text = filled.text
        expect(text.strip() and "\n" not in text, "text must write the schedule in one line")


def _check_values(schedule: Schedule, kind: ScheduleKind) -> None:
    etas = [schedule.at(k) for k in range(RUN_STEPS)]
    for k, eta in enumerate(etas):
        expect(math.isfinite(eta) and eta > 0, f"eta at step {k} must be finite and above 0; found {eta}")
    again = [schedule.at(k) for k in reversed(range(RUN_STEPS))]
    expect(again[::-1] == etas, "eta at a step must be the same whatever was asked before")
    if kind.is_constant:
        expect(len(set(etas)) == 1, "a schedule that is_constant must have one eta")
    elif kind.adapt is None:
        expect(len(set(etas)) > 1, "a schedule with one eta must say is_constant")


def _check_long_run(schedule: Schedule) -> None:
    """Checks the end of a long run, where a step size may be too small for a float."""
    for k in (0, 1, 99, LONGEST_RUN // 2, LONGEST_RUN - 1, LONGEST_RUN):
        eta = schedule.at(k)
        expect(math.isfinite(eta) and eta >= 0, f"eta at step {k} must be finite and not below 0; found {eta}")


def _check_refusals(kind: ScheduleKind, options: Mapping[str, Any]) -> None:
    for wrong in ({"no_such_option": 1}, {"eta": 0}, {"eta": -1}, {"eta": math.inf}, {"eta": math.nan}):
        if "eta" in wrong and "eta" not in kind.options.model_fields:
            continue
        try:
            kind.options.model_validate(dict(options) | wrong)
        except ValidationError:
            continue
        raise AssertionError(f"the options must refuse {wrong}")
