"""The preview by its real server: what is drawn after each save, what is told of mistakes, and who is let in."""

import io
import os
import re
import signal
import socket
import time
from pathlib import Path

import pytest
from command import run
from PIL import Image
from small import write

from gdanim import drafts, scene as scenes
from gdanim.preview import drawer as drawers

pytestmark = pytest.mark.usefixtures("here")
A = Path("a.yaml")


def with_title(title):
    text = write(A).read_text(encoding="utf-8")
    A.write_text(f"title: {title}\n{text}", encoding="utf-8")


def title(preview, view):
    return re.search(rb"<title>(.*)</title>", preview.media(view["player"])[2])[1].decode()


# --- drawing


def test_first_the_step_then_a_draft_then_the_film(start):
    write(A)
    preview = start(A)
    answers = preview.until(lambda view: view["stage"] == "film" and not view["is_busy"])
    seen = [(bool(view["still"]), view["stage"]) for view in answers]
    assert sorted(seen, key=[(False, ""), (True, ""), (True, "draft"), (True, "film")].index) == seen
    assert [view["number"] for view in answers] == sorted(view["number"] for view in answers)
    view = answers[-1]
    status, headers, content = preview.media(view["still"])
    assert (status, headers["Content-Type"]) == (200, "image/png")
    assert Image.open(io.BytesIO(content)).size == (360, 240)
    assert b"data:video/mp4;base64," in preview.media(view["player"])[2]
    assert (view["problems"], view["scenes"], view["version"]) == ("", ["a.yaml"], 1)


def test_the_still_shows_the_step_that_the_page_shows(start):
    write(A)
    preview = start(A)
    preview.until_done(step=1)
    with_title("again")
    view = preview.until(lambda view: view["still"].startswith("2-"), step=1)[-1]
    draft = drafts.draft(scenes.load(A))
    assert preview.media(view["still"])[2] == draft.png(1) != draft.png(2)


def test_a_draft_is_smaller_and_the_film_whole(start):
    A.write_text("function: x**2\nstart: 2\neta: 0.1\nsteps: 2\nsize: [850, 640]\ntiming: {frames_per_step: 4}\n")
    preview = start(A)
    pages = {view["player"] for view in preview.until(lambda view: view["stage"] == "film")} - {""}
    sizes = [re.search(rb'width="(\d+)" height="(\d+)"', preview.media(name)[2]).groups() for name in sorted(pages)]
    assert sizes[-1] == (b"850", b"640")
    assert sizes[:-1] in ([], [(b"480", b"362")])  # 361 made even


@pytest.mark.parametrize(
    "keys",
    [
        "size: [361, 241]\noutput: [gif]",
        "background: transparent",
        "theme: [light, dark]",
        "max_size: 1 kB",
        "metadata: true",
        "preset: github",
        "player: {media: beside}\noutput: [html, mp4]",
        "language: fa",
        "panels: [curve, loss, table, rate]\nsize: [420, 700]",
    ],
)
def test_every_scene_that_renders_is_shown(start, keys):
    A.write_text(f"function: x**2\nstart: 2\neta: 0.1\nsteps: 2\ntiming: {{frames_per_step: 1}}\n{keys}\n")
    preview = start(A)
    view = preview.until_done()
    assert view["problems"] == ""


def test_a_picture_without_steps_is_shown(start):
    A.write_text("function: x**2\nstart: 2\nsteps: 0\nsize: [360, 240]\n")
    assert start(A).until_done()["problems"] == ""


def test_keys_and_language_from_outside_hold(start):
    A.write_text(write(A).read_text() + "title: {en: Two, fa: دو}\n", encoding="utf-8")
    preview = start(A, {"steps": "1"}, "fa")
    page = preview.media(preview.until_done()["player"])[2].decode()
    assert 'lang="fa" dir="rtl"' in page
    assert 'max="1"' in page


# --- saves


def test_a_mistake_is_told_with_its_caret_and_the_last_good_picture_stays(start):
    write(A)
    preview = start(A)
    good = preview.until_done()
    A.write_text("function: x**2\nstart: 2\neta: -1\n")
    view = preview.until(lambda view: view["problems"])[-1]
    assert view["problems"] == "a.yaml:3:6: eta must be above 0; found -1\n    3 | eta: -1\n      |      ^^"
    assert (view["player"], view["still"], view["is_busy"]) == (good["player"], good["still"], False)
    assert preview.media(view["player"])[0] == 200
    with_title("mended")
    view = preview.until_version(2)
    assert (view["problems"], title(preview, view)) == ("", "mended")


def test_what_only_drawing_finds_is_told_too(start):
    A.write_text("function: x**2\nstart: 2\neta: 0.1\nsteps: 2\ntitle: \U00012000\n", encoding="utf-8")
    assert "which no font here can draw" in start(A).until(lambda view: view["problems"])[-1]["problems"]


def test_a_half_saved_file_is_not_told_if_it_is_whole_at_once(start, monkeypatch):
    monkeypatch.setattr(drawers, "SETTLE_SECONDS", 2.0)
    write(A)
    preview = start(A)
    preview.until_done()
    A.write_text("function: x**2\nstart: [")
    answers = preview.until(lambda view: view["is_busy"])
    with_title("whole")
    answers += preview.until(lambda view: view["player"] == "2-film.html")
    assert {view["problems"] for view in answers} == {""}
    assert title(preview, answers[-1]) == "whole"


def test_a_file_that_is_removed_and_comes_back(start):
    write(A)
    preview = start(A)
    preview.until_done()
    A.unlink()
    view = preview.until(lambda view: view["problems"])[-1]
    assert view["problems"] == "a.yaml: can't be read: no such file or directory"
    with_title("back")
    view = preview.until_version(2)
    assert (view["problems"], title(preview, view)) == ("", "back")


def test_a_scene_removed_while_it_is_drawn(start):
    A.write_text("function: x**2\nstart: 2\neta: 0.1\nsize: [360, 240]\ntiming: {frames_per_step: 400}\n")
    preview = start(A)
    preview.until(lambda view: view["still"])
    A.unlink()
    assert "can't be read" in preview.until(lambda view: view["problems"])[-1]["problems"]
    write(A)
    assert preview.until_done()["problems"] == ""


def test_an_editor_that_renames_is_followed(start):
    write(A)
    preview = start(A)
    preview.until_done()
    Path("new").write_text(f"title: renamed\n{A.read_text()}")
    Path("new").replace(A)
    view = preview.until_version(2)
    assert title(preview, view) == "renamed"


def test_of_many_saves_the_last_one_is_drawn(start):
    write(A)
    preview = start(A)
    preview.until(lambda view: view["still"])
    for number in range(12):
        with_title(f"save {number}")
        time.sleep(0.05)
    view = preview.until(
        lambda view: view["stage"] == "film" and not view["is_busy"] and title(preview, view) == "save 11"
    )[-1]
    assert view["version"] <= 13


def test_a_file_of_the_scene_and_the_defaults_of_its_folder_are_watched(start):
    write(Path("_base.yaml"))
    A.write_text("extends: _base.yaml\n")
    preview = start(A)
    preview.until_done()
    Path("_base.yaml").write_text(f"title: base\n{Path('_base.yaml').read_text()}")
    view = preview.until_version(2)
    assert title(preview, view) == "base"
    Path("_gdanim.yaml").write_text("caption: of the folder\n")
    view = preview.until_version(3)
    assert b"of the folder" in preview.media(view["player"])[2]


def test_a_base_that_was_missing_is_found_when_it_comes(start):
    A.write_text("extends: _base.yaml\n")
    preview = start(A)
    preview.until(lambda view: view["problems"])
    write(Path("_base.yaml"))
    assert preview.until_done()["problems"] == ""


def test_a_pipe_in_place_of_the_scene_is_told_and_does_not_hold_it_up(start):
    write(A)
    preview = start(A)
    preview.until_done()
    A.unlink()
    os.mkfifo(A)
    assert preview.until(lambda view: view["problems"])[-1]["problems"] == "a.yaml: can't be read: it is not a file"


# --- folders


def test_a_folder_offers_its_scenes_in_order_and_draws_the_one_that_is_looked_at(start):
    for name in ("a", "b", "lesson/c"):
        write(Path(f"course/{name}.yaml"))
    Path("course/_gdanim.yaml").write_text("order: [lesson, b]\n")
    preview = start(Path("course"))
    assert preview.ask()["scene"] == "lesson/c.yaml"
    view = preview.until_done(scene="b.yaml")
    assert view["scenes"] == ["lesson/c.yaml", "b.yaml", "a.yaml"]
    assert preview.media(view["player"], "b.yaml")[0] == 200
    assert preview.server.drawer.watched["a.yaml"].view.version == 0


def test_scenes_of_a_folder_come_and_go(start):
    write(Path("course/a.yaml"))
    preview = start(Path("course"))
    preview.until_done()
    write(Path("course/b.yaml"))
    preview.until(lambda view: view["scenes"] == ["a.yaml", "b.yaml"])
    Path("course/a.yaml").unlink()
    view = preview.until(lambda view: view["scenes"] == ["b.yaml"] and view["problems"], scene="a.yaml")[-1]
    assert view["problems"] == "course/a.yaml: can't be read: no such file or directory"
    assert preview.until_done(scene="b.yaml", number=0)["problems"] == ""


def test_a_folder_that_can_not_be_looked_through_for_a_while_is_looked_at_again(start, monkeypatch):
    write(Path("course/a.yaml"))
    preview = start(Path("course"))
    preview.until_done()
    with monkeypatch.context() as patched:
        calls = []

        def refuse(_sources):
            calls.append(1)
            raise FileNotFoundError(2, "No such file or directory")

        patched.setattr("gdanim.preview.drawer.batch.find", refuse)
        preview.until(lambda _: len(calls) > 1)
    write(Path("course/b.yaml"))
    preview.until(lambda view: view["scenes"] == ["a.yaml", "b.yaml"])


def test_what_there_is_not_is_told_at_once():
    Path("empty").mkdir()
    for name, told in (
        ("gone.yaml", "there is no scene gone.yaml\n"),
        ("empty", "there is no scene in the folder empty\n"),
    ):
        done = run("preview", name)
        assert (done.exit_code, done.stderr) == (2, told)


# --- who is let in


def test_only_this_machine_s_names_of_the_server_are_answered(start):
    write(A)
    preview = start(A)
    port = preview.server.server_port
    for host in (f"127.0.0.1:{port}", f"localhost:{port}"):
        assert preview.get(host=host)[0] == 200
    for host in (
        "evil.example",
        f"evil.example:{port}",
        "127.0.0.1",
        f"127.0.0.1:{port + 1}",
        f"127.0.0.1:{port}.evil.example",
        "",
    ):
        assert preview.get(host=host)[0] == 403


@pytest.mark.parametrize("token", ["", "x", "%C3%A9", "..", "%2e%2e"])
def test_without_the_word_nothing_is_given(start, token):
    write(A)
    preview = start(A)
    for path in ("", "state", "1-still.png"):
        status, _, content = preview.get(path, token=token)
        assert (status, content) == (403, b"")


def test_nothing_but_the_named_media_is_given(start):
    write(A)
    Path("secret.txt").write_text("secret")
    preview = start(A)
    view = preview.until_done()
    for path in (
        "../a.yaml", "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "a.yaml", "secret.txt", "/etc/passwd", "preview.js",
        f"{view['still']}?scene=../a.yaml", f"{view['still']}?scene=b.yaml", view["still"], "%00",
        "state?scene=gone.yaml",
    ):  # fmt: skip
        status, _, content = preview.get(path)
        assert (status, content) == (404, b""), path


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_can_be_changed_from_outside(start, method):
    write(A)
    assert start(A).get(method=method)[0] == 501


def test_odd_numbers_are_no_trouble(start):
    write(A)
    preview = start(A)
    for query in (
        "step=-1",
        "step=9999999",
        "step=x",
        "step=" + "9" * 5000,
        "number=%C2%B2",
        "number=1e9&step=1&step=2",
    ):
        assert preview.get(f"state?{query}")[0] in {200, 414}
    assert preview.until_done()["problems"] == ""


def test_answers_are_not_kept_and_open_in_no_other_page(start):
    write(A)
    _, headers, _ = start(A).get()
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert "Server" not in headers or "Python" not in headers["Server"]


def test_it_listens_on_this_machine_alone(start):
    write(A)
    assert start(A).server.server_address[0] == "127.0.0.1"


def test_a_broken_request_leaves_it_running(start, capfd):
    write(A)
    preview = start(A)
    for text in (b"\x00\xff\r\n\r\n", b"GET /" + b"x" * 70_000, b"GET / HTTP/9.9\r\n\r\n", b""):
        with socket.create_connection(("127.0.0.1", preview.server.server_port)) as connection:
            connection.sendall(text)
    assert preview.get()[0] == 200
    assert capfd.readouterr() == ("", "")


# --- the process


@pytest.mark.parametrize(
    ("sent", "code", "told"),
    [(signal.SIGINT, 130, "interrupted\n"), (signal.SIGTERM, 143, "")],
    ids=["Ctrl-C", "ended"],
)
def test_it_ends_with_one_line_and_leaves_nothing(here, started, sent, code, told):
    write(A)
    process, address = started()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{22}/\n", address)
    process.send_signal(sent)
    stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout, stderr) == (code, "", told)
    assert list((here / "temporary").iterdir()) == []
    assert sorted(path.name for path in here.iterdir()) == ["a.yaml", "temporary"]


def test_two_previews_stand_beside_each_other_and_a_taken_port_is_told(started):
    write(A)
    first, second = started()[1], started()[1]
    assert first != second
    port = first.split(":")[2].split("/")[0]
    done = run("preview", "a.yaml", "--port", port)
    assert (done.exit_code, done.stderr) == (
        2, f"the port {port} can't be had: address already in use; --port takes another, 0 any that is free\n"
    )  # fmt: skip
