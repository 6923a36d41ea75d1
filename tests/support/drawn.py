"""A scene, drawn, and what a test wants to know of it: its texts, its artists, and where data lie on the page."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gdanim import pipeline, scene as scenes, themes
from gdanim.decorations.callouts import Callout
from gdanim.drawing.axes import Axes
from gdanim.drawing.geometry import Box
from gdanim.drawing.label import Label

LOOKS = (0.1, 0.3, 0.6, 0.9, 1.0)


@dataclass(frozen=True)
class Drawn:
    """``scene``, its runs and its picture."""

    scene: object
    trajectories: list
    picture: object

    @cached_property
    def theme(self):
        return themes.load(self.scene.theme)

    @property
    def moments(self):
        return self.picture.timeline.moments

    def axes(self, panel=0):
        """Where the data of a panel lie on the page, from the sidecar's entry alone."""
        entry = self.picture.panels[panel]
        logs = [scale == "log" for scale in entry["scale"]]
        return Axes(Box(*entry["box"]), tuple(entry["x_range"]), tuple(entry["y_range"]), *logs)

    def at(self, step):
        """The moment at which the ball rests on x_k with all of its slope and step to be seen."""
        return self.picture.timeline.fullest_moment(step)

    def sampled(self):
        """Moments of every kind: for each step the first of the beats' parts, of the way and of the rest."""
        kinds = {}
        for moment in self.moments:
            look = next(bound for bound in LOOKS if moment.look_progress <= bound)
            kinds.setdefault((moment.phase, moment.step, moment.beat, look, round(3 * moment.travel_progress)), moment)
        return list(kinds.values())

    def show(self, moment):
        for drawing in self.picture.drawings:
            drawing.show(moment)

    @property
    def artists(self):
        return [artist for drawing in self.picture.drawings for artist in (*drawing.static, *drawing.movers)]

    def visible(self, kind, moment):
        """The artists of a kind that are drawn at a moment."""
        self.show(moment)
        return [artist for artist in self.artists if isinstance(artist, kind) and artist.visible]

    def labels(self, moment):
        """Every text that is read at a moment, those of callouts too."""
        visible_labels = self.visible(Label, moment)
        visible_labels += [line for callout in self.visible(Callout, moment) for line in callout.placed_lines()]
        return [label for label in visible_labels if label.content and label.alpha > 0]

    def in_headers(self, artists):
        """Those of the artists that stand in the headers and legends of cells, wherever the layout puts these."""
        boxes = [cell.header for cell in self.picture.layout.cells if cell.header]
        return [
            artist for artist in artists
            if any(box.left - 1 <= artist.x <= box.right + 1 and box.top <= artist.y <= box.bottom for box in boxes)
        ]  # fmt: skip

    def frame(self, step):
        """The pixels (height, width, 3) at ``at(step)``, as whole numbers that may be subtracted."""
        return self.picture.frame(self.at(step).index)[..., :3].astype(int)


def draw(source, **overrides):
    """A picture of a scene, from a file or as a mapping of its keys. ``overrides`` are keys and YAML texts."""
    loaded = scenes.load(source, {key.replace("__", "."): str(value) for key, value in overrides.items()})
    trajectories = pipeline.trace(loaded)
    return Drawn(loaded, trajectories, pipeline.compose(loaded, trajectories, pipeline.moments(loaded, trajectories)))


def words(label):
    """What a label says, as one string; formulas without their dollar signs."""
    return label.content if isinstance(label.content, str) else "".join(piece.text for piece in label.content)


def number(text):
    """The number that a text shows."""
    return float(text.strip("()").replace("−", "-").replace("\u202f", ""))


def meet(one, other):
    """Whether two boxes (left, top, right, bottom) share any of the page."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def bluish(pixels):
    """Where the light theme's ball lies: no other colour of it has so much more blue than red."""
    return pixels[..., 2] - pixels[..., 0] > 30


def reddish(pixels):
    """Where the step's colour lies."""
    return (pixels[..., 0] - pixels[..., 1] > 90) & (pixels[..., 0] - pixels[..., 2] > 90)


def centre(mask):
    """The middle (x, y) of the marked pixels, in page pixels: pixel i reaches from i to i + 1."""
    rows, columns = np.nonzero(mask)
    return columns.mean() + 0.5, rows.mean() + 0.5
