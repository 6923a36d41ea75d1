"""Types that the options of several schedules have, and their numbers in formulas."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from gdanim.spelling import typed_number

Eta = Annotated[float, Field(gt=0, allow_inf_nan=False, description="initial step size")]
Factor = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=1)]
End = Annotated[float, Field(ge=0, allow_inf_nan=False, description="last step size")]
Least = Annotated[float, Field(ge=0, allow_inf_nan=False, description="least step size")]


def as_tuple(value: Any) -> Any:
    """Returns a list as a tuple, for options whose value is one; other values are unchanged.

    Parameters
    ----------
    value
        The option as a scene has it.

    Returns
    -------
    tuple or the value
        The value that the option keeps.
    """
    return tuple(value) if isinstance(value, list) else value


def base_text(value: float) -> str:
    """Returns a number as the base of a power: ``0.95``, ``(1e-6)``.

    Parameters
    ----------
    value
        The base.

    Returns
    -------
    str
        The number, in brackets if it has a power of its own.
    """
    text = typed_number(value)
    return f"({text})" if "e" in text else text
