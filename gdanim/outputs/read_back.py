"""Reading a finished file back, every frame of it, with a reader that did not write it."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.encoders import rate
from gdanim.errors import EncodeError
from gdanim.outputs import video_tool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gdanim.encoders import Encoder, Picture

UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, struct.error)
"""What Pillow raises for a broken file."""


@dataclass(frozen=True)
class Reading:
    """What a reader finds in a file: its size in pixels, its frames, and how long they stand, in seconds."""

    size: tuple[int, int]
    frames: int
    seconds: float


def check(path: Path, encoder: Encoder, picture: Picture) -> Reading:
    """What the file holds. Raises EncodeError unless it is whole and has the picture's size, frames and seconds."""
    if not path.is_file():
        raise EncodeError(f"the video tool wrote no {path.name}")
    found = read_video(path) if encoder.reader == "video tool" else read_images(path)
    if fault := next(_faults(found, encoder, picture), None):
        raise EncodeError(f"{path.name} does not read back as it was drawn: it has {fault}")
    return found


def _faults(found: Reading, encoder: Encoder, picture: Picture) -> Iterator[str]:
    if found.size != tuple(picture.size) and not encoder.own_size:
        yield f"{_by(found.size)} pixels instead of {_by(picture.size)}"
    if encoder.stream is None or (encoder.merges and found.frames == 1 and _stands_still(picture)):
        return
    if not encoder.merges and found.frames != picture.count:
        yield f"{found.frames} frames instead of {picture.count}"
    frame = 1 / rate(picture)
    if abs(found.seconds - picture.count * frame) > frame / 2:
        yield f"{found.seconds:g} seconds instead of {float(picture.count * frame):g}"


def _stands_still(picture: Picture) -> bool:
    """Whether nothing moves: then a format may keep one frame that stands for ever and has no seconds."""
    first, *others = (picture.frame(index) for index in (0, picture.count // 2, picture.count - 1))
    return all((other == first).all() for other in others)


def _by(size: tuple[int, int]) -> str:
    return f"{size[0]} × {size[1]}"


def read_images(path: Path) -> Reading:
    """GIF, WebP and PNG, still or moving, decoded by Pillow."""
    from PIL import Image

    frames, milliseconds = 0, 0.0
    try:
        with Image.open(path) as image:
            for frames in range(1, getattr(image, "n_frames", 1) + 1):
                image.seek(frames - 1)
                image.load()
                milliseconds += image.info.get("duration", 0)
            return Reading(image.size, frames, milliseconds / 1000)
    except UNREADABLE as error:
        raise EncodeError(f"{path.name} can't be read back: {error}") from error


def read_video(path: Path) -> Reading:
    """MP4 and WebM, decoded by a video tool that knows only the file; it lists each frame's time and length."""
    listing = path.with_name("frames")
    whole = ("-xerror", "-i", f"file:{path}", "-map", "0:v:0", "-fps_mode", "passthrough")
    video_tool.run(("-nostdin", *whole, "-f", "framecrc", "-y", f"file:{listing}"))
    try:
        return _listed(listing.read_text())
    except (OSError, ValueError, LookupError) as error:
        raise EncodeError(f"{path.name} can't be read back: it holds no frames") from error


def _listed(text: str) -> Reading:
    """Lines ``#tb 0: 1/20``, ``#dimensions 0: 800x600``, and for each frame ``0, dts, pts, duration, bytes, sum``."""
    lines = text.splitlines()
    facts = dict(line[1:].split(" 0: ", 1) for line in lines if line.startswith("#") and " 0: " in line)
    width, height = facts["dimensions"].split("x")
    over, under = facts["tb"].split("/")
    times = [line.split(",")[2:4] for line in lines if line and not line.startswith("#")]
    end = max(int(start) + int(length) for start, length in times)
    return Reading((int(width), int(height)), len(times), end * int(over) / int(under))
