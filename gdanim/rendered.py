"""What rendering gives back: the files and what they show. Shows itself in a notebook."""

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
    from gdanim.scene import Scene

SHOWN_FIRST = ("gif", "webp", "apng", "png", "strip")


@dataclass(frozen=True, eq=False, repr=False)
class Rendered:
    """``files`` are the outputs in the order asked for; ``trajectories`` is empty where nothing had to be drawn."""

    scene: Scene
    files: tuple[Path, ...]
    sidecar: Path
    state: Literal["rendered", "up_to_date"] = "rendered"
    trajectories: tuple[Trajectory, ...] = ()
    warnings: tuple[str, ...] = ()
    shown: tuple[str, str] | None = field(default=None, repr=False)
    """HTML and alt text where they are held."""

    def held(self) -> Rendered:
        """The same, which shows what stands there now, whatever is written in its place later."""
        return replace(self, shown=(self._repr_html_(), self._alt))

    def __repr__(self) -> str:
        return f"<Rendered {self.scene.name}, {self.state}: {', '.join(map(str, self.files))}>"

    def _repr_html_(self) -> str:
        """The first image among the files, else the first video, with the animation inside the page itself."""
        if self.shown:
            return self.shown[0]
        told = json.loads(self.sidecar.read_text(encoding="utf-8"))
        entries = {each["file"]: each for each in told["outputs"]}
        ours = [entries[file.name] for file in self.files]
        entry = min(ours, key=lambda each: [*SHOWN_FIRST, each["format"]].index(each["format"]))
        mime = registry.load("encoders", entry["format"]).mime
        written = base64.b64encode((self.sidecar.parent / entry["file"]).read_bytes()).decode()
        source = f'width="{entry["width"]}" height="{entry["height"]}" src="data:{mime};base64,{written}"'
        alt = escape(told["alt"])
        if mime.startswith("video/"):
            return f'<video {source} aria-label="{alt}" controls autoplay loop muted></video>'
        return f'<img {source} alt="{alt}">'

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self._repr_html_(), "text/plain": self._alt}

    @property
    def _alt(self) -> str:
        return self.shown[1] if self.shown else str(json.loads(self.sidecar.read_text(encoding="utf-8"))["alt"])
