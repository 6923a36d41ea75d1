"""What a renderer is asked to write on a page: every text with its place, and how much of it is hidden later."""

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import RendererAgg

from gdanim.drawing.canvas import Canvas
from gdanim.drawing.glyphs import STIX_SCALE

INK = 110  # of 255: a pixel at least so dark belongs to a letter
HIDDEN = 0.06  # of a text's letters may lie under marks: a thin line or the edge of a ring may touch them
MIN_SIZE = 11.0  # pixels


@dataclass(frozen=True, eq=False)
class Text:
    """A line of text: what was set, the page's pixel of its picture's left top corner, and what clips it."""

    image: object
    left: int
    top: int
    clip: tuple | None
    order: int

    def __str__(self):
        return " ".join(part.glyph.text.strip("$") for part in self.image.parts)

    @cached_property
    def marked(self):
        """The pixels (height, width) that the letters and their halo colour."""
        return self.image.pixels[..., 3] > 0

    @cached_property
    def letters(self):
        """The pixels (height, width) of the letters alone."""
        found = np.zeros(self.marked.shape, bool)
        for part in self.image.parts:
            alpha = part.glyph.alpha
            row, column = self.image.ascent - part.glyph.ascent, self.image.pad + round(part.offset) - part.glyph.pad
            column, cut = max(0, column), max(0, -column)
            place = found[row : row + alpha.shape[0], column : column + alpha.shape[1] - cut]
            place |= alpha[: place.shape[0], cut : cut + place.shape[1]] > INK
        return found

    @cached_property
    def box(self):
        """Left, top, right, bottom of the letters' pixels on the page."""
        rows, columns = np.nonzero(self.letters)
        if not len(rows):
            return (self.left, self.top, self.left, self.top)
        return (
            self.left + int(columns.min()),
            self.top + int(rows.min()),
            self.left + int(columns.max()) + 1,
            self.top + int(rows.max()) + 1,
        )

    @property
    def whole(self):
        """The box of the picture of the text, with its halo."""
        height, width = self.marked.shape
        return self.left, self.top, self.left + width, self.top + height

    @property
    def size(self):
        """The size in pixels of its smallest piece."""
        return min(part.glyph.size / (STIX_SCALE if part.glyph.font is None else 1) for part in self.image.parts)


@dataclass(frozen=True, eq=False)
class Shape:
    """An opaque outline, filled or stroked, and the page's box that holds it."""

    outline: object
    place: object
    filled: bool
    width: float
    gc: object
    box: tuple
    order: int


class Page(RendererBase):
    """A renderer that draws nothing and remembers what it was asked for, in order."""

    def __init__(self, size, texts=(), shapes=(), order=0):
        super().__init__()
        self.size, self.texts, self.shapes, self.order = size, list(texts), list(shapes), order
        self.last = None

    def get_canvas_width_height(self):
        return self.size

    def new_gc(self):
        self.last = GraphicsContextBase()
        return self.last

    def write_text(self, image, left, base, _alpha):
        clip = self.last.get_clip_rectangle()
        if clip is not None:
            height = self.size[1]
            clip = clip.x0, height - clip.y1, clip.x1, height - clip.y0
        self.order += 1
        self.texts.append(Text(image, left - image.pad, base - image.ascent, clip, self.order))

    def draw_path(self, gc, outline, place, face=None):
        self.order += 1
        alpha = face[3] if face is not None else gc.get_alpha()
        if alpha < 0.9 or not len(outline.vertices):
            return
        width = 0 if face is not None else gc.get_linewidth()
        corners = place.transform(outline.vertices)
        corners = corners[np.isfinite(corners).all(axis=1)]
        if not len(corners):
            return
        (left, low), (right, high) = corners.min(axis=0) - width, corners.max(axis=0) + width
        height = self.size[1]
        kept = GraphicsContextBase()
        kept.copy_properties(gc)
        box = (left, height - high, right, height - low)
        self.shapes.append(Shape(outline, place, face is not None, width, kept, box, self.order))

    def draw_image(self, *_):
        """Grounds only: a map's colours lie under all texts."""
        self.order += 1

    def part(self):
        """A copy to which more is drawn."""
        return Page(self.size, self.texts, self.shapes, self.order)

    def overlaps(self):
        """The pairs of texts one of which colours a pixel of the other's letters, with its own or with their halo."""
        return {
            tuple(sorted((str(one), str(other))))
            for one, other in combinations(self.texts, 2)
            if meet(one.whole, other.whole) and touch(one, other)
        }

    def cut(self):
        """The texts that leave the page, or what they are clipped to."""
        width, height = self.size
        return {
            str(text)
            for text in self.texts
            for left, top, right, bottom in [text.clip or (0, 0, width, height)]
            if text.box[0] < max(0, left) or text.box[1] < max(0, top)
            or text.box[2] > min(width, right) or text.box[3] > min(height, bottom)
        }  # fmt: skip

    def hidden(self):
        """The texts of whose letters a part lies under marks that are drawn after them."""
        found = set()
        for text in self.texts:
            over = [shape for shape in self.shapes if shape.order > text.order and meet(shape.box, text.box)]
            if over and _covered(text, over, self.size[1]) > HIDDEN:
                found.add(str(text))
        return found

    def small(self):
        """The texts set in letters that are too small; what stands small in a formula is a part of a sign."""
        return {str(text) for text in self.texts if text.size < MIN_SIZE - 1e-6}


def _covered(text, shapes, height):
    """The part of the letters that opaque marks lie on."""
    from matplotlib.transforms import Affine2D

    left, top, right, bottom = text.whole
    renderer = RendererAgg(right - left, bottom - top, 72)
    away = Affine2D().translate(-left, bottom - height)
    for shape in shapes:
        gc = renderer.new_gc()
        gc.copy_properties(shape.gc)
        clip = shape.gc.get_clip_rectangle()
        if clip is not None:
            gc.set_clip_rectangle(clip.translated(-left, bottom - height))
        renderer.draw_path(gc, shape.outline, shape.place + away, (0, 0, 0, 1) if shape.filled else None)
    over = np.asarray(renderer.buffer_rgba())[..., 3] > INK
    return float((over & text.letters).sum()) / max(1, int(text.letters.sum()))


def meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def touch(one, other):
    left, top = max(one.left, other.left), max(one.top, other.top)
    right, bottom = min(one.whole[2], other.whole[2]), min(one.whole[3], other.whole[3])
    under, over = sorted((one, other), key=lambda text: text.order)
    letters, marked = (
        pixels[top - text.top : bottom - text.top, left - text.left : right - text.left]
        for text, pixels in ((under, under.letters), (over, over.marked))
    )
    return bool((letters & marked).any())


class Animation:
    """The pages of a picture, asked for in their order: what stands still is asked for once."""

    def __init__(self, picture):
        self.picture = picture
        self.static = Page(picture.size)
        for drawing in picture.drawings:
            Canvas(self.static).paint(drawing.static)
        self.step = -1

    def at(self, moment):
        """What stands on the page at a moment; moments come in their order."""
        while self.step < moment.step:
            self.step += 1
            for drawing in self.picture.drawings:
                Canvas(self.static).paint(drawing.persist(self.step))
        page = self.static.part()
        for drawing in self.picture.drawings:
            drawing.show(moment)
            Canvas(page).paint(drawing.movers)
        return page


def moments(drawn):
    """The start and the end; of some steps the middle of each beat, before and while the ball goes, and its last."""
    steps = {0, 1, 2, drawn.scene.steps // 2, drawn.scene.steps - 1}
    parts = {}
    for moment in drawn.moments:
        if moment.phase == "step" and moment.step in steps:
            parts.setdefault((moment.step, moment.travel_progress > 0), []).append(moment)
    chosen = [drawn.moments[0], drawn.moments[-1]]
    chosen += [part[place] for part in parts.values() for place in (len(part) // 2, -1)]
    return sorted({moment.index: moment for moment in chosen}.values(), key=lambda moment: moment.index)


def faults(drawn, chosen=None):
    """What is wrong with the texts of an animation: each kind of fault with the texts that have it, and the step."""
    animation, found = Animation(drawn.picture), {}
    for moment in chosen or moments(drawn):
        page = animation.at(moment)
        kinds = {"overlap": page.overlaps(), "cut": page.cut(), "hidden": page.hidden(), "small": page.small()}
        for kind, texts in kinds.items():
            for text in texts:
                found.setdefault((kind, text), moment.step)
    return found
