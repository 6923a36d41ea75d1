"""The number that takes many values, along the axis of a chart: its values, its symbol, the title and the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts.run_names import label_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.geometry import Box
    from gdanim.panels import PanelContext

CURSOR_WIDTH, TITLE_SIZE, MIN_TITLE_SIZE = 2.0, 16, 12.0  # units; units, pixels


class SweptAxis:
    """The swept number in the context of a chart's axes."""

    def __init__(self, context: PanelContext) -> None:
        self.context, self.axes = context, context.axes
        sweep = context.scene_facts.sweep
        self.values: Sequence[float] = sweep.values if sweep else tuple(map(float, range(len(context.trajectories))))
        self.cursor = Line([], context.theme.ball, CURSOR_WIDTH * context.unit, cap="butt")

    def shown(self, step: int) -> int:
        """Returns the index of the value that is shown at a step of the animation."""
        return min(step, len(self.values) - 1)

    def move_cursor(self, step: int, top: float) -> None:
        """Moves the cursor to the value of a step, from the axis up to ``top``."""
        x = self.axes.x(self.values[self.shown(step)])
        self.cursor.move_to([(x, top), (x, self.axes.box.bottom)])

    def named_value(self, index: int) -> str:
        """Returns a run's swept value with its symbol, such as η = 0.2 in mathematics."""
        parts = label_parts(self.context.words, self.context.trajectories[index].run, self.context.formats)
        return next(iter(parts.values()))

    def symbol(self, style: TextStyle) -> Label:
        """Returns the symbol of the swept number, as words or as mathematics; not yet placed."""
        text = self.named_value(0).partition(" = ")[0]
        return Label(self.context.typesetter, style).set_text(text + "$" * (text.count("$") % 2))

    @property
    def title_style(self) -> TextStyle:
        """The style of the title."""
        size = self.context.text_size(TITLE_SIZE, MIN_TITLE_SIZE)
        return TextStyle(size, self.context.theme.ink, "semibold")

    def title(self, key: str, box: Box, baseline: float) -> Label:
        """Returns the title at the start of a box's width: what the chart shows."""
        context, style = self.context, self.title_style
        label = Label(context.typesetter, style, context.reading.from_start(box, 0.0), baseline, context.reading.start)
        return label.set_text(context.typesetter.fit(context.words.label(key), style, box.width))
