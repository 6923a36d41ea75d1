"""The files of a scene in a document: rendered where they have changed, and copied to where the builder wants them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim import pipeline, registry
from gdanim.errors import GdanimError
from gdanim.publish import publication as publications
from gdanim.sphinx import reporting

if TYPE_CHECKING:
    from gdanim.publish.publication import Publication
    from gdanim.sphinx.animation_node import AnimationNode


def publish(builder: Any, node: AnimationNode, folder: Path, *, is_printed: bool = False) -> Publication | None:
    """Returns the scene's finished files in ``folder``; None if it can't be drawn, after warnings."""
    source, show = node["scene"], "page" if is_printed else node["show"]
    cache = Path(builder.doctreedir) / "gdanim" / show  # shared by all builders, each format drawn once
    try:
        scene = source.load(has_pair=show in {"film", "still"})
        rendered = pipeline.render(scene, cache, _formats(show, builder.config.gdanim_formats), stem=source.stem)
        found = publications.read(scene, cache, source.stem)
    except GdanimError as error:
        reporting.report(error, source, node)
        return None
    reporting.advise((each for each in rendered.warnings if getattr(each, "id", "") != "outputs.outdated"), node)
    folder.mkdir(parents=True, exist_ok=True)
    for file in (*found.media.values(), *found.dark_media.values()):
        shutil.copyfile(file.path, folder / file.path.name)
    return replace(found, alt=node["alt"] or found.alt)


def _formats(show: str, wanted: list[str] | tuple[str, ...]) -> list[str]:
    """Returns the formats of a film with its still, of a player, of a still, or of a page of vectors."""
    encoders = registry.load_all("encoders")
    if show == "page":
        return [name for name, each in encoders.items() if each.mime == "application/pdf"][:1]
    if show == "player":
        return [name for name, each in encoders.items() if each.page is not None][:1]
    posters = [name for name, each in encoders.items() if each.is_poster]
    still = max(posters, key=lambda name: encoders[name].page_rank)
    if show == "still":
        return [still]
    usual = [name for name, each in encoders.items() if each.is_fallback and each.mime.startswith("image/")]
    return list(dict.fromkeys([*(wanted or usual[:1]), still]))
