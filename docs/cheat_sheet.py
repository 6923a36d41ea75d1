"""Draws the cheat sheet, one page of paper, as PDF and SVG. Its words are those of the keys, panels and plug-ins.

python docs/cheat_sheet.py [FILE...]
"""

from __future__ import annotations

import io
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import fontpkg_ibm_plex_sans_arabic as plex
from matplotlib import font_manager, rc_context
from matplotlib.figure import Figure

from gdanim import pipeline, registry, scene as scenes
from gdanim.functions import by_name
from gdanim.scene import keys

if TYPE_CHECKING:
    from collections.abc import Iterator

SCENE = Path(__file__).parents[1] / "scenes" / "stepsizes.yaml"
WIDTH, HEIGHT = 11.69, 8.27  # inches: A4, landscape
MARGIN, GUTTER, COLUMNS = 0.35, 0.25, 4
SIZE, LINE = 6.9, 0.122  # points, inches
TITLE_HEIGHT = 0.35
NAME_WIDTH = 0.78  # inches
INK, MUTED, ACCENT = "#1B2430", "#566170", "#1F6FB5"
CHARACTERS, MEANING = 54, 40  # of a line of text in a column, and of one beside a name

COMMANDS = (
    ("render SCENE|FOLDER...", "what has changed; -f gif,mp4  -o DIR  -l CODE  --set key=value"),
    ("check SCENE|FOLDER...", "every problem, with its line; --outputs: what is stale"),
    ("still SCENE", "moments as PNG, SVG, PDF; --step K..L  --strip"),
    ("trace SCENE", "the numbers; --json, --csv"),
    ("embed SCENE --as HOST", "text to paste; --player  --width W"),
    ("gallery FOLDER", "one page of all pictures"),
    ("new NAME", "a commented scene to begin with"),
    ("list panels", "or functions, optimizers, schedules, themes …"),
)


def main() -> None:
    """Draws the files that are named, by default both beside this script."""
    folder = Path(__file__).parent
    write(*(map(Path, sys.argv[1:]) if sys.argv[1:] else (folder / "cheat-sheet.pdf", folder / "cheat-sheet.svg")))


def write(*files: Path) -> None:
    """Draws the page once, and writes each file in the format of its ending, unless it stands there as it is."""
    for weight in ("Regular", "Bold"):
        font_manager.fontManager.addfont(Path(plex.ROOT, "files", f"IBMPlexSansArabic-{weight}.ttf"))
    with rc_context({"font.family": ["IBM Plex Sans Arabic", "DejaVu Sans"], "svg.hashsalt": "gdanim"}):
        figure = drawn()
        for file in files:
            date = {"pdf": "CreationDate", "svg": "Date"}[file.suffix[1:]]
            content = io.BytesIO()
            metadata = {"Title": "gdanim cheat sheet", date: None}
            figure.savefig(content, format=file.suffix[1:], metadata=metadata)
            if not file.exists() or file.read_bytes() != content.getvalue():  # else Sphinx would copy it anew
                file.write_bytes(content.getvalue())


def drawn() -> Figure:
    """Returns the page: a title, and columns that are filled one after the other."""
    figure = Figure((WIDTH, HEIGHT))
    figure.text(MARGIN / WIDTH, 1 - 0.42 / HEIGHT, "gdanim", size=17, weight="bold", color=ACCENT)
    claim = "A short scene file in, a beautiful and true animation of gradient descent out."
    figure.text((MARGIN + 1.05) / WIDTH, 1 - 0.42 / HEIGHT, claim, size=9, color=MUTED)
    column = (WIDTH - 2 * MARGIN - (COLUMNS - 1) * GUTTER) / COLUMNS
    top = HEIGHT - MARGIN - TITLE_HEIGHT
    index, y = 0, top - _picture(figure, column, top)
    for kind, text in lines():
        if y < MARGIN + (3 if kind == "heading" else 1) * LINE:
            index, y = index + 1, top
        x = (MARGIN + index * (column + GUTTER)) / WIDTH
        y -= 0.4 * LINE if kind == "heading" and y < top else 0
        style = {
            "heading": {"size": SIZE + 1.6, "weight": "bold", "color": ACCENT},
            "code": {"size": SIZE, "family": "DejaVu Sans Mono", "color": INK},
            "name": {"size": SIZE, "weight": "bold", "color": INK},
            "text": {"size": SIZE, "color": MUTED},
        }[kind]
        y -= LINE * (1.35 if kind == "heading" else 1)
        name, _, meaning = text.rpartition("\t")
        if name:
            figure.text(x, y / HEIGHT, name, **style | {"weight": "bold", "color": INK})
        figure.text(x + ("\t" in text) * NAME_WIDTH / WIDTH, y / HEIGHT, meaning.replace("$", r"\$"), **style)
    if index >= COLUMNS:
        raise ValueError("the cheat sheet is full: make its lines smaller or say less")
    return figure


def _picture(figure: Figure, width: float, top: float) -> float:
    """Draws the last step of a scene at the head of the first column, and returns its height in inches."""
    from matplotlib.image import imread

    pixels = imread(io.BytesIO(pipeline.last_frame(scenes.load(SCENE))), format="png")
    height = width * pixels.shape[0] / pixels.shape[1]
    axes = figure.add_axes((MARGIN / WIDTH, (top - height) / HEIGHT, width / WIDTH, height / HEIGHT))
    axes.imshow(pixels, interpolation="antialiased")
    axes.set_axis_off()
    return height + LINE


def lines() -> Iterator[tuple[str, str]]:
    """Yields the kind and text of every line."""
    yield ("heading", "The whole scene")
    text = SCENE.read_text(encoding="utf-8").splitlines()
    yield from (("code", line.partition("  #")[0]) for line in text if not line.startswith(("#", "title", "digits")))
    yield ("heading", "Commands")
    for command, meaning in COMMANDS:
        yield from (("name", f"gdanim {command}"), *wrapped(meaning))
    yield ("heading", "Keys of a scene")
    for name, key in keys.KEYS.items():
        yield from named(name, key.meaning)
    yield ("heading", "Panels")
    for name in registry.shipped("panels"):
        yield from named(name, registry.load("panels", name).summary)
    marks = sorted({mark for name in registry.shipped("panels") for mark in registry.load("panels", name).marks})
    for title, words in (
        ("Marks (show: [+maximum, -tangent])", marks),
        ("Optimizers", registry.shipped("optimizers")),
        ("Schedules (eta: {cosine: {eta: 0.3}})", registry.shipped("schedules")),
        ("Functions", by_name.SHIPPED),
        ("Themes", registry.shipped("themes")),
        ("Languages", registry.shipped("languages")),
        ("Formats", registry.shipped("encoders")),
    ):
        yield ("heading", title)
        yield from wrapped(", ".join(words))


def named(name: str, meaning: str) -> Iterator[tuple[str, str]]:
    """Yields a name and, after a tabulator, its meaning."""
    first, *rest = textwrap.wrap(meaning, MEANING)
    yield ("text", f"{name}\t{first}")
    yield from (("text", f"\t{line}") for line in rest)


def wrapped(text: str) -> Iterator[tuple[str, str]]:
    yield from (("text", line) for line in textwrap.wrap(text, CHARACTERS))


if __name__ == "__main__":
    main()
