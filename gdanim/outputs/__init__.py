"""Writes a picture to files atomically: files are read back before they get their names, the sidecar is last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim import registry
from gdanim.encoders import EncodablePicture, Encoder, frame_rate
from gdanim.outputs import atomic, carried_text, fingerprint, read_back, sidecar as sidecars
from gdanim.outputs.atomic import remove_leftovers, touch
from gdanim.outputs.encoding import encode
from gdanim.outputs.fingerprint import sha256
from gdanim.outputs.sidecar import OutputEntry, outdated, output_path, output_paths, problems, sidecar_path

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gdanim.outputs.encoding import Progress

__all__ = [
    "OutputEntry",
    "fingerprint",
    "make",
    "outdated",
    "output_path",
    "output_paths",
    "problems",
    "remove_leftovers",
    "sidecar_path",
    "touch",
    "write",
]


def write(
    picture: EncodablePicture,
    folder: Path | str,
    stem: str,
    formats: Sequence[str],
    sidecar: Callable[[list[OutputEntry]], dict[str, Any]],
    *,
    progress: Progress | None = None,
    dark: EncodablePicture | None = None,
) -> tuple[Path, ...]:
    """Writes each format and the sidecar.

    Parameters
    ----------
    picture
        The animation.
    folder
        The folder of the files; created if missing.
    stem
        The files' name without its extension.
    formats
        The names of encoders.
    sidecar
        A function from the list of written outputs to the sidecar's content.
    progress
        A function called with the number of finished frames and of all frames.
    dark
        An animation of the same frames in the dark theme of a pair; None for a single theme.

    Returns
    -------
    tuple of pathlib.Path
        The files in the order of ``formats``, a pair's dark ones after the light ones, then the sidecar.

    Raises
    ------
    RenderError
        If a file can't be made (EncodeError: by ffmpeg). The earlier files in ``folder`` are then unchanged.
    """
    folder, formats = Path(folder), tuple(dict.fromkeys(formats))
    output_files = output_paths(folder, stem, formats, is_pair=dark is not None)
    paths = (*output_files, sidecar_path(folder, stem))
    pictures = [picture] if dark is None else [picture, dark]
    folders = {
        path for path, name in zip(output_files, formats * len(pictures), strict=True) if sidecars.is_folder(name)
    }
    with atomic.os_errors_translated(folder):
        atomic.refuse_folders([path for path in paths if path not in folders])
    with atomic.os_errors_translated(folder), atomic.temporary_folder(folder.absolute()) as temporary:
        files = [temporary / path.name for path in paths]
        entries = []
        for number, each in enumerate(pictures):
            outputs = dict(zip(formats, files[number * len(formats) :], strict=False))
            entries += make(each, outputs, progress)
        content = sidecar(entries)
        with atomic.locked(folder):  # a sidecar lists files that were moved in together
            sidecars.dump(files[-1], sidecars.with_earlier_outputs(content, folder, stem))
            atomic.move_in(files, folder)
    return paths


def make(picture: EncodablePicture, outputs: Mapping[str, Path], progress: Progress | None) -> list[OutputEntry]:
    """Writes the file of each format, and reads it back: still images one by one, all moving ones in one pass.

    Raises EncodeError for a file that isn't what was drawn.
    """
    streams, writers = {}, {}
    for name, file in outputs.items():
        encoder: Encoder = registry.load("encoders", name)
        if encoder.still is not None:
            encoder.still(picture, file)
        if encoder.stream is not None:
            streams[_film(encoder, file)] = encoder.stream(picture)
        if encoder.writer is not None:
            writers[file] = encoder.writer
    encode(picture, streams, writers, progress)
    if picture.carried:
        for name, file in outputs.items():
            _carry(picture.carried, _film(registry.load("encoders", name), file))
    return [_finish(picture, name, file) for name, file in outputs.items()]


def _carry(text: str, file: Path) -> None:
    """Writes a text into a file, or into each file of a folder, before they are read back."""
    for each in file.iterdir() if file.is_dir() else [file]:
        carried_text.write(each, text)


def _film(encoder: Encoder, file: Path) -> Path:
    """Returns the path of the file that a format's stream makes: a page's own, or the one inside of it."""
    return file if encoder.page is None else file.with_name(f".film{file.suffix}")


def _finish(picture: EncodablePicture, name: str, file: Path) -> OutputEntry:
    """Reads the finished file back, writes the page around it if the format has one, and returns its entry."""
    encoder: Encoder = registry.load("encoders", name)
    film = _film(encoder, file)
    size = read_back.check(film, encoder, picture).size
    if encoder.page is not None:
        encoder.page(picture, film, file)
        film.unlink()
    frames, seconds = (picture.count, float(picture.count / frame_rate(picture))) if encoder.is_moving else (1, 0.0)
    return OutputEntry(file.name, name, *size, frames, round(seconds, 6), fingerprint.size(file), sha256(file))
