"""What this machine has for gdanim: versions, the video tool, fonts, text shaping."""

from __future__ import annotations

import platform
import re
import subprocess
from dataclasses import dataclass
from importlib import metadata

import gdanim

NEEDED = (
    "numpy",
    "sympy",
    "matplotlib",
    "pillow",
    "imageio",
    "imageio-ffmpeg",
    "ruamel.yaml",
    "pydantic",
    "typer",
    "rich",
)
CODECS = ("gif", "libx264", "libvpx-vp9", "libwebp_anim", "apng")
FONTS = ("IBM Plex Sans Arabic", "DejaVu Sans", "STIXGeneral")


@dataclass(frozen=True)
class Finding:
    name: str
    text: str
    good: bool = True


def findings() -> list[Finding]:
    own = [Finding("gdanim", gdanim.__version__), Finding("python", platform.python_version())]
    return [*own, Finding("system", platform.platform()), *map(_package, NEEDED), *_video_tool(), *_fonts(), _shaping()]


def _package(name: str) -> Finding:
    try:
        return Finding(name, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(name, "is not installed", good=False)


def _video_tool() -> list[Finding]:
    import imageio_ffmpeg

    try:
        tool = imageio_ffmpeg.get_ffmpeg_exe()
        encoders = _said(tool, "-encoders")
        version = _said(tool, "-version").split()[2]
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        return [Finding("video tool", str(error), good=False)]
    missing = [codec for codec in CODECS if not re.search(rf"^ \S+ +{codec} ", encoders, re.MULTILINE)]
    codecs = Finding("codecs", f"without {', '.join(missing)}" if missing else ", ".join(CODECS), good=not missing)
    return [Finding("video tool", f"{version} ({tool})"), codecs]


def _said(tool: str, question: str) -> str:
    command = [tool, "-hide_banner", question]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=30).stdout


def _fonts() -> list[Finding]:
    """Fonts that are there. The page's own font is a package's file, so matplotlib needn't know it."""
    from matplotlib import font_manager

    found = {font.name for font in font_manager.fontManager.ttflist} | _packaged()
    return [Finding("font", f"{name}{'' if name in found else ' is missing'}", good=name in found) for name in FONTS]


def _packaged() -> set[str]:
    try:
        metadata.version("fontpkg-ibm-plex-sans-arabic")
    except metadata.PackageNotFoundError:
        return set()
    return {"IBM Plex Sans Arabic"}


def _shaping() -> Finding:
    """Matplotlib joins and orders Persian letters by itself from 3.11 on."""
    from matplotlib import __version_info__ as version

    good = (version.major, version.minor) >= (3, 11)
    return Finding("text shaping", "matplotlib's own" if good else "needs matplotlib 3.11", good=good)
