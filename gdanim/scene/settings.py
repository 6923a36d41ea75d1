"""A key's content after reading, and the value it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim.scene.start import Starts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.scene.value import Value


@dataclass(frozen=True)
class Setting:
    """A setting. ``content`` is the result of reading a key's ``value``: INVALID after a problem."""

    content: Any
    value: Value

    def count(self, dimension: int = 1) -> int:
        """Returns the number of items in a list; for starts, of points of ``dimension`` variables."""
        return self.content.count(dimension) if isinstance(self.content, Starts) else len(self.content)

    def with_values(self) -> Iterator[tuple[Any, Value]]:
        """Yields each item with its value, or with the list's if items and values don't correspond."""
        values = self.value.items()
        if len(values) != len(self.content):
            values = (self.value,) * len(self.content)
        return zip(self.content, values, strict=True)


Settings = dict[str, Setting]
"""Settings by key."""


def content_of(settings: Settings, name: str, default: Any) -> Any:
    """Returns the content of a key, or the default of one that is missing."""
    return settings[name].content if name in settings else default
