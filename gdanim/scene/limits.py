"""Limits: the number of runs, the size of the picture, and the sizes that a format can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim import registry
from gdanim.messages import message
from gdanim.scene.value import INVALID

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.messages import Message
    from gdanim.scene.value import Invalid, Value

MAX_RUNS = 64
MAX_SWEPT = 200  # values of a sweep, each with a run
MAX_SWEPT_STEPS = 200_000  # of all runs of a sweep together
MAX_PIXELS = 4_000_000_000  # of all frames together


def odd_size_problem(size: tuple[int, int], formats: tuple[str, ...]) -> Message | None:
    """Returns the problem of an odd size with a format that needs even ones, or None."""
    names = [name for name in formats if registry.load("encoders", name).needs_even_size]
    if not names or not any(side % 2 for side in size):
        return None
    width, height = (side + side % 2 for side in size)
    if len(names) == 1:
        return message("scene.odd_side", format=names[0], width=width, height=height)
    return message("scene.odd_sides", formats=" and ".join(names), width=width, height=height)


def missing_film_problem(player: str, formats: tuple[str, ...]) -> Message | None:
    """Returns the problem of a step player whose film is beside it, and is not written; or None."""
    films = {name: registry.load("encoders", name).film for name in formats} if player == "beside" else {}
    missing = ((page, film) for page, film in films.items() if film and film not in formats)
    return next((message("scene.player_without_film", page=page, film=film) for page, film in missing), None)


def no_transparency_problem(formats: tuple[str, ...]) -> Message | None:
    """Returns the problem of formats in which every pixel is opaque, or None."""
    encoders = registry.load_all("encoders")
    names = [name for name in formats if encoders[name].transparency == "none"]
    if not names:
        return None
    others = ", ".join(name for name, encoder in encoders.items() if encoder.transparency == "full")
    return message("scene.no_transparency", formats=" and ".join(names), others=others)


def pixel_limit_problem(size: tuple[int, int], frames: int) -> Message | None:
    """Returns the problem of too many pixels in all frames together, or None."""
    pixels = size[0] * size[1] * frames
    if pixels <= MAX_PIXELS:
        return None
    return message("scene.too_many_pixels", frames=frames, billions=pixels / 1e9, maximum=MAX_PIXELS // 10**9)


def check_size(
    size: tuple[int, int] | None,
    frame_count: int | Invalid,
    formats: tuple[str, ...],
    value_of: Callable[[str], Value],
) -> None:
    """Reports an impossible size. ``value_of`` returns the value of a key."""
    if size is None:
        return
    pixels = None if frame_count is INVALID else pixel_limit_problem(size, frame_count)
    for problem in (odd_size_problem(size, formats), pixels):
        if problem:
            value_of("size").report(problem)
