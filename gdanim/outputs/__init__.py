"""A picture into files: whole or not at all, read back before they get their names, the sidecar last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim import plugins
from gdanim.encoders import rate
from gdanim.outputs import place, reading, sidecar as sidecars
from gdanim.outputs.film import encode
from gdanim.outputs.identity import fingerprint, sha256
from gdanim.outputs.sidecar import OutputEntry, up_to_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gdanim.encoders import Encoder, Picture
    from gdanim.outputs.film import Progress

    Encoders = Mapping[str, Encoder]

__all__ = ["OutputEntry", "fingerprint", "up_to_date", "write"]


def write(
    picture: Picture,
    folder: Path,
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
    encoders: Encoders = {name: plugins.load("encoders", name) for name in dict.fromkeys(formats)}
    folder = Path(folder).absolute()
    names = [f"{stem}{encoder.ending}" for encoder in encoders.values()] + [f"{stem}{sidecars.ENDING}"]
    place.refuse_folders([folder / name for name in names])
    with place.told(folder), place.beside(folder) as temporary:
        files = [temporary / name for name in names]
        _make(picture, encoders, files, progress)
        entries = [_entry(*pair, picture) for pair in zip(encoders.items(), files, strict=False)]
        sidecars.dump(files[-1], sidecar(entries))
        place.move_in(files, folder)
    return tuple(folder / name for name in names)


def _make(picture: Picture, encoders: Encoders, files: Sequence[Path], progress: Progress | None) -> None:
    streams = {}
    for encoder, file in zip(encoders.values(), files, strict=False):
        if encoder.still is not None:
            encoder.still(picture, file)
        if encoder.stream is not None:
            streams[file] = encoder.stream(picture)
    encode(picture, streams, progress)


def _entry(named: tuple[str, Encoder], file: Path, picture: Picture) -> OutputEntry:
    """Read the finished file back and describe it."""
    name, encoder = named
    reading.check(file, encoder, picture)
    frames = picture.count if encoder.stream is not None else 1
    seconds = round(float(picture.count / rate(picture)), 6) if encoder.stream is not None else 0.0
    return OutputEntry(file.name, name, *picture.size, frames, seconds, file.stat().st_size, sha256(file))
