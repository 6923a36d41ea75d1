"""The result of rendering: the files and their contents. A notebook displays it as the animation."""

from __future__ import annotations

import base64
import struct
from dataclasses import dataclass, field, replace
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from gdanim import registry
from gdanim.outputs import sidecar as sidecars
from gdanim.player.frame import frame_style
from gdanim.text.page_template import FITTING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gdanim.descent import Trajectory
    from gdanim.encoders import Encoder
    from gdanim.scene import Scene


@dataclass(frozen=True, eq=False, repr=False)
class Rendered:
    """The files of a rendered scene.

    Parameters
    ----------
    scene
        The scene.
    files
        The outputs, in the order of the requested formats.
    sidecar
        The JSON file beside them.
    state
        ``"rendered"``, or ``"up_to_date"`` if nothing had to be drawn.
    trajectories
        The trajectories of the runs; empty if nothing had to be drawn.
    warnings
        Warnings, a sentence each.
    draw_still
        A function that returns the last step as a PNG file's bytes, which a notebook shows where it shows no HTML.
    embedded
        The embedded HTML and alternative text, see ``with_embedded_picture``; None to read them from the files.
    """

    scene: Scene
    files: tuple[Path, ...]
    sidecar: Path
    state: Literal["rendered", "up_to_date"] = "rendered"
    trajectories: tuple[Trajectory, ...] = ()
    warnings: tuple[str, ...] = ()
    draw_still: Callable[[], bytes] | None = field(default=None, repr=False)
    embedded: tuple[str, str] | None = field(default=None, repr=False)

    def with_embedded_picture(self) -> Rendered:
        """Returns a copy that embeds its picture, and displays it even after the files were overwritten.

        Returns
        -------
        Rendered
            The copy.
        """
        return replace(self, embedded=(self._repr_html_(), self._alt))

    def __repr__(self) -> str:
        return f"<Rendered {self.scene.name}, {self.state}: {', '.join(map(str, self.files))}>"

    def _repr_html_(self) -> str:
        """Returns the player if it is one of the files, else the image of most programs, else the first video.

        All are embedded, as narrow as the notebook, and nothing moves for readers who prefer less motion.
        """
        if self.embedded:
            return self.embedded[0]
        sidecar = sidecars.read(self.sidecar)
        entries = {entry["file"]: entry for entry in sidecar["outputs"]}
        candidates = [entries[file.name] for file in self.files]
        encoders = {entry["format"]: registry.load("encoders", entry["format"]) for entry in candidates}
        entry = min(candidates, key=lambda each: display_rank(encoders[each["format"]]))
        encoder, content = encoders[entry["format"]], self.sidecar.parent / entry["file"]
        size, alt = (entry["width"], entry["height"]), escape(sidecar["alt"])
        if encoder.page is not None:
            return embedded_page(content.read_text(encoding="utf-8"), size, alt)
        source = f'width="{size[0]}" height="{size[1]}" style="{FITTING}" src="{data_address(encoder.mime, content)}"'
        if encoder.mime.startswith("video/"):
            return f'<video {source} aria-label="{alt}" controls loop muted playsinline></video>'
        image = f'<img {source} alt="{alt}">'
        posters = [each["file"] for each in candidates if encoders[each["format"]].is_poster]
        if not encoder.is_moving or not posters:
            return image
        still = data_address("image/png", self.sidecar.parent / posters[0])
        return f'<picture><source media="(prefers-reduced-motion: reduce)" srcset="{still}">{image}</picture>'

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Returns the picture for every kind of notebook: HTML, an image for paper and GitHub, and the alt text."""
        bundle: dict[str, Any] = {"text/html": self._repr_html_(), "text/plain": self._alt}
        if self.draw_still is None:
            return bundle, {}
        png = self.draw_still()
        width, height = struct.unpack(">II", png[16:24])
        bundle["image/png"] = base64.b64encode(png).decode()
        return bundle, {"image/png": {"width": width, "height": height}}

    @property
    def _alt(self) -> str:
        return self.embedded[1] if self.embedded else str(sidecars.read(self.sidecar)["alt"])


def data_address(mime: str, file: Path) -> str:
    return f"data:{mime};base64,{base64.b64encode(file.read_bytes()).decode()}"


def embedded_page(text: str, size: tuple[int, int], alt: str) -> str:
    """Returns a frame that holds the player's page, as high as its picture, words and controls."""
    style = frame_style(size, f"{size[0]}px")
    return f'<iframe srcdoc="{escape(text)}" title="{alt}" allow="fullscreen" style="{style}"></iframe>'


def display_rank(encoder: Encoder) -> tuple[bool | int, ...]:
    """Returns a sort key whose minimum is displayed: the player, images before videos, moving before still."""
    is_media = encoder.mime.startswith(("image/", "video/"))
    order = 0 if encoder.page is not None else 1 if encoder.mime.startswith("image/") else 2 if is_media else 3
    is_still = not encoder.is_moving
    return order, is_still, not encoder.is_fallback, not encoder.is_poster, -encoder.page_rank
