"""A surface before a turning camera: every frame is another picture, so its film is kept small."""

import numpy as np
import pytest
from PIL import Image

from gdanim import pipeline, scene

SCENE = {
    "function": "himmelblau",
    "steps": 2,
    "panels": [{"surface": {"orbit": 30}}],
    "timing": {"hold": {"start": 0.2, "end": 0.2}},
    "size": [480, 400],
}


@pytest.mark.parametrize(
    ("keys", "fps"),
    [
        ({}, 20 / 3),
        ({"panels": ["surface"]}, 20),
        ({"timing": {"fps": 25}}, 25),
    ],
)
def test_an_orbit_has_few_frames_a_second_unless_the_scene_gives_more(keys, fps):
    loaded = scene.load(SCENE | keys)
    assert pipeline.moments(loaded, pipeline.trace(loaded)).fps == fps


def test_the_gif_of_an_orbit_has_few_colours_and_looks_like_what_was_drawn(tmp_path):
    loaded = scene.load(SCENE)
    pipeline.render(loaded, tmp_path, ["gif"])
    picture = pipeline.compose_animation(loaded, pipeline.trace(loaded))
    errors, colours = [], set()
    with Image.open(tmp_path / "scene.gif") as gif:
        for index in range(gif.n_frames):
            gif.seek(index)
            shown = np.asarray(gif.convert("RGB"))
            colours |= set(map(tuple, shown.reshape(-1, 3).tolist()))
            errors.append(np.square(picture.frame(index)[..., :3].astype(float) - shown).mean())
    assert len(colours) <= 28
    assert 10 * np.log10(255**2 / np.mean(errors)) >= 36  # dB
