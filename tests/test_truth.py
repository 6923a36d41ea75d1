"""A finished animation, read back by readers that did not write it, agrees with the mathematics and repeats itself."""

import json
import math
import subprocess
from itertools import pairwise
from types import SimpleNamespace

import imageio_ffmpeg
import numpy as np
import pytest
from command import ENVIRONMENT, GDANIM
from PIL import Image, ImageSequence
from shipped import load

import gdanim
from gdanim import registry

LANE = 16  # pixels above a ball's centre: there its arrow stands in this scene, whose arrows are short
ETAS, STEPS, FPS = (0.2, 0.4, 0.6, 0.8), 25, 20
KEYS = {
    "show": "[ball, step_arrow]",
    "size": "[640, 480]",
    "timing": "{fps: 20, frames_per_step: 2, hold: {start: 0.25, end: 0.5}}",
}
FRAMES = 5 + 2 * STEPS + 1 + 10  # both holds, two a step, the last landing
FORMATS = ("gif", "mp4")
EVERY = [(index, step) for index in range(len(ETAS)) for step in range(STEPS + 1)]


def iterates(eta):
    """Of f(x) = 2x + e^(−2x) from 3, whose slope is 2 − 2e^(−2x)."""
    x = [3.0]
    for _ in range(STEPS):
        x.append(x[-1] - eta * (2 - 2 * math.exp(-2 * x[-1])))
    return x


def value(x):
    return 2 * x + math.exp(-2 * x)


def pixel(panel, x, y):
    left, top, right, bottom = panel["box"]
    (x0, x1), (y0, y1) = panel["x_range"], panel["y_range"]
    return left + (x - x0) / (x1 - x0) * (right - left), bottom - (y - y0) / (y1 - y0) * (bottom - top)


def gif(path):
    """Frames as ``(n, height, width, 3)``, held images repeated, and the second in which each ends."""
    with Image.open(path) as image:
        shown = [(np.asarray(frame.convert("RGB")), frame.info["duration"]) for frame in ImageSequence.Iterator(image)]
    images, delays = zip(*shown, strict=True)
    counts = np.diff(np.rint(np.cumsum([0, *delays]) / 1000 * FPS).astype(int))
    return np.repeat(images, counts, axis=0), np.arange(1, counts.sum() + 1) * sum(delays) / 1000 / counts.sum()


def mp4(path):
    count, seconds = imageio_ffmpeg.count_frames_and_secs(path)
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", path, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    pixels = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(pixels, np.uint8).reshape(count, 480, 640, 3), np.arange(1, count + 1) * seconds / count


@pytest.fixture(scope="module")
def animation(tmp_path_factory):
    done = gdanim.render(load("stepsizes", **KEYS), tmp_path_factory.mktemp("truth"), FORMATS)
    told = json.loads(done.sidecar.read_text(encoding="utf-8"))
    read = {"gif": gif(done.files[0]), "mp4": mp4(done.files[1])}
    return SimpleNamespace(told=told, read=read, curves=[one for one in told["panels"] if one["panel"] == "curve"])


def at(animation, kind, step):
    """The frame shown when the ball is said to arrive."""
    frames, ends = animation.read[kind]
    return frames[np.searchsorted(ends, animation.told["steps"][step]["seconds"] + 1e-6)].astype(int)


def centre(frame, box):
    """The middle of what is blue within a box, in pixels: the ball, round about its centre."""
    left, top, right, bottom = map(round, box)
    part = frame[top : bottom - 5, left:right]  # a history's dot stands close below
    blue = np.clip(part[..., 2] - part[..., 0] - 60, 0, 30)
    rows, columns = np.indices(blue.shape)
    return left + 0.5 + np.average(columns, weights=blue), top + 0.5 + np.average(rows, weights=blue)


@pytest.mark.parametrize("kind", FORMATS)
def test_an_animation_has_the_size_the_frames_and_the_seconds_of_its_sidecar(animation, kind):
    [entry] = [entry for entry in animation.told["outputs"] if entry["format"] == kind]
    frames, ends = animation.read[kind]
    assert (entry["width"], entry["height"], entry["frames"], entry["seconds"]) == (640, 480, FRAMES, FRAMES / FPS)
    assert frames.shape == (FRAMES, 480, 640, 3)
    assert ends[-1] == pytest.approx(FRAMES / FPS, abs=0.001)


def test_each_step_arrives_when_its_frame_is_shown(animation):
    told = [step["seconds"] for step in animation.told["steps"]]
    assert told == pytest.approx([0, *((5 + 2 * k) / FPS for k in range(1, STEPS + 1))], abs=1 / FPS)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_ball_stands_on_the_curve_at_every_step_of_every_run(animation, kind):
    found = [centre(at(animation, kind, step), animation.curves[index]["box"]) for index, step in EVERY]
    meant = [
        pixel(animation.curves[run_index], x, value(x))
        for run_index, step in EVERY
        for x in [iterates(ETAS[run_index])[step]]
    ]
    np.testing.assert_allclose(found, meant, atol=1)


def test_the_tip_of_the_red_arrow_is_the_next_point(animation):
    for index, eta in enumerate(ETAS):
        panel = animation.curves[index]
        for step, (x, new) in enumerate(pairwise(iterates(eta))):
            (ball, row), (tip, landing) = pixel(panel, x, value(x)), pixel(panel, new, value(new))
            row -= LANE
            if abs(tip - ball) < 25 or abs(landing - row) < 14:
                continue  # too short to be told from its ball, or on one line with the ring where it lands
            lines = at(animation, "gif", step)[round(row) - 5 : round(row) + 5]
            red = np.nonzero((lines[..., 0] - lines[..., 2] > 20).any(axis=0))[0]  # a tip covers little of a pixel
            red = red[(red > panel["box"][0]) & (red < panel["box"][2])]
            assert (red.min() if tip < ball else red.max() + 1) == pytest.approx(tip, abs=1)


@pytest.mark.parametrize("run", range(4))
def test_what_is_said_of_a_run_is_true(animation, run):
    verdict, x = animation.told["runs"][run]["verdict"], iterates(ETAS[run])
    if verdict["kind"] == "converged":
        near = [abs(each) <= 0.03 for each in x]  # 1 % of the way from 3 to 0
        assert all(near[verdict["step"] :])
        assert not near[verdict["step"] - 1]
    else:
        assert max(map(abs, x[-4:])) > 0.5


@pytest.mark.slow
def test_the_same_scene_gives_the_same_bytes_whatever_the_surroundings(tmp_path):
    """Two processes: another hash seed, locale and time zone, and a matplotlibrc in the working folder."""
    source = tmp_path / "scene.yaml"
    source.write_text("function: abs(x) + x**2\nstart: 2\neta: [0.1, 0.45]\nsteps: 4\nsize: [320, 240]\n")
    formats = ",".join(registry.names("encoders"))
    surroundings = [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tehran", "OMP_NUM_THREADS": "1", "COLUMNS": "40"},
    ]
    for index, own in enumerate(surroundings):
        folder = tmp_path / str(index)
        folder.mkdir()
        if index:
            folder.joinpath("matplotlibrc").write_text("lines.linewidth: 9\nfont.size: 30\nfigure.facecolor: red\n")
        command = [*GDANIM, "render", str(source), "-o", "output", "-f", formats, "-q"]
        subprocess.run(command, cwd=folder, env=ENVIRONMENT | own, check=True)
    first, second = (
        {file.relative_to(output).as_posix(): file.read_bytes() for file in sorted(output.rglob("*")) if file.is_file()}
        for output in (tmp_path / str(index) / "output" for index in range(2))
    )
    endings = [registry.load("encoders", name).extension for name in formats.split(",")]
    assert {name.split("/")[0] for name in first} == {"scene.json", *(f"scene{ending}" for ending in endings)}
    assert first == second
