"""The command ``gdanim doctor``: what this machine provides for gdanim."""

from __future__ import annotations

import platform
import re
import subprocess
from dataclasses import dataclass

import gdanim
from gdanim import registry
from gdanim.cli.console import print_data
from gdanim.errors import GdanimError
from gdanim.messages import message

PACKAGES = (
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
SHAPING_VERSION = (3, 11)
"""The first matplotlib that joins and orders Persian letters."""


@dataclass(frozen=True)
class Finding:
    name: str
    text: str
    is_good: bool = True


def doctor() -> int:
    """Prints what this machine has for gdanim.

    Versions, the video tool and its codecs, fonts, text shaping. Ends with 1 if something is missing.
    """
    results = findings()
    width = max(len(finding.name) for finding in results)
    print_data(
        *(f"{'ok' if finding.is_good else 'missing':7}  {finding.name:{width}}  {finding.text}" for finding in results)
    )
    return 0 if all(finding.is_good for finding in results) else 1


def findings() -> list[Finding]:
    versions = [
        Finding("gdanim", gdanim.__version__),
        Finding("python", platform.python_version()),
        Finding("system", platform.platform()),
    ]
    packages = [_package(name) for name in PACKAGES]
    if not all(package.is_good for package in packages):  # the other checks need the packages
        return [*versions, *packages]
    return [*versions, *packages, *_ffmpeg(), *_fonts(), _text_shaping(), *_plugins()]


def _package(name: str) -> Finding:
    from importlib import metadata

    try:
        return Finding(name, metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(name, message("cli.not_installed"), is_good=False)


def _ffmpeg() -> list[Finding]:
    from gdanim.outputs import ffmpeg_binary

    try:
        path = ffmpeg_binary.executable()
        encoders, version = _output(path, "-encoders"), _output(path, "-version").split()[2]
    except (GdanimError, OSError, subprocess.SubprocessError) as error:
        return [Finding("video tool", str(error), is_good=False)]
    codecs = [each.codec for each in registry.load_all("encoders").values() if each.codec]
    missing = [codec for codec in codecs if not re.search(rf"^ \S+ +{re.escape(codec)} ", encoders, re.MULTILINE)]
    text = message("cli.codecs_missing", codecs=", ".join(missing)) if missing else ", ".join(codecs)
    return [Finding("video tool", f"{version} ({path})"), Finding("codecs", text, is_good=not missing)]


def _output(program: str, option: str) -> str:
    command = [program, "-hide_banner", option]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=30).stdout


def _fonts() -> list[Finding]:
    from gdanim.drawing import fonts

    try:
        files = (fonts.file("regular"), fonts.fallback("regular"))
    except ImportError as error:
        return [Finding("font", str(error), is_good=False)]
    return [Finding("font", str(file), is_good=file.is_file()) for file in files]


def _text_shaping() -> Finding:
    from importlib.metadata import version as version_of

    version = version_of("matplotlib")
    if tuple(map(int, version.split(".")[:2])) >= SHAPING_VERSION:
        return Finding("text shaping", "matplotlib's own")
    needed = ".".join(map(str, SHAPING_VERSION))
    return Finding("text shaping", message("cli.matplotlib_too_old", needed=needed, found=version), is_good=False)


def _plugins() -> list[Finding]:
    """Returns the origins and problems of other packages' plug-ins."""
    plugins = ", ".join(
        f"{registry.KINDS[plugin.kind].word} {plugin.name} ({plugin.source})" for plugin in registry.foreign()
    )
    problems = [problem for kind in registry.KINDS for problem in registry.problems(kind)]
    return [
        *([Finding("plug-ins", plugins)] if plugins else []),
        *(Finding("plug-ins", problem, is_good=False) for problem in problems),
    ]
