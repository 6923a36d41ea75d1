"""The option ``range`` of panels: the author's range of the vertical axis."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from gdanim.axis_range import MAX_NUMBER, Range, is_too_narrow
from gdanim.messages import message
from gdanim.spelling import ALL_DIGITS, typed_number

Number = Annotated[float, Field(ge=-MAX_NUMBER, le=MAX_NUMBER)]


def _checked(ends: Range) -> Range:
    """Returns the ends. Raises ValueError if they don't increase, or are too close to each other."""
    ends_text = ", ".join(typed_number(end, ALL_DIGITS) for end in ends)
    if ends[0] >= ends[1]:
        raise ValueError(message("scene.low_to_high", name="range", found=ends_text))
    if is_too_narrow(*ends):
        raise ValueError(message("scene.too_narrow", name="range", found=ends_text))
    return ends


GivenRange = Annotated[tuple[Number, Number], AfterValidator(_checked)]
"""``[low, high]``, as a field of a panel's options."""
