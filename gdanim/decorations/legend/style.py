"""The style of all headers of a page: font sizes, and positions within an entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.decorations.readout import Field
    from gdanim.descent import Trajectory
    from gdanim.layout.page import Page
    from gdanim.text.quantities import QuantityFormats

MIN_NAME_SIZE, MIN_VALUE_SIZE = 12.0, 11.0  # pixels
MARKER_RADIUS, MARKER_WIDTH = 7, 24  # units; the width includes the gap after the marker
NAME_GAP = 16  # units after a name
ICON_RADIUS, ICON_GAP = 0.57, 8  # fraction of the verdict's font size; units after the icon


@dataclass(frozen=True)
class ReadoutColumns:
    """The numbers that the readouts of all runs show, and the width in pixels of each; empty if they have no room."""

    fields_of: Callable[[Trajectory, QuantityFormats, str], list[Field]] | None = None
    widths: tuple[float, ...] = ()

    def fields(self, trajectory: Trajectory, formats: QuantityFormats, colour: str) -> list[Field]:
        return self.fields_of(trajectory, formats, colour) if self.fields_of else []


@dataclass(frozen=True)
class LegendStyle:
    """The style of headers: an entry has one line or two. All lengths are in pixels.

    Attributes
    ----------
    page
        The page.
    name_size, value_size, details_size
        The font sizes of a run's name, of its value, and of its details.
    verdicts
        The runs' verdicts in words, by the runs' indices.
    readout
        The numbers of the readout.
    height
        The height of an entry.
    baseline
        The first line's baseline, below the entry's top: a run's name stands on it.
    value_offset
        The distance of the value, the readout and later the verdict, from the start of its line; None for its end.
    value_line, details_line
        The lines, 0 or 1, of the value, and of the details: the remaining traits that distinguish a run.
    line_pitch
        The distance between neighbouring baselines.
    has_markers
        Whether a run's marker is before its name.
    has_bold_names
        Whether names are bold.
    has_quiet_names
        Whether names have the colour of secondary text.
    columns
        The number of columns of entries.
    has_values
        Whether entries have values.
    """

    page: Page
    name_size: float
    value_size: float
    verdicts: tuple[str, ...]
    readout: ReadoutColumns
    height: float
    baseline: float
    value_offset: float | None = None
    value_line: int = 0
    details_size: float = 0.0
    details_line: int = 0
    line_pitch: float = 0.0
    has_markers: bool = False
    has_bold_names: bool = False
    has_quiet_names: bool = False
    columns: int = 1
    has_values: bool = True

    @property
    def icon_radius(self) -> float:
        """The radius of the verdict icon in pixels."""
        return ICON_RADIUS * self.value_size
