"""Names of scenes that a sidecar or another system's disk can't hold are told before anything is drawn."""

import os
from pathlib import Path

import pytest
from small import write

from gdanim.batch import discovery
from gdanim.errors import UsageError
from gdanim.outputs import atomic

pytestmark = pytest.mark.usefixtures("here")


@pytest.mark.skipif(os.name != "posix", reason="names of any bytes")
def test_a_name_that_is_no_text_is_told():
    name = os.fsdecode(b"s\xff.yaml")
    write(Path(name))
    with pytest.raises(UsageError, match=r"the name of the file 's\\udcff.yaml' is not UTF-8"):
        discovery.find([Path()])


def test_a_name_that_windows_reserves_is_told_there(monkeypatch):
    write(Path("con.yaml"))
    assert len(discovery.find([Path("con.yaml")])) == 1
    monkeypatch.setattr(discovery, "IS_WINDOWS", True)
    with pytest.raises(UsageError, match=r"Windows reserves the name con\.yaml"):
        discovery.find([Path("con.yaml")])


def test_names_that_differ_in_case_are_told_where_the_disk_takes_them_for_one(monkeypatch):
    for folder, name in (("a", "Scene.yaml"), ("b", "scene.yaml")):
        Path(folder).mkdir()
        write(Path(folder) / name)
    scenes = [Path("a/Scene.yaml"), Path("b/scene.yaml")]
    assert len(discovery.find(scenes, Path("output"))) == 2
    monkeypatch.setattr(discovery, "_ignores_case", lambda _: True)
    with pytest.raises(UsageError, match="would both write"):
        discovery.find(scenes, Path("output"))


def test_this_disk_tells_capital_letters_from_small_ones(here):
    (here / "Name").mkdir()
    assert discovery._ignores_case(here / "Name" / "output") == (here / "nAME").exists()


def test_without_locks_a_folder_is_abandoned_when_nothing_has_changed_for_an_hour(here, monkeypatch):
    monkeypatch.setattr(atomic, "fcntl", None)
    for name, age in (("old", 2 * atomic.UNCHANGED_SECONDS), ("new", 0)):
        folder = here / f"{atomic.PREFIX}{name}"
        folder.mkdir()
        (folder / "a.gif").write_bytes(b"half")
        changed = (folder / "a.gif").stat().st_mtime - age
        for path in (folder / "a.gif", folder):
            os.utime(path, (changed, changed))
    atomic.remove_abandoned(here)
    assert [path.name for path in here.iterdir()] == [f"{atomic.PREFIX}new"]


def test_a_file_that_a_viewer_has_open_is_replaced_once_it_is_closed(here, monkeypatch):
    (here / "new").mkdir()
    (here / "new" / "a.gif").write_bytes(b"new")
    replace, refused = Path.replace, []

    def refuse_twice(self, target):
        if len(refused) < 2:
            refused.append(target)
            raise PermissionError(13, "in use", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse_twice)
    monkeypatch.setattr(atomic, "ATTEMPTS", 3)
    monkeypatch.setattr(atomic, "PAUSE", 0)
    atomic.move_in([here / "new" / "a.gif"], here)
    assert (here / "a.gif").read_bytes() == b"new"
