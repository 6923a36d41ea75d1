"""max_size and preset."""

import pytest

import gdanim

KEYS = {"function": "x**2", "start": 2, "eta": 0.1}


@pytest.mark.parametrize(
    ("text", "size"),
    [("1 MB", 1_000_000), ("500kB", 500_000), ("1.5 MiB", 1_572_864), (".5 mb", 500_000), ("20000 B", 20_000)],
)
def test_a_size_has_a_unit(text, size):
    assert gdanim.load(KEYS | {"max_size": text}).max_size == size


@pytest.mark.parametrize("text", ["1", 3, "MB", "1 TB", "-1 MB", "1 M B", "one MB", [1, 2]])
def test_what_is_no_size_is_told_with_an_example(text):
    with pytest.raises(gdanim.SceneError, match="max_size must be a number with its unit, as in 1 MB or 500 kB"):
        gdanim.load(KEYS | {"max_size": text})


def test_a_size_in_which_nothing_has_room_is_refused():
    with pytest.raises(gdanim.SceneError, match="max_size must be at least 1000 bytes"):
        gdanim.load(KEYS | {"max_size": "900 B"})


def test_a_preset_gives_size_formats_and_budget():
    scene = gdanim.load(KEYS | {"preset": "reel"})
    assert (scene.size, scene.output, scene.max_size) == ((1080, 1920), ("mp4",), 20_000_000)


def test_the_scenes_own_keys_win():
    scene = gdanim.load(KEYS | {"preset": "github", "output": ["webp"], "max_size": "1 MB"})
    assert (scene.size, scene.output, scene.max_size) == ((880, 660), ("webp",), 1_000_000)


def test_an_unknown_preset_is_told_with_the_nearest():
    with pytest.raises(gdanim.SceneError, match="unknown preset 'githup'; did you mean 'github'"):
        gdanim.load(KEYS | {"preset": "githup"})
