"""The publication of a scene: its finished files and their texts, read from its sidecar. Renders nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from gdanim import freshness, registry
from gdanim.errors import RenderError
from gdanim.messages import message
from gdanim.outputs import output_paths, sidecar_path
from gdanim.text import words
from gdanim.text.plain_formula import plain_text
from gdanim.text.scene_description import has_ball, is_animated

if TYPE_CHECKING:
    from gdanim.encoders import Encoder
    from gdanim.scene import Scene

MAX_SIDECAR_BYTES = 64 * 1024 * 1024
Pixels = Annotated[int, Field(ge=1, le=100_000, strict=True)]


class _Checked(BaseModel):
    """A part of a sidecar, which may come from anybody. Other keys than those that are used are of no interest."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class _Output(_Checked):
    file: str
    format: str
    width: Pixels
    height: Pixels
    bytes: Annotated[int, Field(ge=0)]
    theme: str | None = None


class _Verdict(_Checked):
    text: str


class _Run(_Checked):
    label: str
    verdict: _Verdict | None


class _Sidecar(_Checked):
    scene: str
    title: str | None
    language: str
    alt: str
    caption: str
    outputs: tuple[_Output, ...]
    runs: tuple[_Run, ...]
    steps: tuple[Any, ...]


@dataclass(frozen=True)
class MediaFile:
    """A finished file. ``size`` is width and height in pixels, ``bytes`` the file's size."""

    path: Path
    mime: str
    size: tuple[int, int]
    bytes: int


@dataclass(frozen=True)
class Publication:
    """A scene's finished files and texts. Title, names and caption are plain text.

    Parameters
    ----------
    name
        The files' name without its extension.
    title, alt, caption
        The texts, in ``language``.
    language
        The language's code.
    is_rtl
        Whether the language is written from right to left.
    media
        The files by format.
    verdicts
        Each run's name and verdict, if runs are shown.
    source
        The scene file.
    is_looped
        Whether the animation loops forever.
    is_moving
        Whether its frames differ.
    dark_media
        The files of a pair's dark theme by format; those of the light one are ``media``.
    """

    name: str
    title: str
    language: str
    is_rtl: bool
    alt: str
    caption: str
    media: dict[str, MediaFile]
    verdicts: tuple[tuple[str, str], ...]
    source: Path
    is_looped: bool
    is_moving: bool = True
    dark_media: dict[str, MediaFile] = field(default_factory=dict)

    @property
    def videos(self) -> list[str]:
        """The video formats, best first."""
        return self._moving_formats("video/")

    @property
    def images(self) -> list[str]:
        """The moving image formats, best first."""
        return self._moving_formats("image/")

    @property
    def images_by_support(self) -> list[str]:
        """The moving image formats, with the most widely supported one last."""
        return sorted(self.images, key=lambda name: encoder_of(name).is_fallback)

    @property
    def fallback_image(self) -> MediaFile:
        """The most widely supported moving image, or else the best."""
        return self.media[max(self.images, key=lambda name: encoder_of(name).is_fallback)]

    def _moving_formats(self, kind: str) -> list[str]:
        moving = [name for name in self.media if encoder_of(name).is_moving and encoder_of(name).mime.startswith(kind)]
        return sorted(moving, key=lambda name: (-encoder_of(name).page_rank, name))

    @property
    def poster(self) -> MediaFile | None:
        """The still image, if it was rendered."""
        posters = [name for name in self.media if encoder_of(name).is_poster]
        return self.media[max(posters, key=lambda name: encoder_of(name).page_rank)] if posters else None

    @property
    def video(self) -> MediaFile:
        """The video that practically every program plays, or else the best."""
        return self.media[max(self.videos, key=lambda name: encoder_of(name).is_fallback)]

    @property
    def image(self) -> MediaFile:
        """The image where there are no videos: the still image alone, or the moving one of most programs."""
        return self.only_image or (self.fallback_image if self.images else self.poster) or self.video

    @property
    def page(self) -> MediaFile | None:
        """The page of vectors, if it was rendered."""
        return next((file for file in self.media.values() if file.mime == "application/pdf"), None)

    def find_player(self) -> MediaFile | None:
        """Returns the step player, if it was rendered."""
        return next((file for file in self.media.values() if file.mime == "text/html"), None)

    def check_picture(self) -> None:
        """Raises RenderError, with the command to run, if there is neither an image nor a video for a page."""
        if not (self.only_image or self.images or self.videos):
            raise RenderError(message("publish.no_image_or_video", name=self.name, file=self.source))

    @property
    def player(self) -> MediaFile:
        """The step player. Raises RenderError, with the command to run, if it was not rendered."""
        found = self.find_player()
        if found is None:
            raise RenderError(message("publish.no_player", name=self.name, file=self.source))
        return found

    @property
    def link_text(self) -> str:
        """The words of a link to the step player."""
        return words.load(self.language).label("step_by_step")

    def media_file(self, suffix: str) -> MediaFile | None:
        """Returns the file ``NAME`` with this ending, if it was rendered."""
        wanted = f"{self.name}{suffix}"
        return next((file for file in self.media.values() if file.path.name == wanted), None)

    @property
    def has_dark_image(self) -> bool:
        """Whether there are images of a light and a dark theme, of which a page shows the reader's."""
        return bool(self.images) and self.dark_version(self.image) is not None

    def dark_version(self, file: MediaFile) -> MediaFile | None:
        """Returns the file of the dark theme that belongs to one of the light theme, if the scene has a pair."""
        format_name = next((name for name, each in self.media.items() if each is file), "")
        return self.dark_media.get(format_name)

    @property
    def only_image(self) -> MediaFile | None:
        """The still image, if nothing moves or no moving format was rendered."""
        if self.is_moving and (self.videos or self.images):
            return None
        return self.poster or next((file for file in self.media.values() if file.mime.startswith("image/")), None)


def encoder_of(name: str) -> Encoder:
    """Returns the encoder of a format."""
    return registry.load("encoders", name)  # type: ignore[no-any-return]


def read(scene: Scene, folder: Path, stem: str) -> Publication:
    """Reads the publication of the files in ``folder`` named ``stem``.

    Raises RenderError if the sidecar or a file it lists is missing, stale or damaged.
    """
    path, command = sidecar_path(folder, stem), _render_command(scene, stem)
    sidecar = _read_sidecar(path, command)
    first = next((entry.theme for entry in sidecar.outputs), None)
    media = {entry.format: _media_file(folder, entry) for entry in sidecar.outputs if entry.theme == first}
    if problem := next(freshness.output_problems(scene, folder, tuple(media), stem=stem), None):
        raise RenderError(message("publish.faulty_output", problem=problem, command=command))
    if not media:
        raise RenderError(message("publish.no_picture", path=path, command=command))
    return Publication(
        name=stem,
        title=plain_text(sidecar.title or sidecar.scene),
        language=sidecar.language,
        is_rtl=words.load(sidecar.language).is_right_to_left,
        alt=sidecar.alt,
        caption=plain_text(sidecar.caption) if scene.caption else sidecar.caption,
        media=media,
        verdicts=_verdicts(sidecar) if has_ball(scene) else (),
        source=Path(scene.file or ""),
        is_looped=scene.timing.loop == "forever",
        is_moving=is_animated(scene) and len(sidecar.steps) > 1,
        dark_media={entry.format: _media_file(folder, entry) for entry in sidecar.outputs if entry.theme != first},
    )


def _verdicts(sidecar: _Sidecar) -> tuple[tuple[str, str], ...]:
    return tuple((plain_text(run.label), run.verdict.text) for run in sidecar.runs if run.verdict)


def _read_sidecar(path: Path, command: str) -> _Sidecar:
    """Returns the sidecar. Raises RenderError for anything that gdanim has not written for this scene."""
    try:
        if path.exists() and not (path.is_file() and path.stat().st_size <= MAX_SIDECAR_BYTES):
            raise RenderError(message("publish.sidecar_unknown", path=path, command=command))
        sidecar = _Sidecar.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise RenderError(message("publish.sidecar_missing", path=path, command=command)) from error
    except OSError as error:
        raise RenderError(message("publish.sidecar_unreadable", path=path, command=command)) from error
    except ValidationError as error:
        is_json = error.errors()[0]["type"] != "json_invalid"
        if is_json:
            raise RenderError(message("publish.sidecar_unknown", path=path, command=command)) from error
        raise RenderError(message("publish.sidecar_unreadable", path=path, command=command)) from error
    is_ours = all(
        entry.format in registry.names("encoders") and entry.file in _own_names(path, entry.format)
        for entry in sidecar.outputs
    )
    if not is_ours or sidecar.language not in registry.names("languages"):
        raise RenderError(message("publish.sidecar_unknown", path=path, command=command))
    return sidecar


def _own_names(sidecar: Path, name: str) -> list[str]:
    """Returns the names that an output of a format may have, in one theme and in a pair."""
    folder, stem = sidecar.parent, sidecar.stem
    paths = (*output_paths(folder, stem, [name]), *output_paths(folder, stem, [name], is_pair=True))
    return [path.name for path in paths]


def _render_command(scene: Scene, stem: str) -> str:
    """Returns the command that renders the scene."""
    option = f" -l {scene.language}" if stem.endswith(f".{scene.language}") else ""
    return f"gdanim render {scene.file}{option}"


def _media_file(folder: Path, entry: _Output) -> MediaFile:
    return MediaFile(folder / entry.file, encoder_of(entry.format).mime, (entry.width, entry.height), entry.bytes)
