"""The drawing library's own settings, whatever the person's are; theirs come back afterwards."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT_AS_TEXT = {"svg.fonttype": "none", "svg.hashsalt": "gdanim", "pdf.fonttype": 42}


@contextmanager
def settings() -> Iterator[None]:
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(TEXT_AS_TEXT)
        yield
