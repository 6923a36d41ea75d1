"""The scene that a file carries comes back as it was; the file looks as before, and no control reaches a terminal."""

import struct
import zlib

import pytest
from command import run
from PIL import Image

from gdanim import registry
from gdanim.cli.source import escaped
from gdanim.outputs import carried_text

TEXT = """\
# η is the step size
function: x**2
title: "گام"
start: 2
eta: 0.1
steps: 2
size: [160, 120]
timing: {frames_per_step: 2, hold: {start: 0.1, end: 0.1}}
metadata: true
"""
FORMATS = [name for name in registry.shipped("encoders") if not registry.load("encoders", name).is_folder]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of the files with the scene in them, and that of the same files without."""
    root = tmp_path_factory.mktemp("carried")
    (root / "bowl.yaml").write_text(TEXT, encoding="utf-8")
    formats = ",".join(registry.shipped("encoders"))
    for folder, switch in (("with", "true"), ("without", "false")):
        done = run(
            "render", root / "bowl.yaml", "-o", root / folder, "-f", formats, "-q", "--set", f"metadata={switch}"
        )
        assert done.exit_code == 0, done.stderr
    return root


def path_of(made, folder, name):
    return made / folder / f"bowl{registry.load('encoders', name).extension}"


@pytest.mark.parametrize("name", FORMATS)
def test_the_scene_comes_back_as_it_was(made, name):
    done = run("source", path_of(made, "with", name))
    assert (done.exit_code, done.stdout) == (0, TEXT)


def test_each_image_of_a_folder_carries_it(made):
    assert run("source", made / "with" / "bowl.frames" / "0001.png").stdout == TEXT


@pytest.mark.parametrize("name", [name for name in FORMATS if registry.load("encoders", name).reader == "pillow"])
def test_an_image_looks_as_without(made, name):
    frames = []
    for folder in ("with", "without"):
        with Image.open(path_of(made, folder, name)) as image:
            frames.append([])
            for index in range(getattr(image, "n_frames", 1)):
                image.seek(index)
                frames[-1].append((image.info.get("duration"), image.convert("RGB").tobytes()))
    assert frames[0] == frames[1]


def test_without_metadata_no_file_carries_a_scene(made):
    done = run("source", path_of(made, "without", "gif"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        f"{path_of(made, 'without', 'gif')} carries no scene; a scene with metadata: true puts itself into its files\n"
    )


def test_what_else_it_was_made_of_is_told_beside(made):
    told = run("source", path_of(made, "with", "gif")).stderr.splitlines()
    assert told[0].endswith(": made with gdanim 0.1.0")
    assert told[1].endswith(": made with --set metadata=true")


def test_a_file_that_is_none_is_wrong_usage(tmp_path):
    done = run("source", tmp_path / "none.gif")
    assert (done.exit_code, done.stderr) == (2, f"{tmp_path / 'none.gif'} can't be read: no such file or directory\n")


def test_control_characters_reach_no_terminal():
    assert escaped("a\x1b[31mb\tc\nd\x9be\x7f") == "a\\x1b[31mb\tc\nd\\x9be\\x7f"


def png_with(data):
    chunk = struct.pack(">I", len(data)) + b"iTXt" + data
    return b"\x89PNG\r\n\x1a\n" + chunk + b"\0\0\0\0"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"GIF89a\x21\xfe\xffgdanim ",
        b"\x89PNG\r\n\x1a\n\0",
        png_with(b"gdanim\0\1\0\0\0broken"),
        b"RIFF\0\0\0\0WEBPXMP \xff\xff\xff\xff",
        b"\0\0\0\x18ftypisom\0\0\0\0uuid",
        b"\x1a\x45\xdf\xa3",
        b"%PDF-1.4\n%gdanim AAAA\nstartxref",
    ],
)
def test_a_broken_file_carries_nothing(tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    assert carried_text.read(tmp_path / "file") is None


def test_a_text_that_unpacks_without_end_is_cut(tmp_path):
    (tmp_path / "file").write_bytes(png_with(b"gdanim\0\1\0\0\0" + zlib.compress(bytes(1 << 26), 9)))
    assert len(carried_text.read(tmp_path / "file")) == carried_text.MAX_BYTES
