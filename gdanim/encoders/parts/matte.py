"""Frames without a background for a format without transparency: they are laid on a colour, the matte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gdanim.encoders import EncodablePicture


def laid(picture: EncodablePicture, frame: np.ndarray) -> np.ndarray:
    """Returns a frame, RGBA bytes ``(height, width, 4)``, laid on the picture's matte; itself if it has none."""
    if picture.matte is None:
        return frame
    alpha = frame[..., 3:].astype(np.uint16)
    under = np.array(picture.matte, np.uint16) * (255 - alpha)
    opaque = np.full_like(frame, 255)
    opaque[..., :3] = (frame[..., :3] * alpha + under + 127) // 255
    return opaque
