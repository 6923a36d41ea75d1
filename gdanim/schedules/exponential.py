"""η·factor^k"""

from __future__ import annotations

from pydantic import BaseModel

from gdanim.schedules import Eta, Factor, ScheduleKind, base, digits


class Options(BaseModel, frozen=True, extra="forbid", strict=True):
    eta: Eta
    factor: Factor


def at(options: Options, k: int) -> float:
    return options.eta * options.factor**k


def text(options: Options) -> str:
    return f"{digits(options.eta)}·{base(options.factor)}^k"


PLUGIN = ScheduleKind("multiplied by a factor at every step", Options, at, text)
