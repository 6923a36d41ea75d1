"""Drafts: what an author sees while writing is the finished page, small and with few frames."""

import io

import numpy as np
import pytest
from PIL import Image

from gdanim import drafts, pipeline, scene
from gdanim.errors import SceneError

SCENE = {"function": "x**2", "start": 2, "eta": 0.2, "steps": 3, "size": [800, 600], "timing": {"seconds": 6}}


def image(content):
    return Image.open(io.BytesIO(content))


def test_a_draft_is_the_finished_page_reduced():
    loaded = scene.load(SCENE)
    draft = drafts.draft(loaded)
    assert (draft.picture.size, draft.picture.fps) == ((480, 360), 10)
    trajectories = pipeline.trace(loaded)
    whole = pipeline.compose(loaded, trajectories, pipeline.moments(loaded, trajectories))
    last = Image.fromarray(whole.frame(whole.count - 1)).resize((480, 360), Image.Resampling.BOX).convert("RGB")
    difference = np.abs(np.asarray(image(draft.png(3)).convert("RGB"), float) - np.asarray(last, float))
    assert difference.mean() < 1.5


def test_a_draft_lasts_as_long_as_the_animation():
    draft = drafts.draft(scene.load(SCENE))
    gif = image(draft.animation("gif"))
    assert gif.format == "GIF"
    delays = [gif.seek(index) or gif.info["duration"] for index in range(gif.n_frames)]
    assert sum(delays) == 1000 * draft.picture.count / draft.picture.fps
    usual = pipeline.moments(draft.scene, pipeline.trace(scene.load(SCENE)))
    assert draft.picture.count / 10 == pytest.approx(len(usual.moments) / usual.fps, abs=0.2)


def test_a_draft_shows_the_step_that_is_asked_for():
    draft = drafts.draft(scene.load(SCENE))
    first, second, last, beyond = (image(draft.png(step)).tobytes() for step in (0, 1, 3, 99))
    assert len({first, second, last}) == 3
    assert beyond == last


def test_a_draft_is_not_enlarged_and_keeps_few_frames_a_second():
    draft = drafts.draft(scene.load(SCENE | {"timing": {"fps": 8}}), width=2000)
    assert (draft.picture.size, draft.picture.fps) == ((800, 600), 8)


def test_a_scene_that_can_not_be_drawn_has_no_draft():
    with pytest.raises(SceneError):
        drafts.draft(scene.load(SCENE | {"title": "\U000e0fff"}))
