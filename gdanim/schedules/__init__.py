"""Schedules: the step size eta as a function of the step k, counted from 0. Independent of functions."""

from gdanim.schedules.option_types import Count, End, Eta, Factor, Least, as_tuple, base_text
from gdanim.schedules.schedule import Schedule, ScheduleKind, fixed, make
from gdanim.spelling import typed_number

__all__ = [
    "Count",
    "End",
    "Eta",
    "Factor",
    "Least",
    "Schedule",
    "ScheduleKind",
    "as_tuple",
    "base_text",
    "fixed",
    "make",
    "typed_number",
]
