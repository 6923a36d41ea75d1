"""A scene's finished pictures and the words about them, as its sidecar tells them. Renders nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim import pipeline, registry
from gdanim.errors import RenderError
from gdanim.text import words
from gdanim.text.plain_formula import spoken
from gdanim.text.scene_description import balls, moving

if TYPE_CHECKING:
    from gdanim.scene import Scene

MOVING = ("webm", "mp4", "webp", "gif", "apng")
"""Formats that play, the better ones first."""
WANTED = {"scene", "title", "language", "alt", "caption", "outputs", "runs", "steps"}


@dataclass(frozen=True)
class Medium:
    """One finished file. ``size`` is width and height in pixels, ``bytes`` the file's."""

    path: Path
    mime: str
    size: tuple[int, int]
    bytes: int


@dataclass(frozen=True)
class Exhibit:
    """``media`` by format; ``verdicts`` are each run's name and what became of it, where that is shown.

    ``moving``: its frames are not all the same. Title, names and caption are plain text.
    """

    name: str
    title: str
    language: str
    rtl: bool
    alt: str
    caption: str
    media: dict[str, Medium]
    verdicts: tuple[tuple[str, str], ...]
    source: Path
    looped: bool
    moving: bool = True

    @property
    def videos(self) -> list[str]:
        return self._moving("video/")

    @property
    def images(self) -> list[str]:
        """Those that move, the better ones first."""
        return self._moving("image/")

    def _moving(self, kind: str) -> list[str]:
        return [name for name in MOVING if name in self.media and self.media[name].mime.startswith(kind)]

    @property
    def still(self) -> Medium | None:
        return self.media.get("png")

    @property
    def standing(self) -> Medium | None:
        """What shows all there is to see without moving; where nothing does, any image shows it."""
        if self.moving and (self.videos or self.images):
            return None
        return self.still or next((each for each in self.media.values() if each.mime.startswith("image/")), None)


def read(scene: Scene, folder: Path, stem: str) -> Exhibit:
    """What stands of the scene in ``folder`` under the name ``stem``.

    Raises RenderError where the sidecar or a file it lists is missing, stale or damaged.
    """
    path = folder / f"{stem}.json"
    told = _told(path, scene, stem)
    media = {each["format"]: _medium(folder, each) for each in told["outputs"]}
    fault = next(pipeline.faults(scene, folder, tuple(media), stem=stem), None)
    if fault or not media:
        raise RenderError(f"{fault or f'{path} lists no picture'}; {_advice(scene, stem)}")
    return Exhibit(
        name=stem,
        title=spoken(told["title"] or told["scene"]),
        language=told["language"],
        rtl=words.load(told["language"]).right_to_left,
        alt=told["alt"],
        caption=spoken(told["caption"]) if scene.caption else told["caption"],
        media=media,
        verdicts=_verdicts(told["runs"]) if balls(scene) else (),
        source=Path(scene.file or ""),
        looped=scene.timing.loop == "forever",
        moving=moving(scene) and len(told["steps"]) > 1,
    )


def _verdicts(runs: list[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((spoken(run["label"]), run["verdict"]["text"]) for run in runs)


def _told(path: Path, scene: Scene, stem: str) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise RenderError(f"{path} is missing; {_advice(scene, stem)}") from error
    except (OSError, ValueError) as error:
        raise RenderError(f"{path} can't be read; {_advice(scene, stem)}") from error
    if not (isinstance(told, dict) and set(told) >= WANTED and _known(told["outputs"])):
        raise RenderError(f"{path} is no sidecar of this version; {_advice(scene, stem)}")
    return told


def _known(outputs: list[dict[str, Any]]) -> bool:
    formats = registry.names("encoders")
    return all(entry["format"] in formats for entry in outputs)


def _advice(scene: Scene, stem: str) -> str:
    named = f" -l {scene.language}" if stem.endswith(f".{scene.language}") else ""
    return f"run: gdanim render {scene.file}{named}"


def _medium(folder: Path, entry: dict[str, Any]) -> Medium:
    mime = registry.load("encoders", entry["format"]).mime
    return Medium(folder / entry["file"], mime, (entry["width"], entry["height"]), entry["bytes"])
