"""The scenes that come with gdanim."""

from pathlib import Path

from gdanim import pipeline, scene

FOLDER = Path(__file__).parents[2] / "scenes"
NAMES = sorted(path.stem for path in FOLDER.glob("[!_]*.yaml"))


def load(name, language=None, **keys):
    """With some keys changed, as ``--set`` does."""
    return scene.load(FOLDER / f"{name}.yaml", keys, language)


def runs(name, **keys):
    return pipeline.trace(load(name, **keys))
