"""Maps names to plug-ins: gdanim's own, those of other packages' entry points, and those registered by a program."""

from gdanim.registry.entry_points import Foreign
from gdanim.registry.kinds import DATA, KINDS
from gdanim.registry.plugins import (
    PACKAGE,
    data_file,
    foreign,
    load,
    load_all,
    mentioning,
    names,
    problems,
    refresh,
    register,
    shipped,
    synonyms,
    unregister,
    used,
)

__all__ = [
    "DATA", "KINDS", "PACKAGE", "Foreign", "data_file", "foreign", "load", "load_all", "mentioning", "names",
    "problems", "refresh", "register", "shipped", "synonyms", "unregister", "used",
]  # fmt: skip
