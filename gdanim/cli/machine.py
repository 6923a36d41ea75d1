"""What this machine has for gdanim: versions, the video tool, fonts, text shaping."""

from __future__ import annotations

import platform
import re
import subprocess
from dataclasses import dataclass
from importlib import metadata

import gdanim
from gdanim import registry
from gdanim.errors import GdanimError

NEEDED = (
    "numpy",
    "matplotlib",
    "contourpy",
    "pillow",
    "imageio",
    "imageio-ffmpeg",
    "fonttools",
    "fontpkg-ibm-plex-sans-arabic",
    "ruamel.yaml",
    "pydantic",
    "typer",
    "rich",
)
CODECS = ("gif", "libx264", "libvpx-vp9", "libwebp_anim", "apng")


@dataclass(frozen=True)
class Finding:
    name: str
    text: str
    good: bool = True


def findings() -> list[Finding]:
    own = [Finding("gdanim", gdanim.__version__), Finding("python", platform.python_version())]
    packages = [_package(name) for name in NEEDED]
    known = [*own, Finding("system", platform.platform()), *packages]
    if not all(package.good for package in packages):  # the rest would fail for want of them
        return known
    return [*known, *_video_tool(), *_fonts(), _shaping(), *_plugins()]


def _package(name: str) -> Finding:
    try:
        return Finding(name, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(name, "is not installed", good=False)


def _video_tool() -> list[Finding]:
    from gdanim.outputs import ffmpeg_binary

    try:
        path = ffmpeg_binary.executable()
        encoders, version = _said(path, "-encoders"), _said(path, "-version").split()[2]
    except (GdanimError, OSError, subprocess.SubprocessError) as error:
        return [Finding("video tool", str(error), good=False)]
    missing = [codec for codec in CODECS if not re.search(rf"^ \S+ +{codec} ", encoders, re.MULTILINE)]
    codecs = Finding("codecs", f"without {', '.join(missing)}" if missing else ", ".join(CODECS), good=not missing)
    return [Finding("video tool", f"{version} ({path})"), codecs]


def _said(tool: str, question: str) -> str:
    command = [tool, "-hide_banner", question]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=30).stdout


def _fonts() -> list[Finding]:
    from gdanim.drawing import fonts

    try:
        files = (fonts.file("regular"), fonts.fallback("regular"))
    except ImportError as error:
        return [Finding("font", str(error), good=False)]
    return [Finding("font", str(file), good=file.is_file()) for file in files]


def _plugins() -> list[Finding]:
    """Where the plug-ins of other packages come from, and what is wrong with them."""
    found = registry.foreign()
    words = {each: f"{registry.KINDS[each.kind].word} {each.name} ({each.source})" for each in found}
    problems = [problem for kind in registry.KINDS for problem in registry.problems(kind)]
    return [
        *([Finding("plug-ins", ", ".join(words.values()))] if found else []),
        *(Finding("plug-ins", problem, good=False) for problem in problems),
    ]


def _shaping() -> Finding:
    """Matplotlib joins and orders Persian letters by itself from 3.11 on."""
    version = metadata.version("matplotlib")
    good = tuple(map(int, version.split(".")[:2])) >= (3, 11)
    return Finding("text shaping", "matplotlib's own" if good else f"needs matplotlib 3.11; found {version}", good=good)
