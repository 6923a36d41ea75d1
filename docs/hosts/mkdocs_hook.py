"""In mkdocs.yml:  hooks: [mkdocs_hook.py]. Scenes in folders "scenes" are rendered into folders "media" beside them."""

from pathlib import Path
from typing import Any

import gdanim


def on_pre_build(config: dict[str, Any]) -> None:
    """Renders what has changed, before the pages are read."""
    for scene in sorted(Path(config["docs_dir"]).rglob("scenes/[!_]*.yaml")):
        gdanim.render(scene, scene.parents[1] / "media", ["gif", "still"])
