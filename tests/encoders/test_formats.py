"""The contract of every output format. Images are read back by Pillow."""

import base64
import json
import re
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
from flat_picture import FlatPicture
from PIL import Image, ImageSequence

from gdanim import outputs, registry
from gdanim.outputs import fingerprint
from gdanim.outputs.ffmpeg_binary import executable
from gdanim.testing import check_encoder

FORMATS = registry.shipped("encoders")
MEDIA = [name for name in FORMATS if registry.load("encoders", name).mime.startswith(("image/", "video/"))]
MOVING = [name for name in MEDIA if registry.load("encoders", name).is_moving]
LOSSLESS = ["apng", "gif", "png", "webp"]
VIDEO = ["mp4", "webm"]


def write(picture, folder, *formats):
    *files, _ = outputs.write(picture, folder, "film", formats, lambda _: {})
    return dict(zip(formats, files, strict=True))


@pytest.fixture(scope="module")
def together(tmp_path_factory):
    return write(FlatPicture(), tmp_path_factory.mktemp("together"), *FORMATS)


def decoded(path, size=FlatPicture.size):
    """All frames as ``(n, height, width, 3)``, each as often as it stands frames long."""
    if path.suffix in {".mp4", ".webm"}:
        command = [executable(), "-v", "error", "-i", path, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
        film = subprocess.run(command, capture_output=True, check=True).stdout
        return np.frombuffer(film, np.uint8).reshape(-1, *size[::-1], 3)
    frames, repeats = [], []
    with Image.open(path) as image:
        for frame in ImageSequence.Iterator(image):
            frames.append(np.asarray(frame.convert("RGB")))
            repeats.append(max(1, round(frame.info.get("duration", 0) * FlatPicture.fps / 1000)))
    return np.repeat(np.stack(frames), repeats, axis=0)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_keeps_its_contract(name):
    check_encoder(name)


@pytest.mark.parametrize("name", MEDIA)
def test_a_file_has_the_size_of_its_picture(together, name):
    assert decoded(together[name]).shape[1:3] == (48, 64)


@pytest.mark.parametrize("name", MOVING)
def test_an_animation_lasts_as_long_as_its_frames(together, name):
    picture = FlatPicture()
    assert len(decoded(together[name])) / picture.fps == pytest.approx(picture.seconds, abs=0.5 / picture.fps)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_alone_has_the_same_bytes_as_beside_others(together, tmp_path, name):
    alone = write(FlatPicture(), tmp_path, name)
    assert fingerprint.sha256(alone[name]) == fingerprint.sha256(together[name])


@pytest.mark.parametrize("name", [name for name in LOSSLESS if name in MOVING])
def test_flat_colours_are_exact_in_every_frame(together, name):
    drawn = np.stack([frame[..., :3].copy() for frame in FlatPicture().frames()])
    np.testing.assert_array_equal(decoded(together[name]), drawn)


def test_the_poster_is_the_pictures_poster_frame(together):
    picture = FlatPicture()
    np.testing.assert_array_equal(decoded(together["png"])[0], picture.frame(picture.poster)[..., :3])


@pytest.mark.parametrize("name", VIDEO)
def test_flat_colours_in_video_are_near(together, name):
    corner = decoded(together[name])[:, 40:, :, :].astype(int)
    assert np.abs(corner - FlatPicture.colours[0]).max() <= 3


@pytest.mark.parametrize("name", VIDEO)
def test_a_video_is_tagged_with_its_colour_space(together, name):
    facts = subprocess.run([executable(), "-i", together[name]], capture_output=True, text=True, check=False).stderr
    assert "yuv420p(tv, bt709" in facts


@pytest.mark.parametrize("name", [name for name in MEDIA if not registry.load("encoders", name).needs_even_size])
def test_odd_sides_are_kept(tmp_path, name):
    file = write(FlatPicture(size=(63, 47)), tmp_path, name)[name]
    assert decoded(file).shape[1:3] == (47, 63)


@pytest.mark.parametrize("name", MOVING)
def test_an_animation_may_have_one_frame(tmp_path, name):
    file = write(FlatPicture(count=1, poster=0), tmp_path, name)[name]
    assert len(decoded(file)) == 1


@pytest.mark.parametrize("name", MOVING)
def test_an_animation_in_which_nothing_moves_is_no_error(tmp_path, name):
    """WebP and APNG keep one frame then, which stands for ever."""
    still = FlatPicture(count=2, poster=0)
    assert write(still, tmp_path, name)[name].is_file()


@pytest.mark.parametrize("name", MOVING)
@pytest.mark.parametrize("fps", [1, 12.5, 30, 50])
def test_any_rate_gives_the_right_seconds(tmp_path, name, fps):
    """The writer reads every file back and refuses one that is half a frame too long or too short."""
    assert write(FlatPicture(fps=fps, count=9), tmp_path, name)[name].is_file()


@pytest.mark.parametrize(
    ("name", "loop", "stored"),
    [
        ("gif", "forever", 0),
        ("gif", "once", None),
        ("gif", 1, None),
        ("gif", 3, 2),  # GIF counts the repetitions after the first time
        ("webp", "forever", 0),
        ("webp", "once", 1),
        ("webp", 3, 3),
        ("apng", "forever", 0),
        ("apng", "once", 1),
        ("apng", 3, 3),
    ],
)
def test_an_animation_is_played_as_often_as_the_picture_says(tmp_path, name, loop, stored):
    file = write(FlatPicture(loop=loop), tmp_path, name)[name]
    with Image.open(file) as image:
        assert image.info.get("loop") == stored


def test_asking_for_formats_loads_nothing_that_draws():
    program = """if True:
        import sys
        from gdanim import registry
        for name in registry.names("encoders"):
            registry.load("encoders", name)
        from gdanim import outputs
        folder = __import__("pathlib").Path("nowhere")
        list(outputs.problems(folder, "film", [folder / "film.gif"], {"scene": ""}))
        print(*{"matplotlib", "sympy", "imageio", "imageio_ffmpeg", "PIL"} & {*sys.modules})
    """
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_the_still_is_the_last_frame(together):
    picture = FlatPicture()
    np.testing.assert_array_equal(decoded(together["still"])[0], picture.frame(picture.count - 1)[..., :3])


def test_a_page_of_vectors_has_a_point_for_each_pixel(tmp_path):
    page = write(FlatPicture(size=(63, 47)), tmp_path, "pdf")["pdf"]
    assert b"/MediaBox [ 0 0 63 47 ]" in page.read_bytes()


def test_frames_are_a_folder_with_an_image_a_step_and_an_index(together):
    folder, picture = together["frames"], FlatPicture()
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))["frames"]
    assert [entry["file"] for entry in index] == [f"{step:04d}.png" for step in range(6)]
    assert index[3] == {"file": "0003.png", "step": 3, "seconds": 0.3, "told": "step 3"}
    for entry in index:
        frame = picture.frame(round(entry["seconds"] * picture.fps))
        np.testing.assert_array_equal(decoded(folder / entry["file"])[0], frame[..., :3])
    assert sorted(file.name for file in folder.iterdir()) == [*(entry["file"] for entry in index), "index.json"]


def test_a_folder_of_frames_replaces_an_earlier_one_whole(tmp_path):
    write(FlatPicture(count=8), tmp_path, "frames")
    folder = write(FlatPicture(count=4), tmp_path, "frames")["frames"]
    assert sorted(file.name for file in folder.iterdir()) == ["0000.png", "0001.png", "index.json"]
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_the_film_of_the_player_has_key_frames_at_steps_five_seconds_apart(tmp_path):
    """Steps every 0.1 s in 12 s: at 0, at the first step from 5 s on, at the first from 10 s on."""
    path = write(FlatPicture(count=240), tmp_path, "html")["html"]
    film = re.search(r"data:video/mp4;base64,([^\"]+)", path.read_text(encoding="utf-8"))[1]
    (tmp_path / "film.mp4").write_bytes(base64.b64decode(film))
    command = [executable(), "-skip_frame", "nokey", "-i", tmp_path / "film.mp4", "-f", "framecrc", "-"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    base = next(line for line in lines if line.startswith("#tb")).split()[-1]
    times = [int(line.split(",")[2]) * float(Fraction(base)) for line in lines if not line.startswith("#")]
    assert times == pytest.approx([0, 5, 10])
