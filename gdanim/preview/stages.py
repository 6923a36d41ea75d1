"""The stages of a preview, soonest first: the current step, a small film with few frames, the whole film."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gdanim import drafts, outputs, pipeline, player, registry
from gdanim.composition.scaled_picture import even
from gdanim.outputs import sidecar as sidecars
from gdanim.rendered import data_address
from gdanim.text.words import of_scene as words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from gdanim.drafts import Draft
    from gdanim.scene import Scene

    Progress = Callable[[int, int], None]

FORMAT = "html"


def laid_out(scene: Scene) -> Draft:
    """Lays a scene out in its own size, so that its steps can be drawn. Raises GdanimError."""
    return drafts.draft(replace(scene, background="opaque"), width=None)


def draft_page(draft: Draft, folder: Path, progress: Progress) -> bytes:
    """Returns the step player with a small film of few frames. What ``progress`` raises ends the drawing."""
    picture = draft.picture.reduced(drafts.MAX_WIDTH, is_even=True)
    film = folder / "draft"
    outputs.make(picture, {_film_format(): film}, progress)  # type: ignore[arg-type]
    seconds = picture.count / picture.fps
    return _page(draft.scene, picture.describe(), [film], picture.size, seconds)


def film_page(scene: Scene, size: tuple[int, int], folder: Path, progress: Progress) -> bytes:
    """Returns the step player with the whole film; ``size`` is the picture's. See ``draft_page``."""
    name = _film_format()
    shown = replace(
        scene, size=even(scene.size or size), output=(name,), background="opaque", max_size=None, metadata=False
    )
    rendered = pipeline.render(shown, folder, shown.output, progress, force=True, stem="film")
    content = sidecars.read(rendered.sidecar)
    entry = content["outputs"][0]
    return _page(scene, content, rendered.files, (entry["width"], entry["height"]), entry["seconds"])


def _page(
    scene: Scene, content: Mapping[str, Any], films: Sequence[Path], size: tuple[int, int], seconds: float
) -> bytes:
    mime = registry.load("encoders", _film_format()).mime
    addresses = tuple(data_address(mime, film) for film in films)
    media = player.Media(films=addresses, poster="", strip="", size=size, seconds=seconds)
    return player.page(content, media, words_of(scene), scene.text).encode()


def _film_format() -> str:
    """Returns the name of the format of the player's film."""
    return str(registry.load("encoders", FORMAT).film)
