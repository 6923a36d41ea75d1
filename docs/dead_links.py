"""Names each address in built pages that leads to no file or to no place in it, and ends with 1 if there is one.

python docs/dead_links.py docs/_build/html
"""

from __future__ import annotations

import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ADDRESSES = {"href", "src", "srcset"}


class Page(HTMLParser):
    """The addresses in a page, and the places that others can lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: set[str] = set()
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        for name, value in attrs:
            if name in ADDRESSES and value:
                self.addresses.add(value)
            if name == "id" and value:
                self.places.add(value)


@cache
def page(file: Path) -> Page:
    """Returns a page, read once."""
    return Page(file.read_text(encoding="utf-8"))


def is_dead(file: Path, address: str) -> bool:
    """Returns whether an address in a page leads nowhere; those of other sites aren't looked up."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return False
    target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
    if not target.is_file():
        return True
    return bool(parts.fragment) and target.suffix == ".html" and unquote(parts.fragment) not in page(target).places


def main() -> int:
    """Looks at all pages of a folder."""
    files = sorted(Path(sys.argv[1]).resolve().rglob("*.html"))
    pages = [file for file in files if "_images" not in file.parts]
    dead = [f"{file.name}: {address}" for file in pages for address in page(file).addresses if is_dead(file, address)]
    sys.stderr.write("".join(f"{line}\n" for line in dead))
    return 1 if dead or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
