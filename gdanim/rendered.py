"""What rendering gives back: the files and what they show. Shows itself in a notebook."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Literal

from gdanim import plugins

if TYPE_CHECKING:
    from pathlib import Path

    from gdanim.descent import Trajectory
    from gdanim.scene import Scene

SHOWN_FIRST = ("gif", "webp", "apng", "png", "strip")


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
        told = json.loads(self.sidecar.read_text(encoding="utf-8"))
        entries = {each["file"]: each for each in told["outputs"]}
        ours = [entries[file.name] for file in self.files]
        entry = min(ours, key=lambda each: [*SHOWN_FIRST, each["format"]].index(each["format"]))
        mime = plugins.load("encoders", entry["format"]).mime
        written = base64.b64encode((self.sidecar.parent / entry["file"]).read_bytes()).decode()
        source = f'width="{entry["width"]}" height="{entry["height"]}" src="data:{mime};base64,{written}"'
        alt = escape(told["alt"])
        if mime.startswith("video/"):
            return f'<video {source} aria-label="{alt}" controls autoplay loop muted></video>'
        return f'<img {source} alt="{alt}">'

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        told = json.loads(self.sidecar.read_text(encoding="utf-8"))
        return {"text/html": self._repr_html_(), "text/plain": told["alt"]}
