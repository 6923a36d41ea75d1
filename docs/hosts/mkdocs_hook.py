"""In mkdocs.yml:  hooks: [mkdocs_hook.py]. Scenes beside the pages are rendered into the media folder beside them."""

from pathlib import Path
from typing import Any

import gdanim


def on_pre_build(config: dict[str, Any]) -> None:
    """Renders what has changed, before the pages are read."""
    for scene in sorted(Path(config["docs_dir"]).rglob("*.yaml")):
        gdanim.render(scene, scene.parent / "media", ["gif", "still"])
