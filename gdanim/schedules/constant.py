"""A constant eta."""

from __future__ import annotations

from pydantic import BaseModel

from gdanim.schedules import Eta, ScheduleKind, number_text


class Options(BaseModel, frozen=True, extra="forbid", strict=True):
    eta: Eta


def at(options: Options, k: int) -> float:  # noqa: ARG001
    return options.eta


def text(options: Options) -> str:
    return number_text(options.eta)


PLUGIN = ScheduleKind("the same step size throughout", Options, at, text, is_constant=True, synonyms=("fixed",))
