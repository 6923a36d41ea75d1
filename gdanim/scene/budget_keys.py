"""Reads ``max_size`` and ``preset``: what a place of publication takes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim import yaml
from gdanim.messages import message
from gdanim.scene.readers import Reader, described_words, one_of
from gdanim.scene.value import INVALID

if TYPE_CHECKING:
    from gdanim.scene.value import Invalid, Value

UNITS = {"b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "kib": 2**10, "mib": 2**20, "gib": 2**30}
SIZE = re.compile(rf"(\d+(?:\.\d+)?|\.\d+)\s*({'|'.join(UNITS)})", re.IGNORECASE)
MIN_BYTES = 1000  # bytes: below, no animation is possible


@dataclass(frozen=True)
class Preset:
    """The keys that a place of publication sets, where the scene gives nothing else.

    ``size`` is in pixels, ``max_size`` in bytes of each file.
    """

    meaning: str
    size: tuple[int, int]
    output: tuple[str, ...]
    max_size: int


@cache
def presets() -> dict[str, Preset]:
    """Returns the presets by name."""
    written = yaml.load(Path(__file__).with_name("presets.yaml"))
    return {
        name: Preset(each["meaning"], tuple(each["size"]), tuple(each["output"]), each["max_size"])
        for name, each in written.items()
    }


def _max_size(value: Value) -> int | Invalid:
    found = SIZE.fullmatch(value.text.strip())
    if found is None:
        return value.report_expected(message("scene.must_be_file_size"))
    size = int(float(found[1]) * UNITS[found[2].lower()])
    if size < MIN_BYTES:
        return value.report_expected(message("scene.must_be_possible_file_size", minimum=MIN_BYTES))
    return size


def _max_size_schema() -> dict[str, Any]:
    return {"type": "string", "pattern": r"^\s*(\d+(\.\d+)?|\.\d+)\s*([kKmMgG][iI]?)?[bB]\s*$"}


_PRESET = one_of("preset", lambda: list(presets()))
MAX_SIZE = Reader(_max_size, _max_size_schema)
PRESET = Reader(
    lambda value: INVALID if _PRESET(value) is INVALID else presets()[value.text],
    lambda: described_words({name: preset.meaning for name, preset in presets().items()}),
)
