"""The drawing library's own settings, whatever the person's are; theirs come back afterwards."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT_AS_TEXT = {"svg.fonttype": "none", "svg.hashsalt": "gdanim", "pdf.fonttype": 42}


@contextmanager
def settings() -> Iterator[None]:
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcdefaults()
        found: Any = mpl.rcParams
        found.update(TEXT_AS_TEXT)
        yield
