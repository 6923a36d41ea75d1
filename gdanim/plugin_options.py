"""The base of the options of plug-ins."""

from pydantic import BaseModel, ConfigDict


class PluginOptions(BaseModel):
    """The options of a plug-in: immutable, without unknown keys, and with values of exactly the declared types.

    >>> class Options(PluginOptions):
    ...     beta: float = Field(0.9, description="momentum coefficient")
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)
