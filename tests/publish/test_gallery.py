"""The gallery: its structure, its files, and how it behaves in a browser."""

import json
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from command import run

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def gallery(*arguments):
    return run("gallery", "scenes", *arguments)


class Page(HTMLParser):
    """Tags with their attributes, and the text inside each article, heading and code."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.texts, self.inside = [], {}, []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in {"img", "source", "meta", "link"}:
            self.inside.append(tag)

    def handle_endtag(self, tag):
        assert self.inside.pop() == tag

    def handle_data(self, data):
        if self.inside:
            self.texts.setdefault(self.inside[-1], []).append(data)

    def of(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def test_a_scene_without_image_and_video_is_named_and_left_out(root):
    assert run("render", "scenes/image.yaml", "-f", "html", "-q").exit_code == 0
    for ending in ("gif", "webp", "png"):
        (root / "output" / f"image.{ending}").unlink(missing_ok=True)
    assert run("render", "scenes/image.yaml", "-f", "html", "-q", "--force").exit_code == 0
    found = gallery("-q")
    assert found.exit_code == 1
    assert found.stderr == "image has no image and no video; run: gdanim render scenes/image.yaml -f gif\n"
    assert "a &amp; b" in (root / "output" / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def page(root):
    assert gallery("-q").exit_code == 0
    return Page((root / "output" / "index.html").read_text(encoding="utf-8"))


def test_every_picture_is_in_an_article_with_its_language_and_direction(page):
    found = [(each["id"], each["lang"], each["dir"]) for each in page.of("article")]
    assert found == [
        ("a-&-b-en", "en", "ltr"),
        ("a-&-b-fa", "fa", "rtl"),
        ("image-en", "en", "ltr"),
        ("still-en", "en", "ltr"),
    ]
    assert page.texts["h2"] == ['A "ball" <down> x² & up', "گام‌های کوچک", "image", "still"]
    assert not page.inside


def test_each_article_has_its_verdicts_and_its_whole_scene_file(page, root):
    assert page.texts["td"][:2] == ["still on its way after 2 steps"] * 2
    source = (root / "scenes" / "a & b.yaml").read_text(encoding="utf-8")
    assert page.texts["code"][:2] == ["a & b.yaml", source]


def test_pictures_have_alt_texts_sizes_and_stills(page):
    (first, _), (image, _) = page.of("video"), page.of("img")
    assert (first["width"], first["height"], first["poster"]) == ("160", "120", "a%20%26%20b.en.png")
    assert "gradient descent" in first["aria-label"]
    assert (image["src"], image["data-still"]) == ("image.gif", "image.png")
    assert "gradient descent" in image["alt"]


def test_a_picture_in_which_nothing_moves_is_a_still_image_without_a_button(page):
    still = page.of("img")[1]
    assert (still["src"], "data-still" in still) == ("still.png", False)
    assert sum(each.get("class") == "play" for each in page.of("button")) == 3


def test_the_verdict_of_a_single_run_has_no_table(root):
    (root / "scenes" / "one.yaml").write_text("function: x**2\nstart: 2\neta: 0.25\nsteps: 9\n", encoding="utf-8")
    run("render", "scenes/one.yaml", "-f", "png", "-q")
    assert gallery("-q").exit_code == 0
    text = (root / "output" / "index.html").read_text(encoding="utf-8").split('id="one-en"')[1].split("</article>")[0]
    assert text.count("reaches the minimum after 7 steps") == 2  # in the alt text and in the caption
    assert "<table>" not in text


def test_scenes_of_the_same_name_have_different_ids(root):
    (root / "scenes" / "more").mkdir()
    shutil.copy(root / "scenes" / "still.yaml", root / "scenes" / "more" / "still.yaml")
    run("render", "scenes", "-f", "png", "-q")
    assert gallery("-q").exit_code == 0
    found = [each["id"] for each in Page((root / "output" / "index.html").read_text(encoding="utf-8")).of("article")]
    assert sorted(found)[-2:] == ["still-en", "still-en-2"]
    assert len(set(found)) == len(found)


def test_nothing_is_loaded_from_elsewhere(page, root):
    """Every address is a file beside the page."""
    text = (root / "output" / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"https?:|//\w|@import", text.replace("// ", ""))
    addresses = [value for _, attributes in page.tags for key, value in attributes.items() if key in {"src", "poster"}]
    assert addresses
    for address in addresses:
        assert (root / "output" / address.replace("%20", " ").replace("%26", "&")).is_file()


@pytest.mark.usefixtures("root")
def test_a_picture_has_a_link_to_its_step_player_where_one_was_rendered():
    assert run("render", "scenes/image.yaml", "-f", "gif,html", "-q").exit_code == 0
    assert gallery("-q").exit_code == 0
    page = Page(Path("output/index.html").read_text(encoding="utf-8"))
    assert page.of("a") == [{"href": "image.html"}]
    assert page.texts["a"] == ["step by step"]


def test_a_scene_that_is_not_rendered_is_named_and_the_others_are_shown(root):
    (root / "output" / "image.json").unlink()
    found = gallery()
    assert found.exit_code == 1
    assert found.stderr == (
        "output/image.json is missing; run: gdanim render scenes/image.yaml\nscenes: 3 pictures: output/index.html\n"
    )


@pytest.mark.usefixtures("root")
def test_one_language_alone_can_be_shown():
    assert gallery("-l", "fa", "-q").exit_code == 1  # the others were not rendered in Persian
    page = Page(Path("output/index.html").read_text(encoding="utf-8"))
    assert [each["lang"] for each in page.of("article")] == ["fa"]
    assert (page.of("html"), page.texts["h1"]) == ([{"lang": "fa", "dir": "rtl"}], ["گالری"])


PROBE = """<script>
const faults = [];
addEventListener("error", (event) => faults.push(event.message || event.target.src || "load"), true);
const complain = console.error; console.error = (...result) => { faults.push(result.join(" ")); complain(...result); };
let copied = null;
document.addEventListener("copy", () => { copied = getSelection().toString(); });
Object.defineProperty(navigator, "clipboard", {value: {writeText: async (text) => { copied = text; }}});
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const key = (name) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: name, bubbles: true}));
addEventListener("load", async () => {
  const result = {};
  await wait(1500);
  const video = document.querySelector("video");
  const image = document.querySelector("img");
  result.decoded = [video.readyState >= 2, video.videoWidth, image.naturalWidth];
  key("j");
  result.first = document.activeElement.id;
  await video.play();
  result.playing = !video.paused;
  key(" ");
  await wait(50);
  result.stopped = [video.paused, document.querySelector(".play").textContent];
  document.querySelector(".copy").click();
  await wait(50);
  result.copied = [copied, document.querySelector(".copy").textContent];
  document.querySelectorAll("nav [data-language]")[1].click();
  const shown = [...document.querySelectorAll("article")].filter((article) => !article.hidden);
  const heading = document.querySelector("h1").textContent;
  result.persian = [document.documentElement.dir, heading, shown.map((article) => getComputedStyle(article).direction)];
  const before = getComputedStyle(document.body).backgroundColor;
  document.getElementById("shade").click();
  result.shaded = before !== getComputedStyle(document.body).backgroundColor;
  const button = document.querySelector("img").closest("article").querySelector(".play");
  button.click();
  result.still = document.querySelector("img").getAttribute("src");
  result.faults = faults;
  document.body.insertAdjacentHTML("beforeend", "<output id=result></output>");
  document.getElementById("result").textContent = encodeURIComponent(JSON.stringify(result));
});
</script>"""


RACE = """
function: x**2
start: 2
eta: 0.1
compare: overlay
optimizer: [gradient_descent, {momentum: {beta: [0.5, 0.9]}}, nesterov, normalized_gradient]
"""
WIDTHS = """<script>
addEventListener("load", () => {
  const main = document.querySelector("main");
  main.style.width = "320px";  // a browser's window may be no narrower than 500
  const over = () => main.scrollWidth - main.clientWidth;
  const wide = [innerWidth < 576, over()];
  document.querySelector("nav [data-language=fa]").click();
  wide.push(over());
  document.body.insertAdjacentHTML("beforeend", `<output id=result>${JSON.stringify(wide)}</output>`);
});
</script>"""


def behaviour(folder, probe, *more):
    """The result of a script in a browser."""
    text = (folder / "index.html").read_text(encoding="utf-8")
    (folder / "probe.html").write_text(text.replace("<head>", f"<head>{probe}", 1), encoding="utf-8")
    options = ["--headless", "--disable-gpu", "--no-sandbox", "--autoplay-policy=no-user-gesture-required", *more]
    options += ["--virtual-time-budget=8000", f"--user-data-dir={folder / 'profile'}", "--dump-dom"]
    done = subprocess.run(
        [BROWSER, *options, (folder / "probe.html").as_uri()],
        capture_output=True, text=True, timeout=90, check=True, env={**os.environ, "HOME": str(folder)},
    )  # fmt: skip
    from urllib.parse import unquote

    return json.loads(unquote(re.search(r'<output id="result">([^<]*)</output>', done.stdout)[1]))


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="no headless browser is installed")
@pytest.mark.usefixtures("page")
def test_in_a_browser_the_pictures_play_the_keys_work_and_the_button_copies(root):
    found = behaviour(root / "output", PROBE)
    assert found["faults"] == []
    assert found["decoded"] == [True, 160, 160]
    assert found["first"] == "a-&-b-en"
    assert found["playing"]
    assert found["stopped"] == [True, "play"]
    assert found["copied"] == [(root / "scenes" / "a & b.yaml").read_text(encoding="utf-8"), "copied"]
    assert found["persian"] == ["rtl", "گالری", ["rtl"]]
    assert found["shaded"]
    assert found["still"] == "image.png"


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="no headless browser is installed")
def test_on_a_narrow_screen_nothing_is_wider_than_the_page(root):
    (root / "scenes" / "race.yaml").write_text(RACE, encoding="utf-8")
    run("render", "scenes/race.yaml", "-f", "png", "-q", "-l", "en", "-l", "fa")
    assert gallery("-q").exit_code == 0
    assert behaviour(root / "output", WIDTHS, "--window-size=400,800") == [True, 0, 0]
