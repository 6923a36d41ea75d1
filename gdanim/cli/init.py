"""The command ``gdanim init``."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from gdanim.cli.console import print_data, print_message
from gdanim.cli.new import MODELINE, SCHEMA
from gdanim.cli.reference import schema_text
from gdanim.errors import RenderError, UsageError
from gdanim.messages import message

TEMPLATES = Path(__file__).parents[1] / "templates" / "course"
DEFAULTS_SCHEMA = "gdanim.defaults.schema.json"
SCENES = ("descent.yaml", "stepsizes.yaml", "momentum.yaml")
FILES = {
    "_gdanim.yaml": "defaults.yaml",
    **{name: name for name in SCENES},
    "Makefile": "Makefile",
    ".gitignore": "ignored",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".github/workflows/course.yaml": "workflow.yaml",
}
"""The files of a course, and the templates of which they are copies."""


def init(folder: Annotated[Path, typer.Argument(metavar="FOLDER", show_default=False)]) -> None:
    """Makes a course: three scenes with their defaults, a Makefile, a workflow for CI and a pre-commit hook.

    What is there already is never overwritten.
    """
    texts = {folder / name: text for name, text in _texts().items()}
    try:
        existing = [path for path in texts if path.exists() or path.is_symlink()]
        if existing:
            names = ", ".join(path.relative_to(folder).as_posix() for path in existing)
            raise UsageError(message("cli.course_exists", folder=folder, files=names))
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise RenderError(message("cli.course_not_written", folder=folder, reason=reason)) from error
    print_data(*texts)
    argument = f"./{folder}" if str(folder).startswith("-") else str(folder)
    print_message(f"now: cd {shlex.quote(argument)} && gdanim render .")


def _texts() -> dict[str, str]:
    """Returns the text of each file of a course, by its path in the course."""
    texts = {name: (TEMPLATES / template).read_text(encoding="utf-8") for name, template in FILES.items()}
    texts |= {name: MODELINE + texts[name] for name in SCENES}
    texts["_gdanim.yaml"] = MODELINE.replace(SCHEMA, DEFAULTS_SCHEMA) + texts["_gdanim.yaml"]
    return texts | {SCHEMA: schema_text(), DEFAULTS_SCHEMA: schema_text(is_of_defaults=True)}
