"""Encodes all moving outputs in one pass: one ffmpeg process reads each frame once for all of them."""

from __future__ import annotations

from collections import deque
from contextlib import ExitStack
from itertools import accumulate
from typing import TYPE_CHECKING

from gdanim.encoders import frame_rate
from gdanim.errors import RenderError
from gdanim.messages import message
from gdanim.outputs import ffmpeg, repeated_frames

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    import numpy as np

    from gdanim.encoders import EncodablePicture, FrameWriter, Stream

    Progress = Callable[[int, int], None]

PALETTE_SIZE = "16x16"
BITEXACT = ("-bitexact", "-fflags", "+bitexact", "-flags:v", "+bitexact")  # no version strings, no random numbers


def encode(
    picture: EncodablePicture,
    streams: Mapping[Path, Stream],
    writers: Mapping[Path, Callable[[EncodablePicture, Path], FrameWriter]],
    progress: Progress | None = None,
) -> None:
    """Writes each file of ``streams`` and ``writers`` (absolute paths, in a folder of their own).

    Raises EncodeError, RenderError, OSError.
    """
    if not streams and not writers:
        return
    with ExitStack() as stack:
        opened = [writer(picture, path) for path, writer in writers.items()]
        for each in opened:
            stack.callback(each.abandon)
        frames = _frames(picture, opened, progress)
        if streams:
            ffmpeg.run(arguments(picture, streams), frames)
        else:
            deque(frames, maxlen=0)


def arguments(picture: EncodablePicture, streams: Mapping[Path, Stream]) -> list[str]:
    """Returns the arguments of ffmpeg for all ``streams``."""
    width, height = picture.size
    options = [*_raw_video(f"{width}x{height}"), "-framerate", str(frame_rate(picture)), "-i", "pipe:0"]
    for path, stream in streams.items():
        if stream.palette is not None:
            options += [*_raw_video(PALETTE_SIZE), "-i", _palette_file(path, stream.palette)]
    options += ["-filter_complex_threads", "1", "-filter_complex", filter_graph(picture, list(streams.values()))]
    for number, (path, stream) in enumerate(streams.items()):
        options += ["-map", f"[out{number}]", *stream.options, *BITEXACT, "-y", f"file:{path}"]
    return options


def filter_graph(picture: EncodablePicture, streams: list[Stream]) -> str:
    """Returns the filter graph that splits the frames into one branch per stream; input 0 is the frames, then palettes.

    Repeated frames are inserted at the end of a branch, after a single conversion.
    """
    branches = "".join(f"[in{number}]" for number in range(len(streams)))
    timestamps = repeated_frames.timestamps_filter(repeated_frames.sent_frames(picture.holds))
    chains = [f"[0:v]{timestamps},split={len(streams)}{branches}"]
    palettes = 0
    for number, stream in enumerate(streams):
        palettes += stream.palette is not None
        second = "" if stream.palette is None else f"[{palettes}:v]"
        chains.append(f"[in{number}]{second}{stream.filters},fps={frame_rate(picture)}[out{number}]")
    return ";".join(chains)


def _raw_video(size: str) -> tuple[str, ...]:
    return ("-f", "rawvideo", "-pixel_format", "rgba", "-video_size", size)


def _palette_file(path: Path, palette: bytes) -> str:
    file = path.with_name(f"palette{path.suffix}")  # not longer than the name of an output may be
    file.write_bytes(palette)
    return f"file:{file}"


def _frames(
    picture: EncodablePicture, writers: Sequence[FrameWriter], progress: Progress | None
) -> Iterator[np.ndarray]:
    """Hands all frames to the writers, and yields those to send to ffmpeg.

    Raises RenderError for a frame of another shape, and for too many or too few.
    """
    width, height = picture.size
    done, sent = 0, frozenset(repeated_frames.sent_frames(picture.holds))
    holds = dict(zip(accumulate(picture.holds, initial=0), picture.holds, strict=False))
    for frame in picture.frames():
        if frame.shape != (height, width, 4) or frame.dtype != "uint8":
            description = {"frame": done, "shape": frame.shape, "kind": frame.dtype}
            raise RenderError(message("outputs.wrong_frame", **description, wanted=(height, width, 4)))
        if done in holds:
            for writer in writers:
                writer.add(frame, holds[done])
        if done in sent:
            yield frame if frame.flags.c_contiguous else frame.copy()
        done += 1
        if progress is not None:
            progress(done, picture.count)
    if done != picture.count:
        raise RenderError(message("outputs.wrong_frame_count", found=done, wanted=picture.count))
    for writer in writers:
        writer.close()
