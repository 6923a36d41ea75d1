"""Plug-ins from outside gdanim: their origins, and the entry points of installed packages."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from gdanim.registry.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.metadata import EntryPoint


@dataclass(frozen=True)
class Foreign:
    """A plug-in from outside gdanim: of an installed ``package``, or registered by the running program.

    ``version`` is the package's; for a registered plug-in it is a random number, because its code may differ in the
    next process.
    """

    kind: str
    name: str
    package: str
    version: str
    get: Callable[[], Any] = field(compare=False, repr=False)

    @property
    def source(self) -> str:
        """The plug-in's origin, as messages name it."""
        return f"{self.package} {self.version}" if self.package else "this program"

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """The plug-in's identity in a fingerprint."""
        return self.kind, self.name, self.package, self.version


@cache
def installed() -> dict[str, dict[str, tuple[Foreign, ...]]]:
    """Returns the entry points of all installed packages, unloaded."""
    from importlib import metadata

    by_kind: dict[str, dict[str, tuple[Foreign, ...]]] = {kind: {} for kind in KINDS}
    entries = metadata.entry_points()
    for kind in KINDS:
        for entry in entries.select(group=f"gdanim.{kind}"):
            by_kind[kind][entry.name] = (*by_kind[kind].get(entry.name, ()), _entry(kind, entry))
    return by_kind


def _entry(kind: str, entry: EntryPoint) -> Foreign:
    package, version = (entry.dist.name, entry.dist.version) if entry.dist else (entry.module, "")
    return Foreign(kind, entry.name, package, version, entry.load)
