"""The Sphinx extension ``gdanim.sphinx``: the directive ``gdanim`` shows a scene in a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim import __version__
from gdanim.sphinx import writers
from gdanim.sphinx.animation_node import AnimationNode, forget_scenes
from gdanim.sphinx.directive import AnimationDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx

THEME_SCRIPT = Path(__file__).with_name("theme_pair.js")


def setup(app: Sphinx) -> dict[str, Any]:
    """Registers the directive, its node and its settings with Sphinx."""
    app.add_config_value("gdanim_themes", (), "env", (list, tuple))
    app.add_config_value("gdanim_formats", (), "html", (list, tuple))
    app.add_config_value("gdanim_include_source", False, "env", bool)
    app.add_config_value("gdanim_version", __version__, "env", str)  # another version draws all pictures anew
    visitors: dict[str, Any] = {name: (visit, None) for name, visit in writers.VISITORS.items()}
    app.add_node(AnimationNode, **visitors)
    app.add_directive("gdanim", AnimationDirective)
    app.connect("builder-inited", _add_theme_script)
    app.connect("builder-inited", _forget_scenes)
    app.connect("build-finished", _forget_scenes)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _add_theme_script(app: Sphinx) -> None:
    """Adds the script that follows a page's own switch between light and dark."""
    if app.builder.format == "html" and app.builder.name != "epub":
        app.add_js_file(None, body=THEME_SCRIPT.read_text(encoding="utf-8"))


def _forget_scenes(*_event: object) -> None:
    forget_scenes()
