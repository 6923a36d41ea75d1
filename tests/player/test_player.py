"""The step player in a real browser: keys, exact seeking, words, and what it leaves alone."""

import json
import re
import time

import pytest

from gdanim import player

STATE = """(() => {
  const film = document.querySelector("video");
  return {
    seconds: film.currentTime, paused: film.paused, seeking: film.seeking, rate: film.playbackRate,
    step: Number(document.querySelector("input").value), told: document.querySelector(".told").textContent,
    value: document.querySelector("input").getAttribute("aria-valuetext"),
    news: document.querySelector(".news").textContent, spoken: document.querySelector(".spoken").textContent,
    runs: [...document.querySelectorAll(".runs span")].map((each) => each.textContent),
  };
})()"""
AT_REST = "document.querySelector('video').paused && !document.querySelector('video').seeking"


def state(page):
    return page.run(STATE)


def sidecar(pages, name):
    return json.loads((pages / f"{name}.json").read_text(encoding="utf-8"))


def is_at(page, content, step):
    """Whether the film stands within the frames of a step and the page says so."""
    page.wait(f"{AT_REST} && document.querySelector('input').value === '{step}'")
    steps = content["steps"]
    end = steps[step + 1]["seconds"] if step + 1 < len(steps) else content["outputs"][0]["seconds"]
    for _ in range(50):  # a busy machine may rest between two seeks of one drag
        now = state(page)
        inside = steps[step]["seconds"] < now["seconds"] < end
        if inside and now["told"] == now["value"] == steps[step]["told"]:
            return True
        time.sleep(0.1)
    return False


def test_it_opens_paused_at_the_first_step(opened, pages):
    page = opened("runs.en")
    assert is_at(page, sidecar(pages, "runs.en"), 0)
    assert state(page)["runs"] == ["not yet known"] * 2


def test_the_middle_of_the_first_frame_of_every_step_is_sought(opened, pages):
    """Forwards and backwards: an instant at the edge of a frame may show the one before."""
    content, page = sidecar(pages, "runs.en"), opened("runs.en")
    last = len(content["steps"]) - 1
    for step in [*range(last + 1), *range(last - 1, -1, -1)]:
        page.run(
            f"(s => {{ s.value = {step}; s.dispatchEvent(new Event('input')); }})(document.querySelector('input'))"
        )
        assert is_at(page, content, step)
        assert state(page)["seconds"] == pytest.approx(
            content["steps"][step]["seconds"] + 0.5 / content["fps"], abs=1e-4
        )


def test_the_frame_that_is_shown_after_seeking_is_the_step_s(opened, pages):
    """The browser itself tells the time of the frame on its screen."""
    content, page = sidecar(pages, "runs.en"), opened("runs.en")
    for step in (1, 7, 3, 12, 5):
        shown = page.run(f"""new Promise((done) => {{
          document.querySelector("video").requestVideoFrameCallback((_, frame) => done(frame.mediaTime));
          const slider = document.querySelector("input");
          slider.value = {step};
          slider.dispatchEvent(new Event("input"));
        }})""")
        assert shown == pytest.approx(content["steps"][step]["seconds"], abs=0.2 / content["fps"])


def test_next_plays_one_step_and_stops_on_its_first_frame(opened, pages):
    content, page = sidecar(pages, "runs.en"), opened("runs.en")
    page.press("ArrowRight")
    page.wait("!document.querySelector('video').paused")
    assert is_at(page, content, 1)
    page.press("PageDown")
    page.wait("!document.querySelector('video').paused")
    assert is_at(page, content, 2)


def test_next_pressed_on_the_way_lands_at_once_and_goes_on(opened, pages):
    content, page = sidecar(pages, "runs.en"), opened("runs.en")
    for _ in range(3):
        page.press("ArrowRight")
    assert is_at(page, content, 3)


def test_keys_of_the_whole_page(opened, pages):
    content, page = sidecar(pages, "runs.en"), opened("runs.en", "?step=5")
    assert is_at(page, content, 5)
    page.press("ArrowLeft")
    assert is_at(page, content, 4)
    page.press("PageUp")
    assert is_at(page, content, 3)
    page.press("End")
    assert is_at(page, content, 12)
    page.press("Home")
    assert is_at(page, content, 0)
    page.press(" ")
    page.wait("document.querySelector('input').value > 1")
    page.press(" ")
    page.wait(AT_REST)


@pytest.mark.parametrize("key", ["4", "۴"])
def test_digits_set_the_speed_on_every_keyboard(opened, key):
    page = opened("runs.en")
    page.press(key)
    assert state(page)["rate"] == 2


def test_letters_are_left_to_the_page_around_unless_the_player_has_the_focus(opened):
    page = opened("runs.en")
    page.run("document.activeElement.blur()")
    page.press("l")
    page.press("4")
    assert page.run("document.querySelector('.repeat').getAttribute('aria-pressed')") == "false"
    assert state(page)["rate"] == 1
    page.run("document.querySelector('.player').focus()")
    page.press("l")
    assert page.run("document.querySelector('.repeat').getAttribute('aria-pressed')") == "true"


def test_the_slider_keeps_its_keys_and_gives_the_focus_back_after_dragging(opened, pages):
    content, page = sidecar(pages, "runs.en"), opened("runs.en")
    page.run("document.querySelector('input').focus()")
    page.press("ArrowRight")
    assert is_at(page, content, 1)
    box = page.run("document.querySelector('input').getBoundingClientRect().toJSON()")
    left, width, y = box["left"], box["width"], box["top"] + box["height"] / 2
    page.mouse("mousePressed", left + 10, y)
    for part in range(1, 11):
        page.mouse("mouseMoved", left + 10 + part * (width - 12) / 10, y)
    page.mouse("mouseReleased", left + width - 2, y)
    assert is_at(page, content, 12)
    assert page.run("document.activeElement.className").startswith("player")


@pytest.mark.parametrize(("query", "step"), [("-1", 0), ("99", 12), ("x", 0), ("7", 7)])
def test_the_address_names_a_step(opened, pages, query, step):
    assert is_at(opened("runs.en", f"?step={query}"), sidecar(pages, "runs.en"), step)


def test_the_address_sets_speed_loop_theme_and_autoplay(opened):
    page = opened("runs.en", "?autoplay=1&speed=2&loop=1&theme=dark")
    page.wait("document.querySelector('input').value > 1")
    assert state(page)["rate"] == 2
    assert page.run("document.querySelector('.repeat').getAttribute('aria-pressed')") == "true"
    assert page.run("getComputedStyle(document.body).backgroundColor") == "rgb(18, 22, 29)"


def test_with_reduced_motion_nothing_moves_unasked_and_everything_works(opened, pages):
    content, page = sidecar(pages, "runs.en"), opened("runs.en", "?autoplay=1", prefers_reduced_motion="reduce")
    assert is_at(page, content, 0)
    page.press("ArrowRight")
    assert is_at(page, content, 1)
    page.run("document.querySelector('.play').click()")
    page.wait("!document.querySelector('video').paused")


def test_no_verdict_is_given_away_before_the_picture_shows_it(opened, pages):
    content, page = sidecar(pages, "runs.en"), opened("runs.en")
    for step in range(len(content["steps"])):
        page.run(
            f"(s => {{ s.value = {step}; s.dispatchEvent(new Event('input')); }})(document.querySelector('input'))"
        )
        known = [run["verdict"]["text"] if run["earned"] <= step else "not yet known" for run in content["runs"]]
        assert state(page)["runs"] == known
    assert page.run("document.querySelectorAll('.line .open').length") == 0


def test_a_run_leads_to_the_step_of_its_verdict(opened, pages):
    content, page = sidecar(pages, "runs.en"), opened("runs.en")
    page.run("document.querySelectorAll('.runs button')[0].click()")
    earned = content["runs"][0]["earned"]
    assert is_at(page, content, earned)
    assert state(page)["news"] == f"η = 0.3: {content['runs'][0]['verdict']['text']}"
    assert content["runs"][0]["verdict"]["text"] in state(page)["spoken"]


def test_a_question_holds_the_film_and_is_asked_once(opened, pages):
    content, page = sidecar(pages, "question"), opened("question")
    assert state(page)["news"] == "left or right?"
    page.press(" ")
    page.wait("!document.querySelector('video').paused")
    page.wait(f"document.querySelector('video').currentTime >= {content['notes'][0]['until']}")
    assert is_at(page, content, 2)  # where the next one is asked
    assert state(page)["news"] == "and now?"
    assert "and now?" in state(page)["spoken"]


def test_steps_that_share_a_frame_are_passed_over(opened, pages):
    content, page = sidecar(pages, "batches"), opened("batches")
    times = [step["seconds"] for step in content["steps"]]
    assert len(set(times)) < len(times)
    own = [step for step in range(len(times)) if step + 1 == len(times) or times[step + 1] > times[step]]
    for step in own[1:4]:
        page.press("ArrowRight")
        assert is_at(page, content, step)


def test_a_persian_page_has_words_from_the_right_and_controls_from_the_left(opened, pages):
    content, page = sidecar(pages, "runs.fa"), opened("runs.fa", "?step=12")
    assert is_at(page, content, 12)
    assert re.sub("[\u2066\u2069]", "", state(page)["told"]) == "گام ۱۲ از ۱۲"
    parts = ["words", "runs", "scrubber", "controls"]
    directions = [page.run(f"getComputedStyle(document.querySelector('.{part}')).direction") for part in parts]
    assert directions == ["rtl", "rtl", "ltr", "ltr"]
    left = "document.querySelector('{}').getBoundingClientRect().left"
    assert page.run(
        f"{left.format('.back')} < {left.format('.play')} && {left.format('.play')} < {left.format('.next')}"
    )
    assert "۱۲" in page.run("[...document.querySelectorAll('.number')].map((each) => each.textContent)")
    page.press("ArrowLeft")
    assert is_at(page, content, 11)


SIZES = [(320, 568), (360, 640), (1000, 900), (1920, 1080)]
FRAMES = [(320, 356), (360, 400), (640, 600), (1920, 1080)]
PARTS = """(() => {
  const buttons = [...document.querySelectorAll(".controls button")].filter((each) => !each.hidden);
  const boxes = buttons.map((each) => each.getBoundingClientRect());
  return {
    wide: document.documentElement.scrollWidth - innerWidth, high: document.documentElement.scrollHeight - innerHeight,
    button: Math.min(...boxes.flatMap((box) => [box.width, box.height])),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  };
})()"""


@pytest.mark.parametrize("name", ["runs.en", "runs.fa"])
@pytest.mark.parametrize("size", SIZES)
def test_the_picture_and_its_controls_fit_every_screen(opened, name, size):
    parts = opened(name, "?step=12", size).run(PARTS)
    assert parts["wide"] <= 0
    assert parts["bottom"] <= size[1]
    assert parts["button"] >= 44


@pytest.mark.parametrize("size", FRAMES)
def test_inside_another_page_nothing_is_cut(opened, size):
    parts = opened("runs.en", "?step=12&bare=1", size).run(PARTS)
    assert parts["wide"] <= 0
    assert parts["high"] <= 0
    assert parts["button"] >= 44


def test_in_slides_it_hands_the_keys_over_at_its_end(opened, pages):
    """Inside of ``srcdoc``, which has no address, the options stand in the page itself."""
    page = opened("runs.en")
    text = (pages / "runs.en.html").read_text(encoding="utf-8")
    inner = json.dumps(text.replace('"options":{}', '"options":{"deck":"1","step":"12"}')).replace("</", "<\\/")
    page.run(f"""document.body.innerHTML = "<iframe width=640 height=600></iframe>";
      window.heard = []; addEventListener("message", ({{ data }}) => heard.push(data));
      document.querySelector("iframe").srcdoc = {inner};""")
    inside = "document.querySelector('iframe').contentDocument"
    page.wait(f"{inside}.querySelector('input')?.value === '12'")
    page.run(f"{inside}.body.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'ArrowRight', bubbles: true }}))")
    page.wait("heard.length")
    assert page.run("heard") == ['{"method":"next","args":[]}']


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_leaves_the_page_and_the_console_stays_empty(opened, pages, scheme):
    page = opened("runs.en", "?step=3", prefers_color_scheme=scheme)
    page.press("ArrowRight")
    assert is_at(page, sidecar(pages, "runs.en"), 4)
    assert page.troubles() == []
    assert [address.partition("?")[0] for address in page.requests()] == [(pages / "runs.en.html").as_uri()]


def test_on_paper_it_is_the_strip_and_the_caption(opened):
    page = opened("runs.en")
    page.call("Emulation.setEmulatedMedia", media="print")
    shown = "[...document.querySelector('.player').children].filter((each) => each.offsetParent)"
    assert page.run(f"{shown}.map((each) => each.className)") == ["print"]
    assert page.run("document.querySelector('.print img').naturalWidth") > 400


def test_the_author_s_text_ends_no_script_and_no_attribute(opened):
    page = opened("runs.en")
    assert page.run("document.title") == 'Two </script> "sizes"'
    assert page.run("document.querySelector('code').textContent").startswith("title: {en: 'Two </script>")
    assert page.run("document.querySelectorAll('script').length") == 2


def test_the_player_without_its_film_is_small():
    assert len((player.style() + player.script() + (player.FILES / "page.html").read_text()).encode()) < 25_000
