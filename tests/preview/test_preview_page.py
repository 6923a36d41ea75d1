"""The page of the preview in a real browser: the step stays, mistakes are shown, the picture comes before the film."""

from pathlib import Path

import pytest
from small import write

pytestmark = pytest.mark.usefixtures("here")
A = Path("a.yaml")
LONGER = "title: '<b>A & B</b> </script>'\nfunction: x**2\nstart: 2\neta: 0.1\nsteps: 6\nsize: [360, 240]\n"
LINE = "document.querySelector('.state').textContent"
PLAYER = "document.querySelector('iframe:not(.coming)')?.contentDocument"
SLIDER = f"{PLAYER}?.querySelector('.line input')"
DONE = f"{LINE} === 'up to date' && !document.querySelector('.coming') && {SLIDER}"


@pytest.fixture
def page(browser, start):
    tabs = []

    def page(source, query="", size=(1000, 900), **media):
        tab = browser.page(f"{start(source).server.address}{query}", size, **media)
        tabs.append(tab)
        return tab

    yield page
    for tab in tabs:
        tab.close()


def to_step(tab, step):
    tab.run(f"(s => {{ s.value = {step}; s.dispatchEvent(new Event('input')); }})({SLIDER})")
    tab.wait(f"new URLSearchParams(location.search).get('step') === '{step}'")


def test_the_step_stays_from_draft_to_film_and_from_save_to_save(page):
    A.write_text(LONGER)
    tab = page(A)
    tab.wait(DONE)
    to_step(tab, 4)
    A.write_text(LONGER.replace("0.1", "0.2"))
    tab.wait(f"{PLAYER}?.querySelector('.newest')?.src.includes('2-still.png') || {LINE} === 'up to date'")
    tab.wait(f"{DONE} && {PLAYER}.querySelector('.told').textContent === 'step 4 of 6'")
    tab.open(tab.run("location.href"))
    tab.wait(f"{DONE} && {SLIDER}.value === '4'")
    assert tab.troubles() == []
    assert all(address.startswith(tab.run("location.origin")) for address in tab.requests() if address != "about:blank")


def test_a_problem_stands_above_as_text_and_the_last_good_picture_is_pale(page):
    A.write_text(LONGER)
    tab = page(A)
    tab.wait(DONE)
    A.write_text(LONGER.replace("steps: 6", "steps: -6  # <img src=x onerror=alert(1)>"))
    tab.wait("!document.querySelector('.problems').hidden")
    told = tab.run("document.querySelector('.problems').textContent")
    assert told == (
        "a.yaml:5:8: steps must be from 0 to 10,000; found -6\n"
        "    5 | steps: -6  # <img src=x onerror=alert(1)>\n      |        ^^"
    )
    assert tab.run("document.querySelector('.problems').children.length") == 0
    assert tab.run("document.querySelector('main').classList.contains('old')")
    A.write_text(LONGER)
    tab.wait("document.querySelector('.problems').hidden")


@pytest.mark.parametrize("size", [(400, 700), (1000, 900)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_window(page, size, scheme):
    for name in ("a", "a-scene-with-a-name-that-is-far-too-long-for-a-telephone-and-goes-on"):
        write(Path(f"course/{name}.yaml"))
    tab = page(Path("course"), size=size, prefers_color_scheme=scheme)
    tab.wait(DONE)
    assert tab.run("document.documentElement.scrollWidth") <= size[0]
    assert tab.run(f"{PLAYER}.documentElement.scrollWidth") <= size[0]
    assert tab.run("document.querySelector('select').getBoundingClientRect().right") <= size[0]


def test_another_scene_is_chosen_in_the_page(page):
    for name in ("a", "b"):
        write(Path(f"course/{name}.yaml"))
    tab = page(Path("course"))
    tab.wait(DONE)
    assert tab.run("document.title") == "a.yaml"
    tab.run("(s => { s.value = 'b.yaml'; s.dispatchEvent(new Event('change')); })(document.querySelector('select'))")
    tab.wait(f"document.title === 'b.yaml' && {DONE}")
    assert tab.run("new URLSearchParams(location.search).get('scene')") == "b.yaml"


def test_the_end_of_the_preview_is_told(browser, started):
    A.write_text(LONGER)
    process, address = started()
    tab = browser.page(address.strip())
    tab.wait(DONE)
    process.terminate()
    tab.wait(f"{LINE}.startsWith('the preview has ended')")
    tab.close()
