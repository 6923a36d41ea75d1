"""What rendering gives back: the files and what they show. Shows itself in a notebook."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pathlib import Path

    from gdanim.descent import Trajectory
    from gdanim.scene import Scene

IMAGES = {".gif": "image/gif", ".webp": "image/webp", ".apng": "image/apng", ".png": "image/png"}
VIDEOS = {".mp4": "video/mp4", ".webm": "video/webm"}


@dataclass(frozen=True, eq=False)
class Rendered:
    """``files`` are the outputs in the order asked for; ``trajectories`` is empty where nothing had to be drawn."""

    scene: Scene
    files: tuple[Path, ...]
    sidecar: Path
    state: Literal["rendered", "up_to_date"] = "rendered"
    trajectories: tuple[Trajectory, ...] = ()
    warnings: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        """The first image among the files, else the first video, with the animation inside the page itself."""
        kinds = IMAGES | VIDEOS
        file = min(self.files, key=lambda file: list(kinds).index(file.suffix))
        told = json.loads(self.sidecar.read_text(encoding="utf-8"))
        entry = next(each for each in told["outputs"] if each["file"] == file.name)
        width, height = entry["width"], entry["height"]
        data = f"data:{kinds[file.suffix]};base64,{base64.b64encode(file.read_bytes()).decode()}"
        size, alt = f'width="{width}" height="{height}"', escape(told["alt"])
        if file.suffix in VIDEOS:
            return f'<video {size} src="{data}" aria-label="{alt}" controls autoplay loop muted></video>'
        return f'<img {size} src="{data}" alt="{alt}">'

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        told = json.loads(self.sidecar.read_text(encoding="utf-8"))
        return {"text/html": self._repr_html_(), "text/plain": told["alt"]}
