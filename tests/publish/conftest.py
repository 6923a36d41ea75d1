"""Scenes that are rendered once, for the tests of pages."""

import shutil

import pytest

from gdanim import pipeline, scene as scenes

SMALL = (
    "start: 2\neta: [0.1, 0.9]\nsteps: 2\nsize: [160, 120]\n"
    "timing: {frames_per_step: 2, hold: {start: 0.2, end: 0.2}}\n"
)
STILL = "function: 0.1*x**2\nstart: 2\neta: 1\nsteps: 1\nsize: [160, 120]\nshow: [minimum]\n"
TITLE = """title: {en: 'A "ball" <down> $x^2$ & up', fa: گام‌های کوچک}\n"""


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """``scenes`` and their ``output``: a scene in two languages, one with images only, one in which nothing moves."""
    root = tmp_path_factory.mktemp("pages")
    (root / "scenes").mkdir()
    (root / "scenes" / "a & b.yaml").write_text(f"# <hello>\n{TITLE}function: x**2\n{SMALL}", encoding="utf-8")
    (root / "scenes" / "image.yaml").write_text(f"function: 0.5*x**2\n{SMALL}", encoding="utf-8")
    (root / "scenes" / "still.yaml").write_text(STILL, encoding="utf-8")
    for name, language, formats in (
        ("a & b", "en", ("gif", "mp4", "png")),
        ("a & b", "fa", ("gif", "mp4", "png")),
        ("image", None, ("gif", "webp", "png")),
        ("still", None, ("gif", "mp4", "png")),
    ):
        scene = scenes.load(root / "scenes" / f"{name}.yaml", language=language)
        pipeline.render(scene, root / "output", formats, stem=f"{name}.{language}" if language else name)
    return root


@pytest.fixture
def root(made, tmp_path, monkeypatch):
    """A copy of that folder, as the current folder."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path
