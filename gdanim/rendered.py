"""The result of rendering: the files and their contents. A notebook displays it as the animation."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field, replace
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from gdanim import registry

if TYPE_CHECKING:
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
    embedded
        The embedded HTML and alternative text, see ``with_embedded_picture``; None to read them from the files.
    """

    scene: Scene
    files: tuple[Path, ...]
    sidecar: Path
    state: Literal["rendered", "up_to_date"] = "rendered"
    trajectories: tuple[Trajectory, ...] = ()
    warnings: tuple[str, ...] = ()
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
        """Returns the most widely supported image of the files, else the first video, embedded in HTML."""
        if self.embedded:
            return self.embedded[0]
        sidecar = json.loads(self.sidecar.read_text(encoding="utf-8"))
        entries = {entry["file"]: entry for entry in sidecar["outputs"]}
        candidates = [entries[file.name] for file in self.files]
        encoders = {entry["format"]: registry.load("encoders", entry["format"]) for entry in candidates}
        entry = min(candidates, key=lambda each: display_rank(encoders[each["format"]]))
        mime = encoders[entry["format"]].mime
        data = base64.b64encode((self.sidecar.parent / entry["file"]).read_bytes()).decode()
        source = f'width="{entry["width"]}" height="{entry["height"]}" src="data:{mime};base64,{data}"'
        alt = escape(sidecar["alt"])
        if mime.startswith("video/"):
            return f'<video {source} aria-label="{alt}" controls autoplay loop muted></video>'
        return f'<img {source} alt="{alt}">'

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": self._alt}

    @property
    def _alt(self) -> str:
        return self.embedded[1] if self.embedded else str(json.loads(self.sidecar.read_text(encoding="utf-8"))["alt"])


def display_rank(encoder: Encoder) -> tuple[bool | int, ...]:
    """Returns a sort key whose minimum is displayed: images before videos, moving before still."""
    if encoder.mime.startswith("video/"):
        return (True,)
    is_still = encoder.stream is None
    return False, is_still, not encoder.is_fallback, -encoder.page_rank, not encoder.is_poster
