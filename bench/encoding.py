"""Encoding alone: the video tool on the finished frames of the flagship, the floor for programs that draw them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import commands

from gdanim import pipeline, registry, scene
from gdanim.encoders.parts.palette import palette
from gdanim.outputs import encoding, ffmpeg_binary

if TYPE_CHECKING:
    from pathlib import Path

GENERAL_GIF = (  # as people write it: a palette from the first frames, all frames one after the other
    "[0:v]split[a][b];[a]trim=end_frame=20,palettegen[p];[b][p]paletteuse=dither=none:diff_mode=rectangle"
)
GENERAL_MP4 = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-threads", "1", "-pix_fmt", "yuv420p")


@dataclass(frozen=True)
class Floors:
    """The commands that encode the frames: those that differ, with our own settings, and all, with general ones."""

    own_mp4: list[str]
    own_gif: list[str]
    general_mp4: list[str]
    general_gif: list[str]


def floors(folder: Path) -> Floors:
    """Draws the flagship at its default size, and writes its frames as raw files into ``folder``."""
    loaded = scene.load(commands.SCENE)
    picture = pipeline.compose_animation(loaded, pipeline.trace(loaded))
    begins = set(accumulate(picture.holds[:-1], initial=0))
    distinct, every = folder / "distinct.raw", folder / "every.raw"
    with distinct.open("wb") as few, every.open("wb") as all_frames:
        for index, frame in enumerate(picture.frames()):
            all_frames.write(frame.tobytes())
            if index in begins:
                few.write(frame.tobytes())
    colours = folder / "colours.raw"
    colours.write_bytes(palette(picture))
    tool, size = ffmpeg_binary.executable(), "x".join(map(str, picture.size))

    def raw(file: Path, frame_size: str) -> list[str]:
        return [
            "-f",
            "rawvideo",
            "-pixel_format",
            "rgba",
            "-video_size",
            frame_size,
            "-framerate",
            str(picture.fps),
            "-i",
            str(file),
        ]

    begin = [tool, "-hide_banner", "-loglevel", "error", "-y"]
    mp4 = registry.load("encoders", "mp4").stream(picture)
    own = encoding.arguments(picture, {folder / "own.mp4": mp4})
    with_palette = "[0:v][1:v]paletteuse=dither=none:diff_mode=rectangle"
    return Floors(
        [*begin, *raw(distinct, size), "-vf", mp4.filters, *own[own.index("-c:v") :]],
        [
            *begin,
            *raw(distinct, size),
            *raw(colours, encoding.PALETTE_SIZE),
            "-filter_complex",
            with_palette,
            str(folder / "own.gif"),
        ],
        [*begin, *raw(every, size), *GENERAL_MP4, str(folder / "general.mp4")],
        [*begin, *raw(every, size), "-filter_complex", GENERAL_GIF, str(folder / "general.gif")],
    )


def whole_command(folder: Path, formats: str) -> list[str]:
    """The whole command for the flagship at its default size."""
    return commands.render_command(commands.SCENE, folder, formats)
