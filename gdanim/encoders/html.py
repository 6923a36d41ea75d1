"""HTML: the step player, a page with the film, its words and its steps in one file."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING
from urllib.parse import quote

from gdanim.encoders import EncodablePicture, Encoder, Stream, frame_rate, mp4
from gdanim.encoders.parts.video import FILTERS, key_frames_at_steps

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

POSTER_QUALITY, STRIP_QUALITY = 80, 70


def stream(picture: EncodablePicture) -> Stream:
    return Stream(FILTERS, (*key_frames_at_steps(picture.arrivals), *mp4.OPTIONS))


def page(picture: EncodablePicture, film: Path, path: Path) -> None:
    from gdanim import player

    media = player.Media(
        films=tuple(map(quote, picture.films)) or (_data_address(mp4.PLUGIN.mime, film.read_bytes()),),
        poster=_webp(_first_frame(picture), POSTER_QUALITY),
        strip=_webp(_strip(picture, path), STRIP_QUALITY),
        size=picture.size,
        seconds=float(picture.count / frame_rate(picture)),
    )
    text = player.page(picture.describe(), media, picture.words, picture.source)
    path.write_text(text, encoding="utf-8", newline="\n")


def _first_frame(picture: EncodablePicture) -> Image:
    from PIL import Image

    return Image.fromarray(picture.frame(0)[..., :3])


def _strip(picture: EncodablePicture, path: Path) -> Image:
    from PIL import Image

    from gdanim import sheets

    file = path.with_name("strip.png")
    sheets.write(picture.strip(), file)
    with Image.open(file) as image:
        image.load()
    file.unlink()
    return image


def _webp(image: Image, quality: int) -> str:
    stream = io.BytesIO()
    image.save(stream, "WEBP", quality=quality, method=6)
    return _data_address("image/webp", stream.getvalue())


def _data_address(mime: str, content: bytes) -> str:
    return f"data:{mime};base64,{base64.b64encode(content).decode()}"


PLUGIN = Encoder(
    "a page that plays it step by step; one file, no network",
    ".html",
    "text/html",
    stream,
    page=page,
    film=mp4.NAME,
    codec=mp4.CODEC,
    reader="ffmpeg",
    needs_even_size=True,
)
