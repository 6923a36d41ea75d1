"""A canvas that notes what it is asked to draw, for tests of what a mark draws in closed form."""

from types import SimpleNamespace

import numpy as np
import pytest


class RecordingCanvas:
    """``calls`` are the calls of the canvas in their order, each with its ``kind`` and what was handed to it."""

    write_text = None

    def __init__(self):
        self.calls = []

    def _note(self, kind, **values):
        self.calls.append(SimpleNamespace(kind=kind, **values))

    def fill(self, outline, colour, *, alpha=1.0, edge=0.0):
        self._note("fill", outline=np.asarray(outline, float), colour=colour, alpha=alpha, edge=edge)

    def stroke(self, points, colour, width, *, dashes=None, dash_offset=0.0, closed=False, alpha=1.0, cap="round"):
        points = np.asarray(points, float)
        keys = {"dashes": dashes, "dash_offset": dash_offset, "closed": closed, "alpha": alpha, "cap": cap}
        self._note("stroke", points=points, colour=colour, width=width, **keys)

    def disc(self, x, y, radius, colour, *, alpha=1.0):
        self._note("disc", centre=(x, y), radius=radius, colour=colour, alpha=alpha)

    def ring(self, x, y, radius, colour, width, *, inside=None):
        self._note("ring", centre=(x, y), radius=radius, colour=colour, width=width, inside=inside)

    def image(self, pixels, left, top, *, alpha=1.0):
        self._note("image", pixels=pixels, left=left, top=top, alpha=alpha)

    def draw_pieces(self, pieces):
        self._note("pieces", pieces=list(pieces))

    def of(self, kind):
        return [call for call in self.calls if call.kind == kind]


@pytest.fixture
def canvas():
    return RecordingCanvas()
