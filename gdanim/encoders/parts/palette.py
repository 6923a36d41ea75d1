"""Chooses at most 255 colours for all frames of a picture: the theme's colours exactly, mixed colours approximately."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.encoders.parts.matte import laid

if TYPE_CHECKING:
    from gdanim.encoders import EncodablePicture

COLOUR_COUNT = 255  # of 256: the last is transparent, so that a frame may leave unchanged pixels
SAMPLED_FRAMES = 14  # with 10, a short-lived colour was missed, and its frame was 10 dB worse than the animation
LLOYD_ROUNDS = 4  # further rounds gain less than 0.1 dB
MAX_COLOURS = 20_000  # distinct colours; rarer ones have a near neighbour anyway


def palette(picture: EncodablePicture) -> bytes:
    """Returns 256 RGBA colours as bytes: the picture's own colours, then those that represent its frames best."""
    seen, weights = _count_colours(picture)
    count = min(COLOUR_COUNT, picture.max_colours)
    exact = np.array(_exact_colours(picture, seen, count), float).reshape(-1, 3)
    chosen = _initial_palette(seen, weights, exact, count)
    for _ in range(LLOYD_ROUNDS):
        chosen = _lloyd_round(seen, weights, chosen, len(exact))
    table = np.zeros((COLOUR_COUNT + 1, 4), np.uint8)
    table[: len(chosen), :3] = np.rint(chosen)
    table[:COLOUR_COUNT, 3] = 255
    return table.tobytes()


def _exact_colours(picture: EncodablePicture, seen: np.ndarray, count: int) -> list[tuple[int, int, int]]:
    """Returns the picture's own colours; of a small palette no more than those that are seen, the others cost room."""
    own = list(dict.fromkeys(picture.colours))
    if count < COLOUR_COUNT:
        occurring = set(map(tuple, seen.astype(int).tolist()))
        own = [colour for colour in own if colour in occurring]
    return own[:count]


def sampled_frames(picture: EncodablePicture) -> list[int]:
    """Returns frames from the first to the last, unevenly spaced to avoid aliasing with the steps."""
    golden = (5**0.5 - 1) / 2
    inner = (int(picture.count * (golden * turn % 1)) for turn in range(1, SAMPLED_FRAMES - 2))
    return sorted({0, picture.poster, *inner, picture.count - 1})


def _count_colours(picture: EncodablePicture) -> tuple[np.ndarray, np.ndarray]:
    """Counts the distinct colours ``(n, 3)`` of sampled frames, with pixel counts ``(n,)``, most frequent first."""
    packed = [
        np.ascontiguousarray(laid(picture, picture.frame(index))).view("<u4").ravel()
        for index in sampled_frames(picture)
    ]
    parts = [np.unique(frame, return_counts=True) for frame in packed]
    codes, indices = np.unique(np.concatenate([codes for codes, _ in parts]), return_inverse=True)
    counts = np.bincount(indices, np.concatenate([count for _, count in parts]))
    order = np.argsort(-counts, kind="stable")[:MAX_COLOURS]
    return np.stack([codes[order] >> shift & 255 for shift in (0, 8, 16)], axis=1).astype(float), counts[order]


def _initial_palette(seen: np.ndarray, weights: np.ndarray, exact: np.ndarray, count: int) -> np.ndarray:
    """Returns ``count`` colours: ``exact``, and repeatedly the one whose pixels have the largest error so far."""
    channels = np.ascontiguousarray(seen.T)  # one after the other: six times as fast as three in a row
    chosen = list(exact) or [seen[0]]
    error = np.min([_squared_distances(channels, colour) for colour in chosen], axis=0)
    while len(chosen) < count and error.any():
        chosen.append(seen[int((error * weights).argmax())])
        error = np.minimum(error, _squared_distances(channels, chosen[-1]))
    return np.array(chosen)


def _squared_distances(channels: np.ndarray, colour: np.ndarray) -> np.ndarray:
    """Returns the squared distances (n,) of colours, given as ``channels`` (3, n), from one ``colour`` (3,)."""
    squares = [(channel - value) ** 2 for channel, value in zip(channels, colour, strict=True)]
    return squares[0] + squares[1] + squares[2]


def _lloyd_round(seen: np.ndarray, weights: np.ndarray, chosen: np.ndarray, fixed: int) -> np.ndarray:
    """Moves each colour to the mean of the pixels nearest to it; the first ``fixed`` stay.

    One round of Lloyd's algorithm, IEEE Trans. Inf. Theory 28(2), 1982.
    """
    distances = seen @ (-2 * chosen.T)  # |c|² − 2s·c orders the chosen as |s − c|² does
    distances += np.sum(chosen**2, axis=1)
    nearest = distances.argmin(axis=1)
    share = np.bincount(nearest, weights, len(chosen))
    sums = [np.bincount(nearest, weights * channel, len(chosen)) for channel in seen.T]
    moves = (share > 0) & (np.arange(len(chosen)) >= fixed)
    moved = chosen.copy()
    moved[moves] = (np.stack(sums, axis=1)[moves].T / share[moves]).T
    return moved
