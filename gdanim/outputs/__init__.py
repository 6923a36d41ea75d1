"""A picture into files: whole or not at all, read back before they get their names, the sidecar last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim import registry
from gdanim.encoders import Encoder, Picture, rate
from gdanim.outputs import atomic, read_back, sidecar as sidecars
from gdanim.outputs.atomic import tidy
from gdanim.outputs.film import encode
from gdanim.outputs.fingerprint import fingerprint, sha256
from gdanim.outputs.sidecar import OutputEntry, faults

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gdanim.outputs.film import Progress

__all__ = ["OutputEntry", "faults", "fingerprint", "tidy", "write"]


def write(
    picture: Picture,
    folder: Path | str,
    stem: str,
    formats: Sequence[str],
    sidecar: Callable[[list[OutputEntry]], dict[str, Any]],
    *,
    progress: Progress | None = None,
) -> tuple[Path, ...]:
    """Write each format and the sidecar, and return their paths in that order.

    ``sidecar`` makes the sidecar's content from what was written; ``progress`` is called with the frames done and the
    frames in all. Raises RenderError (EncodeError); then what stood in ``folder`` before stands there still.
    """
    folder, formats = Path(folder), tuple(dict.fromkeys(formats))
    names = [*(sidecars.file_name(stem, name) for name in formats), f"{stem}{sidecars.ENDING}"]
    atomic.refuse_folders([folder / name for name in names])
    with atomic.told(folder), atomic.beside(folder.absolute()) as temporary:
        files = [temporary / name for name in names]
        outputs = dict(zip(formats, files, strict=False))
        make(picture, outputs, progress)
        content = sidecar([describe(picture, name, file) for name, file in outputs.items()])
        with atomic.alone(folder):  # a sidecar tells of files that came in together
            sidecars.dump(files[-1], sidecars.with_kept(content, folder, stem))
            atomic.move_in(files, folder)
    return tuple(folder / name for name in names)


def make(picture: Picture, outputs: Mapping[str, Path], progress: Progress | None) -> None:
    """Write the file of each format: the stills one by one, all that moves in one pass."""
    streams = {}
    for name, file in outputs.items():
        encoder: Encoder = registry.load("encoders", name)
        if encoder.still is not None:
            encoder.still(picture, file)
        if encoder.stream is not None:
            streams[file] = encoder.stream(picture)
    encode(picture, streams, progress)


def describe(picture: Picture, name: str, file: Path) -> OutputEntry:
    """Read the finished file back and list what it is. Raises EncodeError if it isn't what was drawn."""
    encoder: Encoder = registry.load("encoders", name)
    size = read_back.check(file, encoder, picture).size
    frames, seconds = (picture.count, float(picture.count / rate(picture))) if encoder.stream else (1, 0.0)
    return OutputEntry(file.name, name, *size, frames, round(seconds, 6), file.stat().st_size, sha256(file))
