"""The contract of output formats."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from gdanim import outputs
from gdanim.encoders import Encoder
from gdanim.errors import EncodeError
from gdanim.testing.expectation import expect, expect_summary, loaded, registered
from gdanim.testing.flat_picture import FlatPicture

EXTENSION = re.compile(r"(-[A-Za-z0-9]+)?\.[A-Za-z0-9]+(\.[A-Za-z0-9]+)?")
MIME = re.compile(r"[a-z]+/[\w.+-]+")
FRAME_RATES = (1, 12.5, 30, 50)


def check_encoder(encoder: Encoder | str) -> None:
    """Checks that an output format fulfils the contract.

    It writes animations of any frame rate, of a single frame, and stills, in any supported size, with equal bytes each
    time; its files can be read back with the size and the duration of the picture.

    Parameters
    ----------
    encoder
        The format's ``PLUGIN``, or its name.

    Raises
    ------
    AssertionError
        If the format violates the contract; the message says how.
    """
    plugin = loaded("encoders", encoder)
    expect(isinstance(plugin, Encoder), f"a format must be an Encoder; found a {type(plugin).__name__}")
    expect_summary(plugin.summary)
    expect(EXTENSION.fullmatch(plugin.extension), f"extension must be letters after a dot; found {plugin.extension!r}")
    expect(MIME.fullmatch(plugin.mime), f"mime must be a media type such as image/gif; found {plugin.mime!r}")
    functions = [function for function in (plugin.stream, plugin.writer, plugin.still) if function is not None]
    expect(len(functions) == 1, "a format has one of stream, writer and still")
    with registered("encoders", plugin) as name, TemporaryDirectory() as folder:
        picture = FlatPicture()
        once, again = (_written(name, picture, Path(folder) / each) for each in ("once", "again"))
        expect(once == again, "the same picture must give the same bytes")
        cases = [replace(picture, count=1, poster=0), replace(picture, count=2, poster=0)]
        cases += [replace(picture, fps=rate, count=9) for rate in FRAME_RATES]
        cases += [replace(picture, loop=loop) for loop in ("once", 3)]
        cases += [] if plugin.needs_even_size else [replace(picture, size=(63, 47))]
        for place, case in enumerate(cases):
            _written(name, case, Path(folder) / str(place))


def _written(name: str, picture: FlatPicture, folder: Path) -> bytes:
    """Returns the bytes of the file, which is read back before it gets its name."""
    try:
        file, _ = outputs.write(picture, folder, "film", (name,), lambda _: {})
    except EncodeError as error:
        raise AssertionError(f"an animation of {picture.count} frames, {picture.fps} a second: {error}") from error
    return file.read_bytes() if file.is_file() else b"".join(each.read_bytes() for each in sorted(file.iterdir()))
