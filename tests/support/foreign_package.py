"""A package from outside as an installer leaves it: modules, and a dist-info folder with entry points."""

import subprocess
import sys
import textwrap
from zipfile import ZipFile


def install(folder, modules, entry_points, name="kit", version="1.2"):
    """Write ``modules`` (file name to text) and ``entry_points`` (group to lines) into ``folder``."""
    for file, text in modules.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    info = folder / f"{name}-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    sections = (f"[gdanim.{kind}]\n" + "\n".join(lines) + "\n" for kind, lines in entry_points.items())
    (info / "entry_points.txt").write_text("\n".join(sections))
    return folder


def install_wheel(folder, modules, entry_points, name="kit", version="1.0"):
    """Install a wheel of ``modules`` and ``entry_points`` into ``folder`` as pip does, without a network."""
    info, wheel = f"{name}-{version}.dist-info", folder / f"{name}-{version}-py3-none-any.whl"
    lines = {
        group: "".join(f"{key} = {value}\n" for key, value in names.items()) for group, names in entry_points.items()
    }
    texts = modules | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": "\n".join(f"[{group}]\n{names}" for group, names in lines.items()),
        f"{info}/RECORD": "",
    }
    with ZipFile(wheel, "w") as archive:
        for file, text in texts.items():
            archive.writestr(file, text)
    target = folder / "site"
    options = ("--quiet", "--no-index", "--no-deps", "--no-compile", "--target")
    subprocess.run([sys.executable, "-m", "pip", "install", *options, target, wheel], check=True, capture_output=True)
    return target
