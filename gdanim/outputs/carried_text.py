"""Text that a file carries beside its picture: written into GIF, PNG, WebP, MP4, WebM and PDF, and read from them.

Each format has a place for it that programs skip which don't know it. The file's first bytes tell the format.
"""

from __future__ import annotations

import base64
import re
import struct
import zlib
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KEYWORD = b"gdanim"
MAX_BYTES = 1 << 20  # of a text, when it is read
BOX = bytes.fromhex("6764616e696d4a5350b0a1c5de10f3a2")
"""The name of our box in an MP4."""
PNG_HEAD, GIF_BLOCK = 33, 255  # bytes: of a PNG before its second chunk, of a block of a GIF's comment
XMP_FLAG = 0x04  # the flag of a WebP file that it has metadata
SEGMENT, TAGS, TAG, TARGETS, SIMPLE_TAG, TAG_NAME, TAG_BINARY = (
    bytes.fromhex(number) for number in ("18538067", "1254c367", "7373", "63c0", "67c8", "45a3", "4485")
)
"""Elements of a WebM file."""
GIF_COMMENT = re.compile(rb"\x21\xfe.gdanim \{", re.DOTALL)
PDF_COMMENT = re.compile(rb"\n%gdanim ([A-Za-z0-9+/=]+)\nstartxref")
PDF_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
HTML_SOURCE = re.compile(rb'<pre dir="ltr"[^>]*><code>(.*?)</code>', re.DOTALL)


def write(path: Path, text: str) -> None:
    """Writes the text into the file; a file of a format that has no place for it stays as it is."""
    content = path.read_bytes()
    writer = next((put for begin, put, _ in FORMATS if content.startswith(begin)), None)
    if writer is None and content[4:8] == b"ftyp":
        writer = _put_into_mp4
    if writer is not None:
        path.write_bytes(writer(content, text.encode()))


def read(path: Path) -> str | None:
    """Returns the text that the file carries, or None. Raises OSError."""
    content = path.read_bytes()
    reader = next((take for begin, _, take in FORMATS if content.startswith(begin)), None)
    if reader is None:
        reader = _take_from_mp4 if content[4:8] == b"ftyp" else None
    try:
        text = reader(content) if reader is not None else None
    except (struct.error, zlib.error, IndexError, ValueError):  # not as we wrote it
        return None
    return None if text is None else text.decode(errors="replace")


def read_source_of_page(path: Path) -> str | None:
    """Returns the scene that a page of the step player shows, or None. Raises OSError."""
    found = HTML_SOURCE.search(path.read_bytes())
    return unescape(found[1].decode(errors="replace")) if found else None


def _put_into_png(content: bytes, text: bytes) -> bytes:
    """Returns the PNG with a compressed chunk of international text."""
    data = KEYWORD + b"\0\1\0\0\0" + zlib.compress(text, 9)
    chunk = struct.pack(">I", len(data)) + b"iTXt" + data
    return content[:PNG_HEAD] + chunk + struct.pack(">I", zlib.crc32(chunk[4:])) + content[PNG_HEAD:]


def _take_from_png(content: bytes) -> bytes | None:
    position = 8
    while position < len(content):
        (length,) = struct.unpack(">I", content[position : position + 4])
        data = content[position + 8 : position + 8 + length]
        if content[position + 4 : position + 8] == b"iTXt" and data.startswith(KEYWORD + b"\0\1"):
            return _inflated(data[len(KEYWORD) + 5 :])
        position += length + 12
    return None


def _put_into_gif(content: bytes, text: bytes) -> bytes:
    """Returns the GIF with a comment at its end."""
    comment = KEYWORD + b" " + text
    blocks = (comment[start : start + GIF_BLOCK] for start in range(0, len(comment), GIF_BLOCK))
    return content[:-1] + b"\x21\xfe" + b"".join(bytes([len(block)]) + block for block in blocks) + b"\0" + content[-1:]


def _take_from_gif(content: bytes) -> bytes | None:
    begin = GIF_COMMENT.search(content)
    position, text = (begin.start() + 2, b"") if begin else (0, b"")
    while begin and content[position]:
        text += content[position + 1 : position + 1 + content[position]]
        position += content[position] + 1
    return text.removeprefix(KEYWORD + b" ") if text else None


def _put_into_webp(content: bytes, text: bytes) -> bytes:
    """Returns the WebP file with a chunk of metadata; only animations, which have a header for it."""
    if content[12:16] != b"VP8X":
        return content
    data = KEYWORD + b" " + zlib.compress(text, 9)
    chunk = b"XMP " + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
    body = content[8:20] + bytes([content[20] | XMP_FLAG]) + content[21:] + chunk
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _take_from_webp(content: bytes) -> bytes | None:
    position = 12
    while position < len(content):
        (length,) = struct.unpack("<I", content[position + 4 : position + 8])
        data = content[position + 8 : position + 8 + length]
        if content[position : position + 4] == b"XMP " and data.startswith(KEYWORD):
            return _inflated(data[len(KEYWORD) + 1 :])
        position += 8 + length + length % 2
    return None


def _put_into_mp4(content: bytes, text: bytes) -> bytes:
    """Returns the MP4 with a box of our own at its end."""
    data = BOX + zlib.compress(text, 9)
    return content + struct.pack(">I", len(data) + 8) + b"uuid" + data


def _take_from_mp4(content: bytes) -> bytes | None:
    position = 0
    while position < len(content):
        (length,) = struct.unpack(">I", content[position : position + 4])
        data = content[position + 8 : position + length]
        if content[position + 4 : position + 8] == b"uuid" and data.startswith(BOX):
            return _inflated(data[len(BOX) :])
        position += length or len(content)
    return None


def _put_into_webm(content: bytes, text: bytes) -> bytes:
    """Returns the WebM file with a tag at the end of its segment."""
    tag = _element(TAG_NAME, KEYWORD) + _element(TAG_BINARY, zlib.compress(text, 9))
    tags = _element(TAGS, _element(TAG, _element(TARGETS, b"") + _element(SIMPLE_TAG, tag)))
    size = content.index(SEGMENT) + len(SEGMENT)
    if content[size] != 1:  # a segment whose length is not written in eight bytes
        return content
    length = int.from_bytes(content[size + 1 : size + 8], "big") + len(tags)
    return content[: size + 1] + length.to_bytes(7, "big") + content[size + 8 :] + tags


def _take_from_webm(content: bytes) -> bytes | None:
    begin = content.rfind(_element(TAG_NAME, KEYWORD) + TAG_BINARY)
    if begin < 0:
        return None
    size = begin + len(_element(TAG_NAME, KEYWORD)) + len(TAG_BINARY)
    length = int.from_bytes(content[size + 1 : size + 8], "big")
    return _inflated(content[size + 8 : size + 8 + length])


def _element(name: bytes, data: bytes) -> bytes:
    return name + b"\1" + len(data).to_bytes(7, "big") + data


def _put_into_pdf(content: bytes, text: bytes) -> bytes:
    """Returns the PDF with a comment, and its last lines once more behind it."""
    start = PDF_START.search(content)
    if start is None:
        return content
    comment = b"%gdanim " + base64.b64encode(zlib.compress(text, 9))
    return content.rstrip() + b"\n" + comment + b"\nstartxref\n" + start[1] + b"\n%%EOF\n"


def _take_from_pdf(content: bytes) -> bytes | None:
    found = PDF_COMMENT.search(content)
    return _inflated(base64.b64decode(found[1])) if found else None


def _inflated(data: bytes) -> bytes:
    return zlib.decompressobj().decompress(data, MAX_BYTES)


FORMATS: tuple[tuple[bytes, Callable[[bytes, bytes], bytes], Callable[[bytes], bytes | None]], ...] = (
    (b"\x89PNG", _put_into_png, _take_from_png),
    (b"GIF8", _put_into_gif, _take_from_gif),
    (b"RIFF", _put_into_webp, _take_from_webp),
    (b"\x1a\x45\xdf\xa3", _put_into_webm, _take_from_webm),
    (b"%PDF-", _put_into_pdf, _take_from_pdf),
)
"""The first bytes of each format, and how a text is written into it and read."""
