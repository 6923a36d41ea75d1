"""The directive ``gdanim``: reads and checks a scene, and leaves its place in the document. Renders nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from gdanim.errors import GdanimError
from gdanim.messages import message
from gdanim.publish.embed import parse_width
from gdanim.sphinx import reporting
from gdanim.sphinx.animation_node import AnimationNode, SceneSource

if TYPE_CHECKING:
    from collections.abc import Callable

SHOWN = ("film", "player", "still")


def _width(text: str) -> str:
    if parse_width(text) is None:
        raise ValueError(message("cli.no_width", found=text))
    return text


def _one_of(*words: str) -> Callable[[str], str]:
    return lambda text: directives.choice(text, words)


class AnimationDirective(SphinxDirective):
    """Shows the scene of a file, whose caption is the content, or the scene that is the content."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = {  # noqa: RUF012 -- as docutils has it
        "align": _one_of("left", "center", "right"),
        "alt": directives.unchanged_required,
        "caption": directives.unchanged_required,
        "class": directives.class_option,
        "include-source": directives.flag,
        "language": directives.unchanged_required,
        "name": directives.unchanged,
        "player": directives.flag,
        "still": directives.flag,
        "themes": directives.unchanged_required,
        "width": _width,
    }

    def run(self) -> list[nodes.Node]:
        """Returns the nodes of the scene: its text if it is to be shown, and its picture."""
        if not self.arguments and not self.content:
            raise self.error(message("sphinx.no_scene"))
        source = self._source()
        try:
            scene = source.load()
        except GdanimError as error:
            reporting.report(error, source, self.get_location())
            return []
        finally:
            self._note_files(source)
        for name, _ in scene.reads:
            self.env.note_dependency(str(Path(source.path).parent / name))
        shown: list[nodes.Node] = [self._listing(scene.text)] if self._includes_source else []
        return [*shown, self._figure(source)]

    def _source(self) -> SceneSource:
        themes = self.options.get("themes", "").split() or list(self.config.gdanim_themes)
        common: dict[str, Any] = {"language": self.options.get("language"), "themes": tuple(themes)}
        if self.arguments:
            name, path = self.env.relfn2path(self.arguments[0])
            return SceneSource(path, name, **common)
        path, before = self.content.items[0]
        before = before or self.lineno + self.content_offset  # MyST counts from the directive on
        return SceneSource(str(path), self.env.docname, "\n".join(self.content) + "\n", before + 1, **common)

    def _note_files(self, source: SceneSource) -> None:
        """Makes Sphinx read the document again after a change of the scene, even of one that is invalid."""
        if source.text is None:
            self.env.note_dependency(source.path)

    @property
    def _includes_source(self) -> bool:
        return "include-source" in self.options or self.config.gdanim_include_source

    def _listing(self, text: str) -> nodes.Node:
        text = text.strip("\n")
        listing = nodes.literal_block(text, text, language="yaml")
        self.set_source_info(listing)
        return listing

    def _figure(self, source: SceneSource) -> nodes.Node:
        """Returns the picture's place, in a figure if it has a caption."""
        show = next((kind for kind in SHOWN if kind in self.options), SHOWN[0])
        node = AnimationNode(scene=source, show=show, width=self.options.get("width", ""))
        node["alt"] = self.options.get("alt", "")
        outer: nodes.Element = node
        caption = self.options.get("caption") or (" ".join(self.content) if self.arguments else "")
        if caption:
            children, messages = self.parse_inline(caption, lineno=self.lineno)
            outer = nodes.figure("", node, nodes.caption(caption, "", *children), align=self.options.get("align"))
            outer += messages
        outer["classes"] += self.options.get("class", [])
        self.set_source_info(node)
        self.set_source_info(outer)
        self.add_name(outer)
        return outer
