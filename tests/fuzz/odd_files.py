"""Files that stand beside a fuzzed scene: tables such as people have and such as nobody has, paths, styles, a base."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TABLES: dict[str, str | bytes] = {
    "usual.csv": "x,y\n0,0\n1,2\n2,3\n3,5\n4,4\n5,7\n",
    "tiny.csv": "x,y\n1e-301,2e-301\n2e-301,3e-301\n4e-301,1e-301\n",
    "small.csv": "x,y\n1e-90,2e-90\n2e-90,3e-90\n4e-90,1e-90\n",
    "huge.csv": "x,y\n1e150,-1e150\n-1e150,1e149\n0,1\n",
    "large.csv": "x,y\n1e12,-1e12\n-1e12,1e11\n0,1\n",
    "equal.csv": "x,y\n1,1\n1,1\n1,1\n",
    "classes.csv": "x,y\n0,0\n1,0\n2,1\n3,1\n4,1\n",
    "parted.csv": "x,y\n0,0\n1,0\n1,0\n9,1\n",
    "one_class.csv": "x,y\n0,1\n1,1\n2,1\n",
    "words.csv": "x,y\n0,no\n1,no\n2,yes\n3,yes\n1,yes\n",
    "excel.csv": '\ufeff"area";"price"\r\n"1";"2"\r\n"2";"3"\r\n',
    "commas.csv": "x;y\n1,5;2,25\n2,5;3\n0,5;1\n",
    "thousands.csv": 'x,y\n"1,200",3\n"2,400",5\n"3,000",1\n',
    "dates.csv": "day,y\n2024-01-01,1\n2024-02-01,3\n2024-12-31,2\n",
    "tabs.tsv": "x\ty\n1\t2\n2\t3\n3\t1\n",
    "headless.csv": "1,2\n2,4\n3,5\n4,9\n",
    "holes.csv": "x,y\n1,\n,2\n3,4\nN/A,5\n5,6\n",
    "rows.csv": ',x,y\n"1",1,2\n"2",2,1\n"3",3,5\n',
    "wide.csv": "x,y,z\n1,2,3\n2,3,4\n3,5,1\n",
    "ragged.csv": "x,y\n1,2\n2\n3,4,5\n",
    "same_names.csv": "x,x\n1,2\n2,3\n3,5\n",
    "signs.csv": "x,y\n−1,2\n+2,3 %\n3,$5\n",
    "not_numbers.csv": "x,y\nnan,1\n2,inf\n3,1\n",
    "one.csv": "x,y\n1,2\n",
    "names.csv": "x,y\n",
    "empty.csv": "",
    "blank.csv": "\n\n  \n",
    "quote.csv": 'x,y\n"1,2\n3,4\n',
    "latin1.csv": "größe,y\n1,2\n2,3\n".encode("latin-1"),
    "utf16.csv": "x,y\n1,2\n2,3\n".encode("utf-16"),
    "nul.csv": b"x,y\n1,\x002\n2,3\n",
    "archive.npz": b"PK\x03\x04 no archive",
}
PATHS = {
    "walk.csv": "x\n2\n1\n0.5\n0.25\n",
    "walk2.csv": "x,y\n2,1\n1,0.5\n0.5,0.2\n",
    "away.csv": "x\n1\n1e100\ninf\n",
    "still.csv": "x\n0\n0\n",
    "nothing.csv": "x\n",
}
STYLES = {
    "mine.mplstyle": "figure.facecolor: 101020\ntext.color: white\naxes.prop_cycle: cycler('color', ['ff8800'])",
    "faint.mplstyle": "text.color: (1, 1, 1, 0.1)\nfigure.facecolor: white\n",
    "broken.mplstyle": "axes.facecolor: no colour\nfont.size: 1e300\nunknown.key: 1\n",
    "tex.mplstyle": "text.usetex: True\n",
}
BASES = {
    "_base.yaml": "title: A base\ntheme: dark\nnotes: [{text: here, steps: 0}]\n",
    "_circle.yaml": "extends: _circle.yaml\nsteps: 3\n",
    "_broken.yaml": "steps: [\n",
}


def write(folder: Path) -> None:
    """Writes all of them."""
    for name, content in {**TABLES, **PATHS, **STYLES, **BASES}.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
