"""The base of the options of plug-ins, and what a reference says about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HASHABLE = (str, float, int, bool, type(None))


class PluginOptions(BaseModel):
    """The options of a plug-in: immutable, without unknown keys, and with values of exactly the declared types.

    >>> class Options(PluginOptions):
    ...     beta: float = Field(0.9, description="momentum coefficient")
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    def __hash__(self) -> int:
        """Returns a hash of what is hashable for certain: an option may be a list or a mapping."""
        return hash((type(self), *(value for value in self.__dict__.values() if isinstance(value, HASHABLE))))


@dataclass(frozen=True)
class OptionEntry:
    """The entry of an option in a reference.

    Attributes
    ----------
    name, other_names
        Its name, and other libraries' names for it that scenes may use.
    is_required, default
        Whether a scene must give it, and otherwise its value in a scene that does not.
    description
        Its meaning in a few words.
    words
        The words that it takes; none if it takes numbers or other text.
    """

    name: str
    other_names: tuple[str, ...]
    is_required: bool
    default: Any
    description: str
    words: tuple[str, ...]


def entries(plugin: Any) -> Iterator[OptionEntry]:
    """Yields an entry for each option of a plug-in, as its model declares them; nothing for one without options."""
    model, other_names = getattr(plugin, "options", None), getattr(plugin, "other_names", {})
    if model is None:
        return
    for name, schema in model.model_json_schema()["properties"].items():
        field = model.model_fields[name]
        is_required = field.is_required()
        yield OptionEntry(
            name,
            tuple(other for other, target in other_names.items() if target == name),
            is_required,
            None if is_required else field.get_default(call_default_factory=True),
            schema.get("description", ""),
            tuple(_words(schema)),
        )


def _words(schema: Mapping[str, Any]) -> list[str]:
    return [*schema.get("enum", ()), *(word for each in schema.get("anyOf", ()) for word in _words(each))]
