"""Rendering from any thread: four at once write what one after the other writes."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import gdanim
from gdanim import scene as scenes
from gdanim.stills.write import write_still

SMALL = {"steps": 2, "size": [320, 240], "timing": {"frames_per_step": 2, "hold": {"start": 0.1, "end": 0.1}}}
SCENES = (
    {"function": "x**2/(1 + x**2)", "start": 3, "eta": [0.1, 0.2], "title": "$x^2$ over $1 + x^2$"},
    {"function": "rosenbrock", "eta": 0.001, "language": "fa", "title": {"fa": "دره"}},
    {"function": "exp(x) + exp(-x)", "start": 2, "eta": 0.1, "theme": "dark", "notes": [{"text": "$e^x$", "at": 1}]},
    {"function": "sin(x)*cos(y)", "start": [1, 2], "eta": 0.1, "panels": ["surface"], "language": "fr"},
)


def render(index, folder):
    """Loads, checks and renders one of the scenes, and returns the hashes of its files."""
    scene = gdanim.load({**SCENES[index], **SMALL})
    gdanim.check(scene)
    files = [*gdanim.render(scene, folder / str(index), ["gif", "png"]).files]
    files.append(write_still(scene, 1, folder / str(index) / "still.svg"))
    return [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]


def test_four_threads_at_once_write_the_same_as_one(tmp_path):
    barrier = Barrier(4)

    def together(index):
        barrier.wait()
        return render(index, tmp_path / "together")

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(together, range(4)))
    assert found == [render(index, tmp_path / "alone") for index in range(4)]


def test_titles_are_checked_in_several_threads_at_once():
    scene = {**SCENES[0], "title": " ".join(f"$\\sqrt{{x^{{{n}}}}}$" for n in range(20))}
    with ThreadPoolExecutor(4) as pool:
        titles = {loaded.title for loaded in pool.map(scenes.load, [scene] * 16)}
    assert titles == {scene["title"]}
