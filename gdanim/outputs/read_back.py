"""Reads every frame of a finished file, with a reader that did not write it."""

from __future__ import annotations

import re
import struct
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.encoders import frame_rate
from gdanim.errors import EncodeError
from gdanim.messages import message
from gdanim.outputs import ffmpeg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gdanim.encoders import EncodablePicture, Encoder
    from gdanim.messages import Message

PDF_PAGE = re.compile(rb"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]")
PILLOW_ERRORS = (OSError, SyntaxError, ValueError, EOFError, struct.error)
"""The exceptions that Pillow raises for a broken file."""


@dataclass(frozen=True)
class FileContent:
    """The content of a file as read: its size in pixels, its number of frames, and their durations in seconds."""

    size: tuple[int, int]
    frames: int
    seconds: float


def check(path: Path, encoder: Encoder, picture: EncodablePicture) -> FileContent:
    """Returns the content of the file.

    Raises EncodeError unless it is whole and has the picture's size, frames and duration.
    """
    if not (path.is_dir() if encoder.is_folder else path.is_file()):
        raise EncodeError(message("outputs.nothing_written", file=path.name))
    content = _reader(encoder)(path)
    if difference := next(_differences(path.name, content, encoder, picture), None):
        raise EncodeError(difference)
    return content


def _reader(encoder: Encoder) -> Callable[[Path], FileContent]:
    if encoder.is_folder:
        return read_folder
    return {"ffmpeg": read_video, "pillow": read_images, "vectors": read_page}[encoder.reader]


def _differences(name: str, content: FileContent, encoder: Encoder, picture: EncodablePicture) -> Iterator[Message]:
    if content.size != tuple(picture.size) and not encoder.has_own_size:
        yield message("outputs.wrong_size", file=name, found=_by(content.size), wanted=_by(picture.size))
    merges = encoder.merges_equal_frames
    if not encoder.is_moving or (merges and content.frames == 1 and _nothing_moves(picture)):
        return
    if not merges and content.frames != picture.count:
        yield message("outputs.wrong_number_of_frames", file=name, found=content.frames, wanted=picture.count)
    frame = 1 / frame_rate(picture)
    seconds = picture.count * frame
    if abs(content.seconds - seconds) > frame / 2:
        yield message("outputs.wrong_seconds", file=name, found=content.seconds, wanted=float(seconds))


def _nothing_moves(picture: EncodablePicture) -> bool:
    """Returns whether all frames are equal; a format may then store a single frame without a duration."""
    first, *others = (picture.frame(index) for index in (0, picture.count // 2, picture.count - 1))
    return all((other == first).all() for other in others)


def _by(size: tuple[int, int]) -> str:
    return f"{size[0]} × {size[1]}"


def read_folder(path: Path) -> FileContent:
    """Reads the images in a folder, which must have one size."""
    images = [read_images(file) for file in sorted(path.glob("*.png"))]
    sizes = {image.size for image in images}
    if len(sizes) != 1:
        raise EncodeError(message("outputs.no_frames", file=path.name))
    return FileContent(sizes.pop(), len(images), 0.0)


def read_page(path: Path) -> FileContent:
    """Reads the size of a PDF's page, one point as one pixel."""
    content = path.read_bytes()
    box = PDF_PAGE.search(content)
    if not content.startswith(b"%PDF-") or not content.rstrip().endswith(b"%%EOF") or box is None:
        raise EncodeError(message("outputs.no_frames", file=path.name))
    return FileContent((round(float(box[1])), round(float(box[2]))), 1, 0.0)


def read_images(path: Path) -> FileContent:
    """Reads GIF, WebP and PNG, still or animated, with Pillow."""
    from PIL import Image

    frames, milliseconds = 0, 0.0
    try:
        with _palettes_kept(), Image.open(path) as image:
            for frames in range(1, getattr(image, "n_frames", 1) + 1):
                image.seek(frames - 1)
                image.load()
                milliseconds += image.info.get("duration", 0)
            return FileContent(image.size, frames, milliseconds / 1000)
    except PILLOW_ERRORS as error:
        raise EncodeError(message("outputs.unreadable", file=path.name, error=error)) from error


@contextmanager
def _palettes_kept() -> Iterator[None]:
    """Lets Pillow read a GIF's images without turning each into RGB, which takes three times as long."""
    from PIL import GifImagePlugin

    usual = GifImagePlugin.LOADING_STRATEGY
    GifImagePlugin.LOADING_STRATEGY = GifImagePlugin.LoadingStrategy.RGB_AFTER_DIFFERENT_PALETTE_ONLY
    try:
        yield
    finally:
        GifImagePlugin.LOADING_STRATEGY = usual


def read_video(path: Path) -> FileContent:
    """Reads MP4 and WebM with an independent ffmpeg process, which lists each frame's time and duration."""
    listing = path.with_name("frames")
    source = ("-xerror", "-i", f"file:{path}", "-map", "0:v:0", "-fps_mode", "passthrough")
    ffmpeg.run(("-nostdin", *source, "-f", "framecrc", "-y", f"file:{listing}"))
    try:
        return _parse_listing(listing.read_text())
    except (OSError, ValueError, LookupError) as error:
        raise EncodeError(message("outputs.no_frames", file=path.name)) from error


def _parse_listing(text: str) -> FileContent:
    """Parses ffmpeg's listing.

    It has lines ``#tb 0: 1/20``, ``#dimensions 0: 800x600``, and for each frame ``0, dts, pts, duration, bytes, sum``.
    """
    lines = text.splitlines()
    header = dict(line[1:].split(" 0: ", 1) for line in lines if line.startswith("#") and " 0: " in line)
    width, height = header["dimensions"].split("x")
    numerator, denominator = header["tb"].split("/")
    times = [line.split(",")[2:4] for line in lines if line and not line.startswith("#")]
    end = max(int(start) + int(length) for start, length in times)
    return FileContent((int(width), int(height)), len(times), end * int(numerator) / int(denominator))
