"""At most 255 colours that stand for all the colours of a picture: its own exactly, the mixes at their edges nearly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gdanim.encoders import Picture

COLOURS = 255  # of 256: the last is transparent, so that a frame may leave alone what does not change
SAMPLES = 14  # with 10, a colour that is seen in passing was missed, and its frame was 10 dB worse than the film
ROUNDS = 4  # more gain less than 0.1 dB
MOST = 20_000  # distinct colours that are weighed; the rarest beyond it find a neighbour anyway


def palette(picture: Picture) -> bytes:
    """256 RGBA colours as bytes, from the picture's own colours and a few of its frames."""
    seen, weights = _census(picture)
    own = np.array(list(dict.fromkeys(picture.colours))[:COLOURS], float).reshape(-1, 3)
    chosen = _spread(seen, weights, own)
    for _ in range(ROUNDS):
        chosen = _settle(seen, weights, chosen, len(own))
    table = np.zeros((COLOURS + 1, 4), np.uint8)
    table[: len(chosen), :3] = np.rint(chosen)
    table[:COLOURS, 3] = 255
    return table.tobytes()


def sample(picture: Picture) -> list[int]:
    """Frames from the first to the last, unevenly spread, so that no rhythm of the steps hides a kind of moment."""
    golden = (5**0.5 - 1) / 2
    inner = (int(picture.count * (golden * turn % 1)) for turn in range(1, SAMPLES - 2))
    return sorted({0, picture.poster, *inner, picture.count - 1})


def _census(picture: Picture) -> tuple[np.ndarray, np.ndarray]:
    """The distinct colours of the sample, ``(n, 3)``, and how many pixels have each, ``(n,)``; most frequent first."""
    packed = [np.ascontiguousarray(picture.frame(index)).view("<u4").ravel() for index in sample(picture)]
    parts = [np.unique(frame, return_counts=True) for frame in packed]
    codes, places = np.unique(np.concatenate([codes for codes, _ in parts]), return_inverse=True)
    counts = np.bincount(places, np.concatenate([count for _, count in parts]))
    order = np.argsort(-counts, kind="stable")[:MOST]
    return np.stack([codes[order] >> shift & 255 for shift in (0, 8, 16)], axis=1).astype(float), counts[order]


def _spread(seen: np.ndarray, weights: np.ndarray, own: np.ndarray) -> np.ndarray:
    """``own``, then again and again the colour whose pixels are served worst."""
    channels = np.ascontiguousarray(seen.T)  # one after the other: six times as fast as three in a row
    chosen = list(own) or [seen[0]]
    error = np.min([_apart(channels, colour) for colour in chosen], axis=0)
    while len(chosen) < COLOURS and error.any():
        chosen.append(seen[int((error * weights).argmax())])
        error = np.minimum(error, _apart(channels, chosen[-1]))
    return np.array(chosen)


def _apart(channels: np.ndarray, colour: np.ndarray) -> np.ndarray:
    """The squared distances (n,) of colours, given as ``channels`` (3, n), from one."""
    squares = [(channel - own) ** 2 for channel, own in zip(channels, colour, strict=True)]
    return squares[0] + squares[1] + squares[2]


def _settle(seen: np.ndarray, weights: np.ndarray, chosen: np.ndarray, fixed: int) -> np.ndarray:
    """One round of Lloyd's: each colour moves to the mean of the pixels nearest to it, but for the first ``fixed``.

    Lloyd, IEEE Trans. Inf. Theory 28(2), 1982.
    """
    distances = seen @ (-2 * chosen.T)  # |c|² − 2s·c orders the chosen as |s − c|² does
    distances += np.sum(chosen**2, axis=1)
    owner = distances.argmin(axis=1)
    share = np.bincount(owner, weights, len(chosen))
    sums = [np.bincount(owner, weights * channel, len(chosen)) for channel in seen.T]
    moves = (share > 0) & (np.arange(len(chosen)) >= fixed)
    settled = chosen.copy()
    settled[moves] = (np.stack(sums, axis=1)[moves].T / share[moves]).T
    return settled
