"""The texts in the headers of a page, and their widths."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gdanim.decorations import readout, readout_fields
from gdanim.decorations.legend.style import ICON_GAP, ICON_RADIUS, ReadoutColumns
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts.run_names import join_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdanim.decorations.figure_context import FigureContext
    from gdanim.decorations.readout import Field
    from gdanim.descent import Trajectory
    from gdanim.layout.page import Page
    from gdanim.text.quantities import QuantityFormats

    FieldsOf = Callable[[Trajectory, QuantityFormats, str], list[Field]]


@dataclass(frozen=True)
class LegendTexts:
    """The texts of headers ``width`` pixels wide that show these ``marks``.

    ``without`` are the keys that names leave out; ``measured`` caches measured widths.
    """

    figure: FigureContext
    page: Page
    width: float
    marks: frozenset[str]
    without: frozenset[str]
    measured: dict[Any, tuple[float, ...]] = field(default_factory=dict)

    def text_width(self, content: str, size: float, weight: str = "regular") -> int:
        return self.figure.typesetter.width(content, TextStyle(size, self.figure.theme.ink, weight)) if content else 0

    @cached_property
    def names(self) -> list[str]:
        run_indices = range(len(self.figure.scene.runs))
        return [
            self.figure.naming.name(run_index, self.without) if "title" in self.marks else ""
            for run_index in run_indices
        ]

    def widest_name(self, size: float) -> int:
        return max(self.text_width(name, size) for name in self.names)

    def name_and_details(self, run_index: int) -> tuple[str, str]:
        """Returns a run's name and its remaining traits."""
        if "title" not in self.marks:
            return "", ""
        parts = [text for key, text in self.figure.naming.name_parts[run_index].items() if key not in self.without]
        return parts[0] if parts else "", join_parts(self.figure.words, parts[1:])

    def verdicts(self, size: float, width: float, *, is_brief: bool) -> tuple[str, ...] | None:
        """Returns verdicts of one form in which all fit: in a few words, or if ``is_brief`` in even fewer.

        None if they don't fit. Without verdicts the texts are empty.
        """
        words, trajectories, formats = self.figure.words, self.figure.trajectories, self.figure.formats
        if "verdict" not in self.marks:
            return ("",) * len(trajectories)
        forms = [tuple(words.verdict_text(trajectory, formats, short=True) for trajectory in trajectories)]
        forms += [tuple(words.verdict_word(trajectory, formats) for trajectory in trajectories)] if is_brief else []
        return next((form for form in forms if self._all_fit(form, size, width)), None)

    def _all_fit(self, texts: Sequence[str], size: float, width: float) -> bool:
        return all(self.text_width(text, size, "semibold") <= width for text in texts)

    def icon_width(self, size: float) -> float:
        """Returns the width of a verdict's icon and the gap after it."""
        return 2 * ICON_RADIUS * size + ICON_GAP * self.page.unit if "verdict" in self.marks else 0.0

    def readout(self, size: float, width: float, *, with_points: bool) -> ReadoutColumns:
        """Returns the columns that all runs share: coordinates if ``with_points`` and they fit, else values, else
        none.
        """
        choices = (readout_fields.point_fields, readout_fields.height_field)[0 if with_points else 1 :]
        for fields_of in choices if "readout" in self.marks else ():
            widths = self._column_widths(fields_of, size)
            if widths and readout.row_width(widths, size) <= width:
                return ReadoutColumns(fields_of, widths)
        return ReadoutColumns()

    def _column_widths(self, fields_of: FieldsOf, size: float) -> tuple[float, ...]:
        """Returns the common column widths; empty if the runs have different fields."""
        if (fields_of, size) not in self.measured:
            rows = [self._fields(fields_of, trajectory) for trajectory in self.figure.trajectories]
            alike = len({len(row) for row in rows}) == 1
            widths = readout.column_widths(self.figure.typesetter, rows, size) if alike else ()
            self.measured[fields_of, size] = widths
        return self.measured[fields_of, size]

    def _fields(self, fields_of: FieldsOf, trajectory: Trajectory) -> list[Field]:
        """Returns a run's fields, limited to the steps before its verdict is shown."""
        fields = fields_of(trajectory, self.figure.formats, self.figure.theme.muted)
        shown = max(1, trajectory.verdict_known_from)
        return [replace(field, shown=shown) for field in fields] if "verdict" in self.marks else fields
