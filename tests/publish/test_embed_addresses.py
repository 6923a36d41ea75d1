"""Addresses of files in pasted text, on every system."""

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from gdanim.publish.embed import EmbedOptions


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PureWindowsPath(r"C:\course\out put\a.gif"), "C:/course/out%20put/a.gif"),
        (PureWindowsPath(r"output\a.gif"), "output/a.gif"),
        (PurePosixPath("a:b.gif"), "a%3Ab.gif"),
        (PurePosixPath("/srv/a.gif"), "/srv/a.gif"),
        (PurePosixPath("../out/./a.gif"), "../out/a.gif"),
    ],
)
def test_a_drive_keeps_its_colon_and_a_name_does_not_look_like_one(path, address):
    assert EmbedOptions().address(path) == address


def test_a_file_elsewhere_stands_directly_under_the_address_of_the_site():
    assert EmbedOptions("https://x.org/").address(PureWindowsPath(r"C:\out\a.gif")) == "https://x.org/a.gif"
