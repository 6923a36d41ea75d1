"""The base of the options of plug-ins."""

from pydantic import BaseModel, ConfigDict

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
