"""One pass of frames into every moving output: one video tool reads each frame once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.encoders import rate
from gdanim.errors import RenderError
from gdanim.outputs import holds, video_tool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    import numpy as np

    from gdanim.encoders import Picture, Stream

    Progress = Callable[[int, int], None]

PALETTE = "16x16"
BITEXACT = ("-bitexact", "-fflags", "+bitexact", "-flags:v", "+bitexact")  # no version strings, no random numbers


def encode(picture: Picture, streams: Mapping[Path, Stream], progress: Progress | None = None) -> None:
    """Write each file of ``streams`` (absolute paths, in a folder of their own). Raises EncodeError, RenderError."""
    if streams:
        video_tool.run(arguments(picture, streams), _frames(picture, progress))


def arguments(picture: Picture, streams: Mapping[Path, Stream]) -> list[str]:
    width, height = picture.size
    words = [*_raw(f"{width}x{height}"), "-framerate", str(rate(picture)), "-i", "pipe:0"]
    for path, stream in streams.items():
        if stream.palette is not None:
            words += [*_raw(PALETTE), "-i", _palette_file(path, stream.palette)]
    words += ["-filter_complex_threads", "1", "-filter_complex", graph(picture, list(streams.values()))]
    for number, (path, stream) in enumerate(streams.items()):
        words += ["-map", f"[out{number}]", *stream.options, *BITEXACT, "-y", f"file:{path}"]
    return words


def graph(picture: Picture, streams: list[Stream]) -> str:
    """The frames split into one branch for each stream; input 0 holds the frames, the palettes follow in order.

    Frames that stand still are filled in again at the end of a branch, when they have been converted once.
    """
    branches = "".join(f"[in{number}]" for number in range(len(streams)))
    chains = [f"[0:v]{holds.clock(holds.sent(picture.holds))},split={len(streams)}{branches}"]
    palettes = 0
    for number, stream in enumerate(streams):
        palettes += stream.palette is not None
        second = "" if stream.palette is None else f"[{palettes}:v]"
        chains.append(f"[in{number}]{second}{stream.filters},fps={rate(picture)}[out{number}]")
    return ";".join(chains)


def _raw(size: str) -> tuple[str, ...]:
    return ("-f", "rawvideo", "-pixel_format", "rgba", "-video_size", size)


def _palette_file(path: Path, palette: bytes) -> str:
    file = path.with_name(f"palette{path.suffix}")  # not longer than the name of an output may be
    file.write_bytes(palette)
    return f"file:{file}"


def _frames(picture: Picture, progress: Progress | None) -> Iterator[np.ndarray]:
    width, height = picture.size
    done, wanted = 0, frozenset(holds.sent(picture.holds))
    for frame in picture.frames():
        if frame.shape != (height, width, 4) or frame.dtype != "uint8":
            raise RenderError(f"frame {done} is {frame.shape} {frame.dtype}, not {(height, width, 4)} uint8")
        if done in wanted:
            yield frame if frame.flags.c_contiguous else frame.copy()
        done += 1
        if progress is not None:
            progress(done, picture.count)
    if done != picture.count:
        raise RenderError(f"{done} frames were drawn, not {picture.count}")
