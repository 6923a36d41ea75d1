"""Text to paste for each host: the form that survives there, with addresses, widths, and what must stand beside it."""

import json
from pathlib import Path

import pytest
from command import run

from gdanim.publish import embed as embedding
from gdanim.publish.embed import Width, escaping, parse_width

SCENE = "scenes/image.yaml"


def embed(*arguments):
    return run("embed", SCENE, *arguments)


def pasted(*arguments):
    done = embed(*arguments)
    assert done.exit_code == 0, done.stderr
    return done.stdout


@pytest.fixture
def beside(root):
    """The scene's player, still and page of vectors stand beside its GIF."""
    run("render", SCENE, "-f", "html,still,pdf,mp4", "-q")
    return json.loads(Path("output/image.json").read_text(encoding="utf-8"))


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("form", [*embedding.HOSTS, *embedding.ALIASES])
def test_every_host_gets_a_text_with_the_caption(form):
    assert "(within 0.02)" in pasted("--as", form)


@pytest.mark.usefixtures("root")
def test_old_names_of_hosts_stay():
    assert pasted("--as", "markdown") == pasted("--as", "github")
    assert pasted("--as", "rst") == pasted("--as", "sphinx")


def test_mkdocs_has_an_image_in_markdown_whose_address_it_rewrites(beside):
    alt = escaping.markdown(beside["alt"])
    assert pasted("--as", "mkdocs").splitlines()[:2] == [
        '<figure markdown="span">',
        f'  ![{alt}](output/image.gif){{ width="160" }}',
    ]
    link = f"  [![{alt}](output/image-still.png)](<output/image.html?step=2>)"
    assert pasted("--as", "mkdocs", "--player", "--step", "2").splitlines()[1] == link
    frame = pasted("--as", "mkdocs", "--player", "--base-url", "/course/")
    assert '<iframe src="/course/output/image.html" ' in frame


@pytest.mark.usefixtures("beside")
def test_sphinx_has_the_image_for_html_and_the_page_of_vectors_for_latex():
    lines = pasted("--as", "sphinx", "--width", "80%").splitlines()
    assert lines[:3] == [".. only:: html", "", "   .. figure:: output/image.gif"]
    assert lines[4] == "      :width: 80%"
    paper = lines.index(".. only:: latex")
    assert lines[paper + 2] == "   .. figure:: output/image.pdf"
    assert ":math:`\\eta`" in lines[-1]
    assert "η" not in "".join(lines[paper:]).split(":width:")[1]


@pytest.mark.usefixtures("beside")
def test_sphinx_has_the_player_as_raw_html():
    lines = pasted("--as", "sphinx", "--player", "--base-url", "/x").splitlines()
    assert lines[:3] == [".. only:: html", "", "   .. raw:: html"]
    assert lines[4].startswith('      <iframe src="/x/output/image.html"')


def test_hugo_has_a_shortcode_whose_values_are_quoted(beside):
    text = pasted("--as", "hugo", "--player")
    assert text.startswith('{{< figure src="output/image-still.png" alt="')
    assert escaping.quoted(beside["alt"]) in text
    assert 'link="output/image.html" width="160" >}}\n' in text


@pytest.mark.usefixtures("beside")
def test_jekyll_completes_every_address():
    text = pasted("--as", "jekyll")
    assert (
        """ src="{{ '/output/image.mp4' | relative_url }}" poster="{{ '/output/image-still.png' | relative_url }}" """
        in text
    )


def test_what_liquid_would_read_is_escaped(root):
    scene = root / SCENE
    scene.write_text(scene.read_text() + "caption: 'of {{ x }} and {% y %}'\n", encoding="utf-8")
    run("render", SCENE, "-f", "gif", "-q")
    text = pasted("--as", "jekyll")
    assert "of &#123;&#123; x }} and &#123;% y %}" in text


@pytest.mark.usefixtures("beside")
def test_wordpress_has_an_address_on_the_video_itself():
    done = embed("--as", "wordpress", "--base-url", "https://example.org/media/")
    assert '<figure class="wp-block-video"><video src="https://example.org/media/output/image.mp4" ' in done.stdout
    assert "<source" not in done.stdout
    assert done.stderr == ""
    assert "wordpress needs the address" in embed("--as", "wordpress").stderr


def test_reveal_has_a_player_that_gives_the_keys_back(beside):
    text = pasted("--as", "reveal", "--player", "--step", "1")
    assert text.startswith('<iframe data-src="output/image.html?deck=1&amp;step=1" data-preload ')
    assert "<video data-autoplay muted loop " in pasted("--as", "reveal")


@pytest.mark.usefixtures("beside")
def test_html_with_the_player_is_a_frame_as_high_as_it_needs():
    text = pasted("--player", "--width", "640")
    assert 'title="Two panels show' in text
    assert "width: 100%; max-width: 640px; aspect-ratio: 160 / 270; min-height: 395px; border: 0" in text


@pytest.mark.usefixtures("beside")
def test_github_links_to_the_player():
    text = pasted("--as", "github", "--player", "--base-url", "https://example.org")
    assert text.endswith("[step by step](<https://example.org/output/image.html>)\n")


@pytest.mark.usefixtures("beside")
def test_pandoc_adds_the_ending_itself():
    done = embed("--as", "pandoc")
    assert done.stdout.endswith("](output/image){width=100%}\n")
    assert r"$\eta$" in done.stdout
    assert "--default-image-extension=gif" in done.stderr


@pytest.mark.usefixtures("beside")
def test_quarto_has_the_video_for_html_and_the_vectors_for_the_rest():
    text = pasted("--as", "quarto")
    assert "{{< video output/image.mp4 >}}" in text
    assert "](output/image.pdf){fig-alt=" in text


@pytest.mark.usefixtures("beside")
def test_latex_has_the_page_of_vectors_and_signs_that_its_fonts_have():
    lines = pasted("--as", "latex", "--width", "80%").splitlines()
    assert lines[2] == r"  \includegraphics[width=0.8\linewidth]{output/image.pdf}"
    assert r"$\eta$ = 0.1" in lines[3]
    assert lines[3].isascii()


@pytest.mark.usefixtures("beside")
def test_myst_takes_what_each_builder_shows_unless_a_png_stands_in_the_way():
    assert pasted("--as", "myst").startswith(":::{figure} output/image.gif\n")
    Path("output/image.png").unlink()
    run("render", SCENE, "-o", "other", "-f", "gif,pdf", "-q")
    assert pasted("--as", "myst", "-o", "other").startswith(":::{figure} other/image.*\n")


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    ("form", "command"),
    [("sphinx", "-f pdf"), ("latex", "-f pdf"), ("pandoc", "-f pdf"), ("quarto", "-f pdf")],
)
def test_what_is_missing_is_named_with_its_command(form, command):
    assert f"run: gdanim render {SCENE} {command}\n" in embed("--as", form).stderr


@pytest.mark.usefixtures("root")
def test_a_missing_player_is_an_error_with_its_command():
    done = embed("--player")
    assert (done.exit_code, done.stderr) == (
        1,
        f"image has no step player; run: gdanim render {SCENE} -f html\n",
    )


@pytest.mark.usefixtures("root")
def test_a_width_that_is_none_is_wrong_usage():
    done = embed("--width", "wide")
    assert (done.exit_code, done.stderr) == (
        2,
        "--width takes pixels or percent, such as 640 or 80%; found 'wide'\n",
    )


@pytest.mark.parametrize(
    ("text", "width"),
    [("960", Width(960)), ("960px", Width(960)), ("80%", Width(80, is_percent=True)), ("0", None), ("8em", None)],
)
def test_widths(text, width):
    assert parse_width(text) == width


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("η = 0.2, x → ∞", r"$\eta$ = 0.2, x $\to$ $\infty$"),
        ("50% of $5 & a_b {c} #1", r"50\% of \$5 \& a\_b \{c\} \#1"),
        ("e^(−2x) ~ x²", r"e\textasciicircum{}($-$2x) \textasciitilde{} x$^2$"),
    ],
)
def test_text_for_latex(text, escaped):
    assert escaping.latex(text) == escaped


@pytest.fixture
def pair(root):
    """A scene in a light and a dark theme, rendered."""
    scene = root / "scenes" / "pair.yaml"
    scene.write_text((root / SCENE).read_text() + "theme: [light, dark]\n", encoding="utf-8")
    assert run("render", scene, "-f", "gif,mp4,still", "-q").exit_code == 0
    return scene


def test_a_pair_of_themes_has_one_sidecar_that_names_each_file_s_theme(pair):
    outputs = json.loads(Path("output/pair.json").read_text(encoding="utf-8"))["outputs"]
    assert [(entry["file"], entry["theme"]) for entry in outputs] == [
        *(("pair.light.gif", "light"), ("pair.light.mp4", "light"), ("pair.light-still.png", "light")),
        *(("pair.dark.gif", "dark"), ("pair.dark.mp4", "dark"), ("pair.dark-still.png", "dark")),
    ]
    assert "up to date" in run("render", pair, "-f", "gif").stderr


def test_a_page_shows_the_theme_that_its_reader_prefers(pair):
    text = run("embed", pair).stdout
    assert '<source media="(prefers-color-scheme: dark)" srcset="output/pair.dark.gif" type="image/gif">' in text
    assert '<img src="output/pair.light.gif" ' in text
    still = "(prefers-color-scheme: dark) and (prefers-reduced-motion: reduce)"
    assert f'<source media="{still}" srcset="output/pair.dark-still.png" type="image/png">' in text
    mkdocs = run("embed", pair, "--as", "mkdocs").stdout
    assert "(output/pair.light.gif#only-light)" in mkdocs
    assert "(output/pair.dark.gif#only-dark)" in mkdocs


@pytest.mark.parametrize("themes", ["[light]", "[light, dark, light]", "[light, drak]"])
def test_a_pair_is_two_themes(root, themes):
    (root / "scenes" / "pair.yaml").write_text((root / SCENE).read_text() + f"theme: {themes}\n", encoding="utf-8")
    assert run("check", root / "scenes" / "pair.yaml").exit_code == 3
