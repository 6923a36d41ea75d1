"""Pages of the player, written once, and one browser that opens them."""

import pytest
from browser import Browser, executable

from gdanim import pipeline, scene as scenes

SIZE = "size: [480, 360]\n"
RUNS = (
    "title: {en: 'Two </script> \"sizes\"', fa: دو طول گام}\nfunction: x**2\nstart: 2\neta: [0.3, 0.9]\nsteps: 12\n"
    "digits: {fa: persian}\n"
)
QUESTION = (
    "function: 0.1*x**2\nstart: 2\neta: 1\nsteps: 3\n"
    "notes: [{text: left or right?, steps: 0, pause: 2}, {text: and now?, steps: 2, pause: 1}]\n"
)
BATCHES = (
    "function: {linear_regression: {generate: {n: 40}}}\nstart: [0, 0]\neta: 0.05\nbatch: 1\nsteps: {epochs: 3}\n"
    "timing: {seconds: 6}\n"
)
PAIR = "function: x**2\nstart: 2\neta: 0.3\nsteps: 4\ntheme: [light, dark]\nplayer: {media: beside}\n"
SCENES = {"runs": RUNS, "question": QUESTION, "batches": BATCHES}


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """The folder of the pages, with their sidecars."""
    folder = tmp_path_factory.mktemp("player")
    for name, text in SCENES.items():
        (folder / f"{name}.yaml").write_text(f"{text}{SIZE}", encoding="utf-8")
        for language in ("en", "fa") if name == "runs" else (None,):
            scene = scenes.load(folder / f"{name}.yaml", language=language)
            pipeline.render(scene, folder, ["html"], stem=f"{name}.{language}" if language else name)
    (folder / "pair.yaml").write_text(f"{PAIR}{SIZE}", encoding="utf-8")
    pipeline.render(scenes.load(folder / "pair.yaml"), folder, ["html", "mp4"])
    return folder


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    if executable() is None:
        pytest.skip("there is no Chromium here; Debian's package is chromium")
    running = Browser(tmp_path_factory.mktemp("profile"))
    yield running
    running.close()


@pytest.fixture
def opened(browser, pages):
    """A function that opens a page of the player; what it opens is closed."""
    tabs = []

    def open_page(name, query="", size=(1000, 900), **media):
        tab = browser.page(f"{(pages / f'{name}.html').as_uri()}{query}", size, **media)
        tabs.append(tab)
        tab.wait("document.querySelector('video').readyState >= 2")
        return tab

    yield open_page
    for tab in tabs:
        tab.close()
