"""Describes an animation for its sidecar, and for the files that carry metadata."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim import freshness, outputs, run_data
from gdanim.text.words import of_scene as words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdanim.composition.picture import Picture
    from gdanim.descent import Trajectory
    from gdanim.outputs import OutputEntry
    from gdanim.scene import Scene


def describe(scene: Scene, trajectories: Sequence[Trajectory], picture: Picture) -> dict[str, Any]:
    """Returns the sidecar's content without the written files."""
    words = words_of(scene)
    last = picture.timeline.last_step
    verdicts, components = run_data.verdicts(scene, trajectories), freshness.fingerprint_components(scene)
    return {
        "scene": scene.name,
        "title": scene.title,
        "language": scene.language,
        "alt": words.alt(scene, trajectories, picture.panels),
        "caption": words.caption(scene, trajectories, picture.panels),
        "fingerprint": outputs.fingerprint.compute(components) if components else "",
        "components": components,
        "reads": dict(scene.reads),
        "outputs": [],
        "fps": picture.fps,
        "runs": run_data.with_earned_steps(verdicts, scene, trajectories, last),
        "steps": run_data.steps(picture, 1 + min(max(scene.clock.run_ticks(trajectories)), last)),
        "notes": run_data.notes(scene, picture.timeline),
        "panels": [dict(panel) for panel in picture.panels],
        **_clock(scene, last),
    }


def _clock(scene: Scene, last: int) -> dict[str, Any]:
    """Returns the name and the values of the animation's clock, if it counts something else than steps."""
    values = scene.clock.values(last)
    return {"clock": {"name": scene.clock.name, "values": values}} if values else {}


def carried_text(scene: Scene, trajectories: Sequence[Trajectory]) -> str:
    """Returns what a file with metadata carries, as JSON: its texts, the scene's own, and the files that this reads."""
    from gdanim import __version__

    words = words_of(scene)
    scene_file = Path(scene.file).name if scene.file else scene.name
    content = {
        "title": scene.title or scene.name,
        "alt": words.alt(scene, trajectories),
        "version": __version__,
        "scene": scene.text,
        "overrides": dict(scene.overrides),
        "reads": {name: digest for name, digest in scene.reads if name != scene_file},
    }
    return json.dumps(content, ensure_ascii=False)


def outputs_with_themes(scene: Scene, entries: Sequence[OutputEntry]) -> Iterator[dict[str, Any]]:
    """Yields the sidecar's entries of the outputs; those of a pair with their theme."""
    for number, entry in enumerate(entries):
        theme = scene.theme if number < len(entries) / 2 else scene.dark_theme
        yield {**entry.as_dict(), **({"theme": theme} if scene.dark_theme else {})}
