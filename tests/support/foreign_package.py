"""A package from outside as an installer leaves it: modules, and a dist-info folder with entry points."""

import textwrap


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
