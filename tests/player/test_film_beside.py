"""A step player whose film stands beside it: the page is small, and a pair has the film of the page's theme."""

import pytest
from command import run
from small import SMALL

from gdanim.encoders import mp4
from gdanim.testing.flat_picture import FlatPicture

FILM = "document.querySelector('video').currentSrc.split('/').pop()"


def write(path, more):
    path.write_text(SMALL.format(eta=0.1).replace("output: [gif]\n", "") + more, encoding="utf-8")


@pytest.mark.slow
def test_the_page_names_its_films_and_holds_none(pages):
    text = (pages / "pair.dark.html").read_text(encoding="utf-8")
    assert 'src="pair.light.mp4"' in text
    assert '"films":["pair.light.mp4","pair.dark.mp4"]' in text
    assert "data:video" not in text
    assert (pages / "pair.light.mp4").is_file()
    assert (pages / "pair.dark.mp4").is_file()


@pytest.mark.slow
@pytest.mark.parametrize("page", ["pair.light", "pair.dark"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_a_browser_the_film_is_that_of_the_reader_and_changes_with_the_page_at_the_same_step(opened, page, scheme):
    tab = opened(page, "?step=2", prefers_color_scheme=scheme)
    tab.wait(f"{FILM} === 'pair.{scheme}.mp4' && !document.querySelector('video').seeking")
    before = tab.run("document.querySelector('video').currentTime")
    other = {"light": "dark", "dark": "light"}[scheme]
    tab.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": other}])
    tab.wait(f"{FILM} === 'pair.{other}.mp4' && document.querySelector('video').readyState >= 2")
    tab.wait("!document.querySelector('video').seeking")
    assert tab.run("document.querySelector('video').currentTime") == pytest.approx(before, abs=0.01)
    assert tab.run("document.querySelector('input').value") == "2"
    assert tab.troubles() == []


@pytest.mark.slow
def test_in_a_browser_the_address_chooses_the_film(opened):
    tab = opened("pair.light", "?theme=dark", prefers_color_scheme="light")
    tab.wait(f"{FILM} === 'pair.dark.mp4'")


def test_a_film_beside_its_player_has_key_frames_and_another_has_not():
    assert "-force_key_frames" in mp4.stream(FlatPicture(films=("a.mp4",))).options
    assert "-force_key_frames" not in mp4.stream(FlatPicture()).options


def test_a_player_beside_whose_film_is_not_written_is_told_at_its_line(here):
    write(here / "a.yaml", "output: [html, gif]\nplayer: {media: beside}\n")
    done = run("check", "a.yaml")
    assert done.exit_code == 3
    assert (
        "player: {media: beside} plays the film beside the page: output also takes mp4, or -f html,mp4" in done.stderr
    )
    write(here / "a.yaml", "player: {media: beside}\n")
    assert run("check", "a.yaml").exit_code == 0
    assert run("render", "a.yaml", "-f", "html").exit_code == 3


@pytest.mark.parametrize(
    ("player", "words"),
    [
        ("beside", "player must be a mapping of media"),
        ("{media: outside}", "unknown media 'outside'; did you mean 'inside'?"),
        ("{film: beside}", "unknown key of player 'film'"),
    ],
)
def test_what_is_no_player_is_told(here, player, words):
    write(here / "a.yaml", f"player: {player}\n")
    done = run("check", "a.yaml")
    assert done.exit_code == 3
    assert words in done.stderr
