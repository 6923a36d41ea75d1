"""Outputs are written whole or not at all, and found to be up to date only if nothing has changed."""

import errno
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from flat_picture import FlatPicture

from gdanim import outputs
from gdanim.errors import RenderError
from gdanim.outputs import atomic, fingerprint

SCENE = [("film.yaml", "ab" * 32)]
F, G = {"scene": "f", "matplotlib": "3.10.0"}, {"scene": "g", "matplotlib": "3.11.2"}


def content(entries):
    made_of = {"fingerprint": fingerprint.compute(F), "components": F}
    return {"scene": "film", **made_of, "outputs": [entry.as_dict() for entry in entries]}


def write(folder, *formats, stem="film", picture=None, **options):
    return outputs.write(picture or FlatPicture(), folder, stem, formats, content, **options)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_outputs_and_their_sidecar_are_all_that_is_left(tmp_path):
    write(tmp_path / "new" / "output", "gif", "mp4")
    assert names(tmp_path / "new" / "output") == ["film.gif", "film.json", "film.mp4"]


def test_the_paths_are_returned_in_the_order_of_the_formats_the_sidecar_last(tmp_path):
    assert [path.name for path in write(tmp_path, "png", "gif")] == ["film.png", "film.gif", "film.json"]


def test_a_format_named_twice_is_written_once(tmp_path):
    assert [path.name for path in write(tmp_path, "png", "png")] == ["film.png", "film.json"]


def test_the_sidecar_lists_what_was_written(tmp_path):
    film, poster, sidecar = write(tmp_path, "gif", "png")
    moving, still = json.loads(sidecar.read_text())["outputs"]
    assert moving == {
        "file": "film.gif",
        "format": "gif",
        "width": 64,
        "height": 48,
        "frames": 12,
        "seconds": 0.6,
        "bytes": film.stat().st_size,
        "sha256": hashlib.sha256(film.read_bytes()).hexdigest(),
    }
    assert (still["frames"], still["seconds"], still["bytes"]) == (1, 0.0, poster.stat().st_size)


def test_the_same_picture_gives_the_same_bytes(tmp_path):
    twice = [write(tmp_path / folder, "gif", "mp4") for folder in ("one", "two")]
    assert [path.read_bytes() for path in twice[0]] == [path.read_bytes() for path in twice[1]]


def test_progress_counts_every_frame(tmp_path):
    reported = []
    write(tmp_path, "gif", "mp4", progress=lambda done, total: reported.append((done, total)))
    assert reported == [(done, 12) for done in range(1, 13)]


@pytest.mark.parametrize("stem", ["-film", "a:b", "%d film", "فیلم", "film.fa", "it's; $(x)"])
def test_any_name_is_used_as_it_is(tmp_path, stem):
    write(tmp_path, "gif", "mp4", stem=stem)
    assert names(tmp_path) == sorted(f"{stem}{ending}" for ending in (".gif", ".json", ".mp4"))


def test_a_relative_folder_is_below_the_current_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert [str(path) for path in write("output", "png")] == ["output/film.png", "output/film.json"]


CHANGED = {"fingerprint": fingerprint.compute(G), "components": G}


def problems(folder, stem, formats, components):
    return list(outputs.problems(folder, stem, outputs.output_paths(folder, stem, formats), components))


def up_to_date(*arguments):
    return problems(*arguments) == []


class TestUpToDate:
    def test_after_writing(self, tmp_path):
        write(tmp_path, "gif", "png")
        assert up_to_date(tmp_path, "film", ["gif"], F)

    def test_not_before(self, tmp_path):
        assert not up_to_date(tmp_path, "film", ["gif"], F)

    def test_not_with_another_fingerprint(self, tmp_path):
        write(tmp_path, "gif")
        assert not up_to_date(tmp_path, "film", ["gif"], G)

    def test_what_has_changed_is_named(self, tmp_path):
        write(tmp_path, "gif")
        assert problems(tmp_path, "film", ["gif"], G) == [
            f"{tmp_path}/film.gif is stale; what changed: the scene or a file of it, matplotlib (3.10.0 → 3.11.2)"
        ]

    def test_a_format_of_an_older_scene_is_told(self, tmp_path):
        write(tmp_path, "gif", "png")
        outputs.write(FlatPicture(), tmp_path, "film", ["png"], lambda entries: content(entries) | CHANGED)
        assert list(outputs.outdated(tmp_path, "film")) == [
            f"{tmp_path}/film.gif was made of something else and is described nowhere; render it again, or remove it"
        ]

    def test_not_in_a_format_that_was_not_written(self, tmp_path):
        write(tmp_path, "gif")
        assert not up_to_date(tmp_path, "film", ["gif", "png"], F)

    def test_not_when_a_file_is_gone(self, tmp_path):
        write(tmp_path, "gif")[0].unlink()
        assert not up_to_date(tmp_path, "film", ["gif"], F)

    def test_not_when_one_byte_has_changed(self, tmp_path):
        film = write(tmp_path, "gif")[0]
        film.write_bytes(film.read_bytes()[:-1] + b"!")
        assert not up_to_date(tmp_path, "film", ["gif"], F)

    @pytest.mark.parametrize(
        "text", ["", "{", "[]", "3", '{"fingerprint": "f"}', '{"fingerprint": "f", "outputs": [1]}']
    )
    def test_not_when_the_sidecar_is_not_ours(self, tmp_path, text):
        (tmp_path / "film.json").write_text(text)
        assert not up_to_date(tmp_path, "film", ["gif"], F)

    def test_still_after_another_format_was_added(self, tmp_path):
        write(tmp_path, "gif")
        write(tmp_path, "png")
        assert up_to_date(tmp_path, "film", ["gif", "png"], F)

    def test_not_when_the_other_format_is_of_an_older_scene(self, tmp_path):
        write(tmp_path, "gif")
        outputs.write(FlatPicture(), tmp_path, "film", ["png"], lambda entries: content(entries) | CHANGED)
        assert not up_to_date(tmp_path, "film", ["gif"], G)


class TestFingerprint:
    def test_is_the_same_for_the_same(self):
        assert fingerprint.components(SCENE, [("eta", "1")]) == fingerprint.components(tuple(SCENE), (("eta", "1"),))

    @pytest.mark.parametrize(
        "other",
        [
            ([("film.yaml", "cd" * 32)],),
            ([*SCENE, ("base.yaml", "ab" * 32)],),
            (SCENE, [("eta", "0.1")]),
            (SCENE, (), "fa"),
        ],
    )
    def test_changes_with_the_scene_and_what_overrides_it(self, other):
        assert fingerprint.components(*other) != fingerprint.components(SCENE)

    def test_changes_with_a_library(self, monkeypatch):
        before = fingerprint.components(SCENE)
        monkeypatch.setattr(fingerprint, "_libraries", lambda: {"matplotlib": "99"})
        assert fingerprint.components(SCENE) != before

    def test_stays_with_a_library_that_draws_nothing(self):
        assert not {"pydantic", "ruamel.yaml"} & set(fingerprint.components(SCENE))

    def test_changes_with_the_program(self, monkeypatch, tmp_path):
        before = fingerprint.components(SCENE)
        (tmp_path / "figure.py").write_text("")
        monkeypatch.setattr(fingerprint, "PACKAGE", tmp_path)
        monkeypatch.setattr(fingerprint, "_program", fingerprint._program.__wrapped__)
        assert fingerprint.components(SCENE) != before

    def test_changes_with_ffmpeg(self, monkeypatch, tmp_path):
        before = fingerprint.components(SCENE)
        (tmp_path / "ffmpeg").write_text("")
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(tmp_path / "ffmpeg"))
        assert fingerprint.components(SCENE) != before

    def test_needs_no_ffmpeg(self, monkeypatch):
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/no/such/tool")
        assert len(fingerprint.compute(fingerprint.components(SCENE))) == 64


class TestTemporaryFolders:
    def test_that_of_a_dead_run_is_removed(self, tmp_path):
        program = (
            "import os, sys, pathlib; from gdanim.outputs import atomic\n"
            "with atomic.temporary_folder(pathlib.Path(sys.argv[1])): os._exit(9)"
        )
        subprocess.run([sys.executable, "-c", program, tmp_path], check=False)
        assert names(tmp_path) != []
        atomic.remove_abandoned(tmp_path)
        assert names(tmp_path) == []

    def test_that_of_a_living_run_is_kept(self, tmp_path):
        with atomic.temporary_folder(tmp_path) as mine, atomic.temporary_folder(tmp_path) as other:
            assert mine.is_dir()
            assert other != mine

    def test_one_that_is_removed_while_it_is_made_is_made_again(self, tmp_path, monkeypatch):
        def mkdtemp(**options):
            made = original(**options)
            atomic.remove_abandoned(tmp_path) if next(rivals, None) else None
            return made

        original, rivals = atomic.tempfile.mkdtemp, iter("12")
        monkeypatch.setattr(atomic.tempfile, "mkdtemp", mkdtemp)
        with atomic.temporary_folder(tmp_path) as mine:
            assert names(tmp_path) == [mine.name]

    def test_one_with_files_that_was_never_locked_is_removed_later(self, tmp_path):
        (tmp_path / ".gdanim-old").mkdir()
        (tmp_path / ".gdanim-old" / "film.gif").touch()
        atomic.remove_abandoned(tmp_path)
        assert names(tmp_path) == [".gdanim-old"]
        os.utime(tmp_path / ".gdanim-old", (0, 0))
        atomic.remove_abandoned(tmp_path)
        assert names(tmp_path) == []

    def test_one_that_a_kill_left_half_removed_is_still_known_to_be_abandoned(self, tmp_path, monkeypatch):
        monkeypatch.setattr(atomic.shutil, "rmtree", lambda *_, **__: None)
        with atomic.temporary_folder(tmp_path) as mine:
            (mine / "film.gif").touch()
        assert names(mine) == ["lock"]
        monkeypatch.undo()
        atomic.remove_abandoned(tmp_path)
        assert names(tmp_path) == []

    def test_none_is_removed_where_there_are_no_locks(self, tmp_path, monkeypatch):
        def flock(*_):
            raise OSError(errno.ENOLCK, "no locks available")

        monkeypatch.setattr(atomic.fcntl, "flock", flock)
        with atomic.temporary_folder(tmp_path) as mine, atomic.temporary_folder(tmp_path):
            assert mine.is_dir()
        assert names(tmp_path) == []

    def test_none_is_left_when_it_can_t_be_locked(self, tmp_path, monkeypatch):
        monkeypatch.setattr(atomic, "LOCK", "x" * 300)
        with pytest.raises(OSError, match="File name too long"), atomic.temporary_folder(tmp_path):
            pass
        assert names(tmp_path) == []


class TestRefusals:
    def test_a_folder_in_the_place_of_a_file(self, tmp_path):
        (tmp_path / "film.mp4").mkdir()
        with pytest.raises(RenderError) as caught:
            write(tmp_path, "gif", "mp4")
        assert str(caught.value) == f"can't write {tmp_path}/film.mp4: it is a folder"
        assert names(tmp_path) == ["film.mp4"]

    def test_a_file_in_the_place_of_the_folder(self, tmp_path):
        (tmp_path / "output").write_text("")
        with pytest.raises(RenderError) as caught:
            write(tmp_path / "output", "gif")
        assert str(caught.value) == f"can't write to {tmp_path}/output: File exists"

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
    def test_a_folder_without_permission(self, tmp_path):
        tmp_path.chmod(0o555)
        with pytest.raises(RenderError) as caught:
            write(tmp_path, "gif")
        assert str(caught.value) == f"can't write to {tmp_path}: Permission denied"

    def test_a_folder_that_takes_no_folders(self):
        with pytest.raises(RenderError, match=r"^can't write to /proc/self/fd: "):
            write("/proc/self/fd", "gif")

    def test_frames_of_another_size(self, tmp_path):
        picture = FlatPicture()
        picture.frames = lambda: replace(picture, size=(32, 32)).frames()
        with pytest.raises(RenderError) as caught:
            write(tmp_path, "mp4", picture=picture)
        assert str(caught.value) == "frame 0 is (32, 32, 4) uint8, not (48, 64, 4) uint8"

    def test_too_few_frames(self, tmp_path):
        picture = FlatPicture()
        picture.frames = lambda: replace(picture, count=5).frames()
        with pytest.raises(RenderError) as caught:
            write(tmp_path, "mp4", picture=picture)
        assert str(caught.value) == "5 frames were drawn, not 12"
        assert names(tmp_path) == []

    def test_a_drawing_that_fails_leaves_nothing(self, tmp_path):
        def frames():
            yield from FlatPicture().frames()
            raise ZeroDivisionError

        picture = FlatPicture()
        picture.frames = frames
        with pytest.raises(ZeroDivisionError):
            write(tmp_path, "gif", picture=picture)
        assert names(tmp_path) == []


class TestPair:
    """A light and a dark theme: two files of each format, and one sidecar."""

    def write(self, folder, *formats):
        dark = FlatPicture(colours=((18, 22, 29),))
        return outputs.write(FlatPicture(), folder, "film", formats, content, dark=dark)

    def test_each_format_has_a_file_for_each_theme(self, tmp_path):
        files = [path.name for path in self.write(tmp_path, "gif", "png")]
        assert files == ["film.light.gif", "film.light.png", "film.dark.gif", "film.dark.png", "film.json"]
        entries = json.loads((tmp_path / "film.json").read_text(encoding="utf-8"))["outputs"]
        assert [entry["file"] for entry in entries] == files[:-1]

    def test_a_damaged_one_is_found(self, tmp_path):
        self.write(tmp_path, "gif")
        paths = outputs.output_paths(tmp_path, "film", ["gif"], is_pair=True)
        assert list(outputs.problems(tmp_path, "film", paths, F)) == []
        paths[1].write_bytes(b"GIF89a")
        told = list(outputs.problems(tmp_path, "film", paths, F))
        assert told == [f"{paths[1]} is damaged: it is not as it was written"]
