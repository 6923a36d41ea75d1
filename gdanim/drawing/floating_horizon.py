"""Finds for all columns of pixels at once how far away a surface is seen in each of their rows.

This is the floating horizon of ``surface_image`` for frames that follow each other quickly: positions are whole rows,
so that a running count of samples under each row stands for a search.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np


class SeenPixels(NamedTuple):
    """The pixels that show a surface, (n,) each, as places in an image (rows, columns) whose lowest row is the first.

    ``samples`` are positions between the samples of their lines of sight, from 0 on; ``is_below`` tells whether the
    surface is seen from below.
    """

    places: np.ndarray
    samples: np.ndarray
    is_below: np.ndarray


def seen_pixels(rows: np.ndarray, row_count: int) -> SeenPixels:
    """Returns the pixels that show a surface.

    Parameters
    ----------
    rows
        (samples, columns) float32: how high each sample is on the page, in rows from 0 at the lowest one, from near to
        far. NaN where there is no surface.
    row_count
        The number of rows.
    """
    is_there = ~np.isnan(rows)
    begins = is_there.copy()
    begins[1:] &= ~is_there[:-1]
    count = int(begins.sum(axis=0).max(initial=0))
    stretches = np.cumsum(begins, axis=0, dtype=np.int16) if count > 1 else is_there
    is_free = np.ones(row_count * rows.shape[1], bool)
    found: list[SeenPixels] = []
    for index in range(1, count + 1):  # those before hide those behind
        here = is_there & (stretches == index)
        first = np.where(here.any(axis=0), here.argmax(axis=0), len(rows))
        for is_below in (False, True):
            upwards = row_count - 1 - rows if is_below else rows
            places, samples = _first_reach(np.where(here, upwards, -np.inf), first, row_count)
            if is_below:
                places = (row_count - 1) * rows.shape[1] + 2 * (places % rows.shape[1]) - places
            is_new = is_free[places]
            places, samples = places[is_new], samples[is_new]
            is_free[places] = False
            found.append(SeenPixels(places, samples, np.full(len(places), is_below)))
    if not found:
        return SeenPixels(np.empty(0, int), np.empty(0, np.float32), np.empty(0, bool))
    return SeenPixels(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


def _first_reach(rows: np.ndarray, first: np.ndarray, row_count: int) -> tuple[np.ndarray, np.ndarray]:
    """Returns the places of pixels above their column's ``first`` sample, and the samples that first reach them."""
    count, columns = rows.shape
    column = np.arange(columns)
    entries = rows[np.minimum(first, count - 1), column]
    horizon = rows.copy()
    for sample in range(1, count):
        np.maximum(horizon[sample - 1], horizon[sample], out=horizon[sample])
    lowest = max(0, math.floor(entries.min(where=first < count, initial=np.inf)))
    height = min(row_count, math.floor(horizon[-1].max()) + 1) - lowest
    if height <= 0:
        return np.empty(0, int), np.empty(0, np.float32)
    after = (np.clip(horizon - np.float32(lowest), -1, height) + 1).astype(np.int64)
    after[after > height] = height
    after *= columns
    after += column
    under = np.bincount(after.ravel(), minlength=(height + 1) * columns).astype(np.int16).reshape(-1, columns)
    for row in range(1, height):
        under[row] += under[row - 1]  # at last how many samples each row is above
    under = under[:-1]
    places = np.flatnonzero((under > first.astype(np.int16)) & (under < np.int16(count)))
    reached = under.ravel().take(places).astype(np.int64)
    column = places % columns
    ends = reached * columns + column
    places += lowest * columns
    high = rows.ravel().take(ends)
    low = rows.ravel().take(np.subtract(ends, columns, out=ends))
    wanted = (places - column).astype(np.float32) / np.float32(columns)
    return places, (reached - 1 + (wanted - low) / (high - low)).astype(np.float32)
