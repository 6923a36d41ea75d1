"""Builds a page of every host on this machine from what ``gdanim embed`` prints, and checks that the picture is there.

    python bench/hosts/build.py [HOST...]

MkDocs with Material, Sphinx (HTML and LaTeX, with reStructuredText and MyST), Hugo, pandoc (HTML, LaTeX, docx, pptx,
reveal.js), LaTeX and reveal.js. A host that is not on this machine is skipped, with the reason. Ends with 1 if a page
has a dead address or lacks its picture.
"""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import zipfile
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).parents[2]
SCENE = """\
title: Two step sizes
function: x**2
start: 2
eta: [0.1, 0.9]
steps: 6
size: [480, 360]
output: [gif, mp4, html, still, pdf, png]
"""
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}

NAMES = {"src", "data-src", "srcset", "poster"}


class Skipped(Exception):  # noqa: N818
    """A host that is not here."""


class Addresses(HTMLParser):
    """The addresses of images, videos and frames in a page."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag in {"img", "video", "iframe", "source"}:
            self.found += [(tag, value) for name, value in attributes if name in NAMES and value]


def run(command, folder):
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command[0]}: {(done.stderr or done.stdout)[-1500:]}"
    return done.stdout


def embed(folder, host, *options):
    command = [sys.executable, "-m", "gdanim", "embed", "sizes.yaml", "--as", host, "-o", "media", "-q", *options]
    return run(command, folder)


def check_page(page, site, kinds, base="/"):
    """Checks that a page has elements of these kinds, and that each of its addresses leads to a file of the site."""
    found = Addresses(page.read_text(encoding="utf-8")).found
    own = [(tag, address) for tag, address in found if "sizes" in address]
    assert {tag for tag, _ in own} >= set(kinds), f"{page}: found {own}, not {kinds}"
    for tag, address in own:
        path = unquote(urlsplit(unescape(address)).path)
        file = site / path.removeprefix(base) if path.startswith("/") else page.parent / path
        assert file.is_file(), f"{page}: {tag} {address} is dead"


def program(*names):
    for name in names:
        if shutil.which(name) is None:
            raise Skipped(f"there is no {name} here")


def module(*names):
    for name in names:
        if importlib.util.find_spec(name) is None:
            raise Skipped(f"there is no Python package {name} here")


def mkdocs(folder):
    module("material")
    docs = folder / "docs"
    (docs / "guide").mkdir(parents=True)
    shutil.copytree(folder / "media", docs / "guide" / "media")
    extensions = "markdown_extensions: [attr_list, md_in_html]"
    (folder / "mkdocs.yml").write_text(f"site_name: x\ntheme: {{name: material, font: false}}\n{extensions}\n")
    (docs / "index.md").write_text("# x\n")
    texts = [embed(folder, "mkdocs"), embed(folder, "mkdocs", "--player")]
    texts += [embed(folder, "mkdocs", "--player", "--base-url", "/guide")]
    (docs / "guide" / "steps.md").write_text("# Steps\n\n" + "\n\n".join(texts), encoding="utf-8")
    run([sys.executable, "-m", "mkdocs", "build", "-q", "-d", "site"], folder)
    check_page(folder / "site" / "guide" / "steps" / "index.html", folder / "site", ["img", "iframe"])


def sphinx(folder):
    """Both of its languages, reStructuredText and MyST, as HTML and as PDF."""
    module("sphinx", "myst_parser")
    (folder / "conf.py").write_text(
        "project = 'x'\nextensions = ['myst_parser']\nmyst_enable_extensions = ['colon_fence']\n"
        "html_extra_path = ['extra']\nexclude_patterns = ['_build', 'extra']\n"
    )
    (folder / "extra").mkdir()
    shutil.copytree(folder / "media", folder / "extra" / "player")
    player = embed(folder, "sphinx", "--player", "--base-url", "/player").replace("/player/media", "/player")
    text = embed(folder, "sphinx")
    (folder / "index.rst").write_text(f"x\n=\n\n{text}\n\n{player}\n\n.. toctree::\n\n   more\n", encoding="utf-8")
    (folder / "media" / "sizes.png").unlink()  # it would be taken before the GIF
    listed = embed_without_png(folder)
    (folder / "more.md").write_text(f"# More\n\n{listed}\n", encoding="utf-8")
    run([sys.executable, "-m", "sphinx", "-q", "-b", "html", ".", "_build/html"], folder)
    check_page(folder / "_build" / "html" / "index.html", folder / "_build" / "html", ["img", "iframe"])
    check_page(folder / "_build" / "html" / "more.html", folder / "_build" / "html", ["img"])
    run([sys.executable, "-m", "sphinx", "-q", "-b", "latex", ".", "_build/latex"], folder)
    tex = (folder / "_build" / "latex" / "x.tex").read_text(encoding="utf-8")
    endings = re.findall(r"includegraphics\[[^]]*\]\{\{[^}]*\}\.(\w+)\}", tex)
    assert endings == ["pdf"] * 3, f"LaTeX needs the vectors, not {endings}"
    if shutil.which("pdflatex") and shutil.which("kpsewhich") and run(["kpsewhich", "wrapfig.sty"], folder):
        run(["pdflatex", "-interaction=nonstopmode", "x.tex"], folder / "_build" / "latex")


def embed_without_png(folder):
    """The text for MyST of a folder in which no PNG is beside the GIF."""
    (folder / "other").mkdir()
    render = [sys.executable, "-m", "gdanim", "render", "sizes.yaml", "-o", "other", "-f", "gif,pdf", "-q"]
    run(render, folder)
    return run([*render[:3], "embed", "sizes.yaml", "--as", "myst", "-o", "other", "-q"], folder)


def hugo(folder):
    program("hugo")
    bundle = folder / "content" / "posts" / "steps"
    bundle.mkdir(parents=True)
    (folder / "layouts" / "_default").mkdir(parents=True)
    (folder / "layouts" / "_default" / "single.html").write_text("<html><body>{{ .Content }}</body></html>")
    (folder / "hugo.toml").write_text('baseURL = "https://example.org/"\n')
    shutil.copytree(folder / "media", bundle / "media")
    text = f"{embed(folder, 'hugo')}\n{embed(folder, 'hugo', '--player')}"
    (bundle / "index.md").write_text(f"---\ntitle: x\n---\n\n{text}", encoding="utf-8")
    run(["hugo", "--quiet", "--config", "hugo.toml"], folder)
    page = folder / "public" / "posts" / "steps" / "index.html"
    check_page(page, folder / "public", ["img"])
    assert 'href="media/sizes.html"' in page.read_text(encoding="utf-8")


def pandoc(folder):
    """One text for HTML, LaTeX, docx, pptx and reveal.js."""
    program("pandoc")
    (folder / "x.md").write_text(f"# x\n\n{embed(folder, 'pandoc')}\n", encoding="utf-8")
    for kind, ending in (("html", "gif"), ("revealjs", "gif"), ("latex", "pdf"), ("docx", "png"), ("pptx", "png")):
        options = ["-s", "--metadata=title:x", f"--default-image-extension={ending}", "-t", kind, "-o", f"x.{kind}"]
        run(["pandoc", "x.md", *options], folder)
    for page in ("x.html", "x.revealjs"):
        check_page(folder / page, folder, ["img"])
    for file in ("x.docx", "x.pptx"):
        with zipfile.ZipFile(folder / file) as archive:
            assert any(name.endswith(".png") and "media" in name for name in archive.namelist()), f"{file}: no picture"
    assert "sizes.pdf" in (folder / "x.latex").read_text(encoding="utf-8")
    if shutil.which("pdflatex"):
        run(["pdflatex", "-interaction=nonstopmode", "x.latex"], folder)


def latex(folder):
    program("pdflatex")
    head = r"\documentclass{article}\usepackage[utf8]{inputenc}\usepackage{graphicx}\begin{document}"
    (folder / "x.tex").write_text(f"{head}\n{embed(folder, 'latex')}\n\\end{{document}}\n", encoding="utf-8")
    run(["pdflatex", "-interaction=nonstopmode", "x.tex"], folder)
    assert b"/Form" in (folder / "x.pdf").read_bytes() or (folder / "x.pdf").stat().st_size > 10_000


def reveal(folder):
    texts = "".join(
        f"<section>{text}</section>" for text in (embed(folder, "reveal"), embed(folder, "reveal", "--player"))
    )
    (folder / "x.html").write_text(f"<div class=reveal><div class=slides>{texts}</div></div>", encoding="utf-8")
    check_page(folder / "x.html", folder, ["video", "iframe"])


def html(folder):
    texts = [embed(folder, "html"), embed(folder, "html", "--player"), embed(folder, "github")]
    (folder / "x.html").write_text("".join(texts), encoding="utf-8")
    check_page(folder / "x.html", folder, ["video", "iframe", "img"])


HOSTS = {
    "html": html,
    "mkdocs": mkdocs,
    "sphinx": sphinx,
    "hugo": hugo,
    "pandoc": pandoc,
    "latex": latex,
    "reveal": reveal,
}


def main(names):
    failed = 0
    with TemporaryDirectory() as root:
        made = Path(root) / "made"
        made.mkdir()
        (made / "sizes.yaml").write_text(SCENE, encoding="utf-8")
        run([sys.executable, "-m", "gdanim", "render", "sizes.yaml", "-o", "media", "-q"], made)
        for name in names or HOSTS:
            folder = Path(root) / name
            shutil.copytree(made, folder)
            try:
                HOSTS[name](folder)
            except Skipped as reason:
                print(f"{name}: skipped: {reason}")
            except AssertionError as error:
                failed += 1
                print(f"{name}: FAILED: {error}")
            else:
                print(f"{name}: the picture is there")
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
