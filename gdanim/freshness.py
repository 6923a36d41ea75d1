"""Tells whether the outputs of a scene are there and up to date, and what they depend on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gdanim import outputs, registry, spelling, yaml
from gdanim.errors import Problem, SceneError, UsageError
from gdanim.messages import message
from gdanim.scene import limits, locate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdanim.scene import Scene


def output_problems(
    scene: Scene, folder: str | Path, formats: Sequence[str] | None = None, *, stem: str | None = None
) -> Iterator[str]:
    """Yields the missing, stale and damaged outputs in ``folder``, a sentence each."""
    formats = checked_formats(scene, formats or scene.output)
    paths = output_files(scene, folder, formats, stem=stem)
    return outputs.problems(Path(folder), stem or scene.name, paths, fingerprint_components(scene))


def output_files(
    scene: Scene, folder: str | Path, formats: Sequence[str] | None = None, *, stem: str | None = None
) -> tuple[Path, ...]:
    """Returns the paths of the scene's outputs, existing or not."""
    names = checked_formats(scene, formats or scene.output)
    return outputs.output_paths(Path(folder), stem or scene.name, names, is_pair=scene.dark_theme is not None)


def checked_formats(scene: Scene, formats: Sequence[str]) -> tuple[str, ...]:
    """Returns each format once. Formats that do not come from the scene are checked against its size only here."""
    known = registry.names("encoders")
    for name in formats:
        if name not in known:
            raise UsageError(message("render.unknown_format", name=name, advice=spelling.advice(name, known)))
    odd_size = limits.odd_size_problem(scene.size, tuple(formats)) if scene.size else None
    if odd_size:
        raise SceneError([locate(scene, Problem(odd_size, ("size",)))])
    no_film = limits.missing_film_problem(scene.player, tuple(formats))
    if no_film:
        raise SceneError([locate(scene, Problem(no_film, ("player",)))])
    no_alpha = limits.no_transparency_problem(tuple(formats)) if scene.background == "transparent" else None
    if no_alpha:
        raise SceneError([locate(scene, Problem(no_alpha, ("background",)))])
    return tuple(dict.fromkeys(formats))


def fingerprint_components(scene: Scene) -> dict[str, str]:
    """Returns what the outputs depend on; nothing if the scene holds objects of a program, which may do anything."""
    if scene.nodes and yaml.holds_objects(scene.nodes):
        return {}
    return outputs.fingerprint.components(scene.reads, scene.overrides, scene.language, _plugins(scene))


def _plugins(scene: Scene) -> list[tuple[str, ...]]:
    """Returns the fingerprint's entries of the other packages' plug-ins that the scene names."""
    plugin_words = {*yaml.words(scene.nodes), scene.language} if scene.nodes else None
    return [plugin.identity for plugin in registry.used(plugin_words)]
