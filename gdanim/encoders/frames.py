"""PNG files in a folder, one a step, with an index."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from gdanim.encoders import EncodablePicture, Encoder, frame_rate
from gdanim.encoders.parts import png_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

INDEX = "index.json"


def still(picture: EncodablePicture, path: Path) -> None:
    """Writes each step when all of it is drawn. A step that shares its frame with the next has no file of its own."""
    path.mkdir()
    entries = []
    for step in steps_with_frames(picture.describe()["steps"]):
        name = f"{step['step']:04d}.png"
        frame = round(step["full"] * frame_rate(picture))
        png_file.write(picture, frame, path / name)
        entries.append({"file": name, **{key: step[key] for key in ("step", "seconds", "told")}})
    text = json.dumps({"frames": entries}, ensure_ascii=False, indent=1)
    (path / INDEX).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def steps_with_frames(steps: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Returns the steps that a frame shows: of several in one frame the last."""
    return [*(step for step, later in pairwise(steps) if later["seconds"] > step["seconds"]), steps[-1]]


PLUGIN = Encoder(
    "a folder of PNG files, one a step, with an index",
    ".frames",
    "inode/directory",
    still=still,
    is_folder=True,
    transparency="full",
)
