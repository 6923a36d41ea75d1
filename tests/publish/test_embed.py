"""Text to paste: what a page needs for each kind of reader, with everything escaped and nothing rendered."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from command import run

from gdanim.publish import embed as embedding


def embed(*arguments):
    return run("embed", *arguments)


class Tags(HTMLParser):
    """The tags of a text, in their order, with their attributes."""

    def __init__(self, text):
        super().__init__()
        self.found, self.open = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in {"img", "source"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def of(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


@pytest.mark.usefixtures("root")
def test_html_has_a_video_that_waits_for_its_play_button():
    """Nothing moves unasked, so that readers who prefer less motion have a button that works, too."""
    tags = Tags(embed("scenes/a & b.yaml", "-l", "en").stdout)
    assert not tags.open
    (video,) = tags.of("video")
    assert {"loop", "muted", "playsinline", "controls"} <= set(video)
    assert "autoplay" not in video
    assert (video["src"], video["poster"]) == ("output/a%20%26%20b.en.mp4", "output/a%20%26%20b.en.png")
    assert (video["width"], video["height"]) == ("160", "120")
    assert video["style"] == "max-width: 100%; height: auto"
    assert "gradient descent" in video["aria-label"]


@pytest.mark.usefixtures("root")
def test_several_languages_are_printed_one_after_the_other():
    alone = [embed("scenes/a & b.yaml", "-l", code).stdout for code in ("fa", "en")]
    assert embed("scenes/a & b.yaml", "-l", "fa", "-l", "en").stdout == "\n".join(alone)


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fa", "rtl")])
def test_html_has_its_language_and_direction(language, direction):
    (figure,) = Tags(embed("scenes/a & b.yaml", "-l", language).stdout).of("figure")
    assert figure == {"lang": language, "dir": direction}


@pytest.mark.usefixtures("root")
def test_html_of_images_alone_offers_the_better_format_first():
    tags = Tags(embed("scenes/image.yaml").stdout)
    assert [each["srcset"] for each in tags.of("source")] == ["output/image.png", "output/image.webp"]
    (image,) = tags.of("img")
    assert (image["src"], image["width"], image["height"]) == ("output/image.gif", "160", "120")
    assert "gradient descent" in image["alt"]


def test_texts_of_the_scene_are_escaped(root):
    scene = root / "scenes" / "image.yaml"
    scene.write_text(scene.read_text() + """caption: '"><script>alert(1)</script> & *x*'\n""", encoding="utf-8")
    assert run("render", str(scene), "-f", "gif", "-q").exit_code == 0
    assert '"&gt;' not in embed("scenes/image.yaml").stdout.replace("&quot;&gt;", "")
    assert not Tags(embed("scenes/image.yaml").stdout).of("script")
    assert r"\<script\>alert(1)\</script\> & \*x\*" in embed("scenes/image.yaml", "--as", "markdown").stdout
    assert r"   \ \">" not in embed("scenes/image.yaml", "--as", "rst").stdout
    assert r"\*x\*" in embed("scenes/image.yaml", "--as", "rst").stdout


@pytest.mark.usefixtures("root")
def test_markdown_holds_an_image_with_its_size_for_github_strips_videos():
    text = embed("scenes/a & b.yaml", "-l", "fa", "--as", "markdown").stdout
    tags = Tags(text)
    assert not tags.of("video")
    (image,) = tags.of("img")
    assert (image["src"], image["width"]) == ("output/a%20%26%20b.fa.gif", "160")
    assert "height" not in image  # GitHub makes it narrower where the page is, and no lower
    assert text.startswith('<div lang="fa" dir="rtl">\n\n<picture>\n')
    assert text.endswith("\n\n</div>\n")


@pytest.mark.usefixtures("root")
def test_rst_is_a_figure_with_alt_text_and_size():
    first, alt, width, blank, caption = embed("scenes/image.yaml", "--as", "rst").stdout.splitlines()
    assert first == ".. figure:: output/image.gif"
    assert alt.startswith("   :alt: Two panels show gradient descent on ")
    assert (width, blank) == ("   :width: 160px", "")
    assert caption.startswith("   With ")


@pytest.mark.usefixtures("root")
def test_a_picture_in_which_nothing_moves_is_a_still_image():
    tags = Tags(embed("scenes/still.yaml").stdout)
    assert [tag for tag, _ in tags.found] == ["figure", "img", "figcaption"]
    (image,) = tags.of("img")
    assert (image["src"], image["width"], image["height"]) == ("output/still.png", "160", "120")
    assert image["alt"].startswith("A picture shows f(x) = 0.1x².")
    markdown = embed("scenes/still.yaml", "--as", "markdown").stdout
    assert markdown.startswith('<img src="output/still.png" width="160" alt="A picture shows')
    assert embed("scenes/still.yaml", "--as", "rst").stdout.startswith(".. figure:: output/still.png\n")


@pytest.mark.usefixtures("root")
def test_a_gif_in_which_nothing_moves_needs_no_poster():
    run("render", "scenes/still.yaml", "-o", "other", "-f", "gif,mp4", "-q")
    found = embed("scenes/still.yaml", "-o", "other")
    assert [tag for tag, _ in Tags(found.stdout).found] == ["figure", "img", "figcaption"]
    assert Tags(found.stdout).of("img")[0]["src"] == "other/still.gif"
    assert found.stderr == ""


@pytest.mark.usefixtures("root")
def test_a_strip_alone_can_be_shown():
    run("render", "scenes/image.yaml", "-o", "other", "-f", "strip", "-q")
    (image,) = Tags(embed("scenes/image.yaml", "-o", "other").stdout).of("img")
    assert image["src"] == "other/image.strip.png"
    assert run("gallery", "scenes/image.yaml", "-o", "other", "-q").exit_code == 0
    assert 'src="image.strip.png"' in Path("other/index.html").read_text(encoding="utf-8")


def captioned(root, caption, form):
    """The pasted text of a scene with this caption."""
    scene = root / "scenes" / "image.yaml"
    scene.write_text(scene.read_text().split("caption:")[0] + f"caption: {caption}\n", encoding="utf-8")
    assert run("render", str(scene), "-f", "gif", "-q").exit_code == 0
    return embed("scenes/image.yaml", "--as", form).stdout


@pytest.mark.parametrize(
    ("caption", "shown"),
    [
        ("'# not a heading'", r"\# not a heading"),
        ("'1. not a list'", r"1\. not a list"),
        ("'- not a list'", r"\- not a list"),
        ("'&lt; is no entity, ~~this~~ stays'", r"&amp;lt; is no entity, \~\~this\~\~ stays"),
        (r"'costs \$5, or twice \$2'", r"costs \$5, or twice \$2"),
        ("'x falls on $x^2$'", "x falls on x²"),
    ],
)
def test_a_caption_is_no_markdown(root, caption, shown):
    assert captioned(root, caption, "markdown").splitlines()[-1] == shown


@pytest.mark.parametrize(
    ("caption", "shown"),
    [
        ("'1. not a list'", r"   \ 1. not a list"),
        ("'A. not a list'", r"   \ A. not a list"),
        ("'no literal block::'", r"   no literal block\::"),
        ("'plain words'", "   plain words"),
    ],
)
def test_a_caption_is_no_rst(root, caption, shown):
    assert captioned(root, caption, "rst").splitlines()[-1] == shown


@pytest.mark.usefixtures("root")
def test_nothing_is_rendered_for_a_scene_without_its_sidecar():
    Path("output/image.json").unlink()
    found = embed("scenes/image.yaml")
    assert (found.exit_code, found.stdout) == (1, "")
    assert found.stderr == "output/image.json is missing; run: gdanim render scenes/image.yaml\n"


@pytest.mark.usefixtures("root")
def test_a_sidecar_of_another_scene_is_stale():
    scene = Path("scenes/a & b.yaml")
    scene.write_text(scene.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    found = embed(str(scene), "-l", "fa")
    assert found.exit_code == 1
    assert found.stderr == (
        "output/a & b.fa.gif is stale; what changed: the scene or a file of it; "
        "run: gdanim render scenes/a & b.yaml -l fa\n"
    )


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("content", ["{", "[]", '{"outputs": []}'])
def test_a_broken_sidecar_is_an_error(content):
    Path("output/image.json").write_text(content, encoding="utf-8")
    found = embed("scenes/image.yaml")
    assert found.exit_code == 1
    assert found.stderr.startswith("output/image.json ")
    assert found.stderr.endswith("; run: gdanim render scenes/image.yaml\n")


@pytest.mark.usefixtures("root")
def test_a_missing_poster_is_a_warning():
    run("render", "scenes/image.yaml", "-o", "other", "-f", "gif", "-q")
    found = embed("scenes/image.yaml", "-o", "other")
    assert found.stderr == (
        "scenes/image.yaml: warning: there is no still for readers who prefer less motion; "
        "run: gdanim render scenes/image.yaml -f still\n"
    )


@pytest.mark.usefixtures("root")
def test_markdown_needs_an_image():
    run("render", "scenes/image.yaml", "-o", "other", "-f", "mp4", "-q")
    found = embed("scenes/image.yaml", "-o", "other", "--as", "markdown")
    assert found.stderr == (
        "no video is shown there, and image has no image that moves; run: gdanim render scenes/image.yaml -f gif\n"
    )


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("host", sorted(embedding.HOSTS))
@pytest.mark.parametrize("formats", ["html", "frames", "pdf"])
def test_where_there_is_no_picture_every_form_says_how_to_make_one(host, formats):
    run("render", "scenes/image.yaml", "-o", "other", "-f", formats, "-q")
    address = ("--base-url", "https://example.org") if embedding.HOSTS[host].needs_base else ()
    found = embed("scenes/image.yaml", "-o", "other", "--as", host, *address)
    if (host, formats) == ("latex", "pdf"):
        assert "image.pdf" in found.stdout
        return
    assert found.exit_code == 1
    assert re.search(r"; run: gdanim render scenes/image\.yaml -f (gif|pdf)$", found.stderr.strip())
    assert "bug" not in found.stderr


@pytest.mark.usefixtures("root")
def test_a_player_alone_can_be_embedded():
    run("render", "scenes/image.yaml", "-o", "other", "-f", "html", "-q")
    found = embed("scenes/image.yaml", "-o", "other", "--player")
    assert found.exit_code == 0
    assert "image.html" in found.stdout


@pytest.mark.usefixtures("root")
def test_an_unknown_form_is_wrong_usage():
    found = embed("scenes/image.yaml", "--as", "htm")
    assert (found.exit_code, found.stderr) == (2, "unknown form 'htm'; did you mean 'html'?\n")
