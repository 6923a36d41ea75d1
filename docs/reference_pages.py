"""Writes the reference and the gallery from gdanim's own plug-ins, keys and scenes, each time the pages are built.

    python docs/reference_pages.py [FOLDER]

What a plug-in, a key, an option or a command is called, takes and means is read from the code; the scenes of the
pictures stand in ``reference_examples.yaml``. Nothing is rendered here: the pages hold directives.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim import plugin_options, registry, spelling, yaml
from gdanim.drawing import fonts
from gdanim.scene import keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DOCS = Path(__file__).parent
SCENES = DOCS.parent / "scenes"
EXAMPLES: dict[str, Any] = yaml.load(DOCS / "reference_examples.yaml")
SIZE, TALL = [560, 440], [600, 800]  # pixels of a picture of the reference
MAX_COLUMN = 96  # characters of a line of YAML
DATA_PROBLEMS = "/tasks/own-data"


def main() -> None:
    """Writes all pages into a folder, by default that of this script."""
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS)


def write(folder: Path) -> None:
    """Writes the generated pages, unless they stand there as they are."""
    for name, lines in pages().items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        text = "\n".join(lines) + "\n"
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.write_text(text, encoding="utf-8")


def pages() -> dict[str, list[str]]:
    """Returns the lines of each generated page by its path."""
    contents = {
        "keys": ("Keys of a scene", key_lines()),
        "panels": ("Panels", plugin_lines("panels", panel_scene)),
        "optimizers": ("Optimizers", plugin_lines("optimizers", optimizer_scene)),
        "schedules": ("Schedules", plugin_lines("schedules", schedule_scene)),
        "functions": ("Functions", function_lines()),
        "themes": ("Themes", plugin_lines("themes", lambda name: {**LESSON, "theme": name})),
        "languages": ("Languages", plugin_lines("languages", language_scene)),
        "formats": ("Output formats", plugin_lines("encoders", lambda _name: None)),
        "commands": ("Commands", command_lines()),
    }
    made = {f"reference/{name}.rst": [*heading(title, "="), *lines] for name, (title, lines) in contents.items()}
    made["reference/index.rst"] = index_lines(contents)
    made["gallery.rst"] = gallery_lines()
    return made


LESSON = {"function": "hills", "start": 1, "eta": 0.05, "steps": 8}
INTRODUCTIONS = {
    "keys": "Everything but ``function`` has a default that a teacher would have chosen.",
    "panels": "``panels: [curve, {loss: {scale: log}}]`` names panels, each with its options.",
    "optimizers": "``optimizer: {adam: {beta1: 0.8}}`` names a rule with its options.",
    "schedules": "``eta: {cosine: {eta: 0.3}}`` names a schedule with its options; PyTorch's names of options do, too.",
    "functions": "``function: {bowl: {a: 2}}`` names a function; its letters are parameters.",
    "themes": "``theme: dark`` names a theme, ``theme: [light, dark]`` a pair. All show the same scene here.",
    "languages": "``language: fa`` writes every word of the picture, the caption and the alt text in that language. "
    "A language has no picture here where no font of the machine that made these pages has its letters.",
    "formats": "``output: [gif, png]`` or ``gdanim render SCENE -f gif,png`` names formats.",
    "commands": "Data goes to stdout, talk to stderr. Exit codes: 0 done; 1 a scene could not be rendered or written; "
    "2 wrong usage; 3 an invalid scene; 130 interrupted; 143 terminated. The SCENE ``-`` is read from stdin: "
    "``gdanim render - -f gif < scene.yaml > scene.gif``. ``--set`` changes any key: ``--set 'eta=[0.1, 0.3]' "
    "--set timing.fps=25``. ``gdanim --messages fa`` and ``GDANIM_LANG=fa`` give messages in "
    "Persian. ``gdanim --version`` prints the version, ``gdanim --install-completion`` teaches your "
    "shell the commands and options.",
}


def heading(text: str, line: str) -> list[str]:
    return ["", text, line * len(text), ""]


def index_lines(contents: Mapping[str, tuple[str, Any]]) -> list[str]:
    told = [f"* :doc:`{name}`: {INTRODUCTIONS[name]}" for name in contents]
    contained = [f"   {name}" for name in contents]
    return [*heading("Reference", "="), *told, "", ".. toctree::", "   :hidden:", "", *contained]


def key_lines() -> Iterator[str]:
    examples = yaml.load(keys.EXAMPLES)
    yield from (INTRODUCTIONS["keys"], "")
    for name, key in (keys.KEYS | keys.RUN_KEYS).items():
        known, shown = examples.get(name, {}), EXAMPLES["keys"][name]
        yield from (f".. _key-{name}:", *heading(name, "-"))
        yield from (f"{capitalised(key.meaning)}.", "")
        yield from (f":Takes: {as_rst(shown['takes'])}.",)
        if "default" in known:
            yield f":Default: ``{as_yaml(known['default'])}``"
        if known.get("examples"):
            yield f":Examples: {', '.join(f'``{name}: {as_yaml(each)}``' for each in known['examples'])}"
        yield (
            f":Stands in: a scene{' and its ``runs``' if key.is_for_runs else ''}"
            if name in keys.KEYS
            else (":Stands in: ``runs``")
        )
        yield ""
        yield from picture(shown.get("scene"))


def plugin_lines(kind: str, scene_of: Any) -> Iterator[str]:
    yield from (INTRODUCTIONS[{"encoders": "formats"}.get(kind, kind)], "")
    for name in registry.shipped(kind):
        plugin = registry.load(kind, name)
        yield from (f".. _{kind}-{name}:", *heading(name, "-"))
        summary = plugin.get("summary") or plugin.get("name") if kind in registry.DATA else plugin.summary
        title = getattr(plugin, "display_name", "")
        yield from (f"**{title}**: {as_rst(summary)}." if title else f"{as_rst(capitalised(summary))}.", "")
        if formula := getattr(plugin, "formula", ""):
            yield from (".. math::", "", f"   {formula}", "")
        if getattr(plugin, "extension", "") or getattr(plugin, "suffix", ""):
            yield from (f":File: ``NAME{getattr(plugin, 'extension', '') or plugin.suffix}``", "")
        if variables := getattr(plugin, "variables", ()):
            numbers = " or ".join({1: "one", 2: "two"}[number] for number in variables)
            yield from (f":Functions of: {numbers} variable{'' if variables == (1,) else 's'}", "")
        if marks := getattr(plugin, "marks", ()):
            yield from (f":Marks: {', '.join(f'``{mark}``' for mark in marks)}", "")
        yield from option_lines(plugin)
        yield from picture(scene_of(name))


def option_lines(plugin: Any) -> Iterator[str]:
    """Yields a list of a plug-in's options, as its model declares them."""
    options = list(plugin_options.entries(plugin))
    for option in options:
        value = option.default
        default = "required" if option.is_required else "none" if value in (None, (), []) else f"``{as_yaml(value)}``"
        words, also = (", ".join(f"``{each}``" for each in listed) for listed in (option.words, option.other_names))
        meaning = "; ".join(filter(None, (as_rst(option.description), words, also and f"also {also}")))
        yield f"* ``{option.name}`` ({default}): {meaning}"
    if options:
        yield ""


def function_lines() -> Iterator[str]:
    from gdanim.functions import by_name, catalogue, data
    from gdanim.functions.expressions import vocabulary

    yield from (INTRODUCTIONS["functions"], "")
    for name in by_name.SHIPPED:
        yield from (f".. _function-{name}:", *heading(name, "-"))
        if name in data.NAMES:
            yield from (f"{capitalised(data.PROBLEMS[name].summary)}; see :doc:`{DATA_PROBLEMS}`.", "")
            yield from option_lines(data.PROBLEMS[name])
            yield from picture({"function": name, "steps": 20, **EXAMPLES["functions"].get(name, {})})
            continue
        entry = catalogue.entry(name)
        yield from (f"``{entry.expression}``", "", f"{capitalised(entry.teaches)}.", "")
        if entry.parameters:
            yield f":Parameters: {', '.join(f'``{letter}`` ({value:g})' for letter, value in entry.parameters.items())}"
        yield from (f":Start: ``{as_yaml(entry.start)}``", f":Step size: ``{as_yaml(entry.eta)}``")
        yield from (f":Source: {as_rst(entry.source)}", "")
        yield from picture({"function": name, "steps": 25, **EXAMPLES["functions"].get(name, {})})
    yield from (".. _words-of-expressions:", *heading("Words of expressions", "-"))
    yield from (f"* ``{word}``: {as_rst(meaning)}" for word, meaning in vocabulary.WORDS.items())


def panel_scene(name: str) -> dict[str, Any]:
    scene = EXAMPLES["panels"][name]
    return {**scene, "size": TALL} if len(scene["panels"]) > 1 else scene


def optimizer_scene(name: str) -> dict[str, Any]:
    chosen = EXAMPLES["optimizers"]
    return {**chosen["valley"], "optimizer": name, **chosen.get(name, {})}


def schedule_scene(name: str) -> dict[str, Any]:
    example = registry.load("schedules", name).example
    common = {"function": "x**2", "start": 3, "steps": 40, "panels": ["eta"], "size": [680, 440]}
    return {**common, "eta": {name: dict(example)}}


def language_scene(name: str) -> dict[str, Any] | None:
    """Returns the lesson in a language; None where no font here has its letters."""
    has_letters = not fonts.missing(str(registry.load("languages", name)["name"]))
    return {**LESSON, "language": name} if has_letters else None


def picture(scene: Mapping[str, Any] | None) -> Iterator[str]:
    """Yields the directive of a still with its source; nothing for None."""
    if scene is None:
        return
    text = [f"{name}: {as_yaml(value)}" for name, value in scene.items() if name != "size" or value != TALL]
    extra = [f"size: {SIZE}"] if "size" not in scene else [f"size: {TALL}"] if scene["size"] == TALL else []
    yield from (".. code-block:: yaml", "", *(f"   {line}" for line in text), "")
    yield from (".. gdanim::", "   :still:", "   :width: 460", "", *(f"   {line}" for line in [*text, *extra]), "")


def command_lines() -> Iterator[str]:
    """Yields each command with its arguments and options, as ``--help`` has them."""
    import typer

    from gdanim import cli

    yield from (INTRODUCTIONS["commands"], "")
    group = typer.main.get_command(cli.app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        yield from (f".. _command-{name}:", *heading(f"gdanim {name}", "-"))
        yield from (*(as_rst(line.strip()) for line in (command.help or "").splitlines()), "")
        arguments = [param for param in command.params if param.param_type_name == "argument"]
        usage = " ".join(["gdanim", name, *(each.metavar or each.name.upper() for each in arguments)])
        yield from (".. code-block:: text", "", f"   {usage}", "")
        for param in command.params:
            if param.param_type_name == "option":
                names = ", ".join(f"``{option}``" for option in (*param.opts, *param.secondary_opts))
                metavar = f" ``{param.metavar}``" if param.metavar else ""
                yield f"* {names}{metavar}: {as_rst(param.help or '')}"
        yield ""


def gallery_lines() -> list[str]:
    """Returns the gallery: the last step of every scene of the lesson and of the field's groups, with its comment."""
    claim = "Every scene below is a file of ``scenes/``; ``gdanim render`` makes its animation."
    lines = [*heading("Gallery", "="), claim, ""]
    groups = sorted(folder for folder in (SCENES / "field").iterdir() if any(folder.glob("[!_]*.yaml")))
    named = [(f"Figures of the field: {folder.name.replace('-', ' ')}", folder) for folder in groups]
    for title, folder in (("A lesson", SCENES), *named):
        lines += heading(title, "-")
        for file in sorted(folder.glob("[!_]*.yaml")):
            content = yaml.load(file)
            words = content.get("title") or file.stem.replace("-", " ").capitalize()
            words = words["en"] if isinstance(words, dict) else words
            address = Path("..", *file.relative_to(DOCS.parent).parts).as_posix()
            name = "-".join(file.relative_to(SCENES).with_suffix("").parts)
            lines += [f".. _scene-{name}:", *heading(as_math(words), "~")]
            lines += [as_rst(comment(file.read_text(encoding="utf-8"))), "", f".. gdanim:: {address}", "   :still:", ""]
            lines += [f".. literalinclude:: {address}", "   :language: yaml", f"   :caption: {address[3:]}", ""]
    return lines


def comment(text: str) -> str:
    """Returns the comment with which a scene begins, as one paragraph."""
    found = re.match(r"(?:#[^\n]*\n)+", text)
    return " ".join(line.lstrip("# ") for line in found[0].splitlines()) if found else ""


def as_rst(text: str) -> str:
    """Returns text whose code stands in single backticks; roles stay as they are."""
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    parts = re.split(r"(:\w+:`[^`]+`|`[^`]+`)", text)
    return "".join(_part(part, is_code=bool(index % 2)) for index, part in enumerate(parts))


def _part(text: str, *, is_code: bool) -> str:
    if is_code and text[0] == ":":
        return text
    return f"``{text.strip('`')}``" if is_code else re.sub(r"([*_|\\])", r"\\\1", text)


def capitalised(text: str) -> str:
    """Returns text with a capital first letter, unless it begins with a symbol or code."""
    return f"{text[0].upper()}{text[1:]}" if text[:2].isalpha() and text[:2].isascii() else text


def as_math(text: str) -> str:
    """Returns a title whose mathematics is a role."""
    parts = text.split("$")
    return "".join(f":math:`{part}`" if index % 2 else _escaped(part) for index, part in enumerate(parts))


def as_yaml(value: Any) -> str:
    """Returns a value in one line of YAML, with the quotes that it needs."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {as_yaml(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(as_yaml, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return spelling.typed_number(value)
    if isinstance(value, str) and (value == "" or re.search(r"[:{}\[\],&#?|<>=!%@\\'\"`]|^[*-]|^\W*$", value)):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


if __name__ == "__main__":
    main()
