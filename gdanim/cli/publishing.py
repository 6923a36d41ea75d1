"""``gdanim embed`` and ``gallery``: finished pictures on pages. Nothing is rendered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gdanim import registry
from gdanim.cli.answers import Changes, Folder, Languages, Quiet, exit_code, give, known, overrides, say
from gdanim.errors import GdanimError, UsageError

if TYPE_CHECKING:
    from gdanim.batch import Job
    from gdanim.publish.publication import Exhibit

FORMS = ("html", "markdown", "rst")


def embed(
    scene_file: Annotated[Path, typer.Argument(metavar="SCENE", show_default=False)],
    form: Annotated[str, typer.Option("--as", metavar="|".join(FORMS), help="What to paste into.")] = "html",
    folder: Folder = Path("output"),
    languages: Languages = None,
    changes: Changes = None,
    quiet: Quiet = False,  # noqa: FBT002
) -> None:
    """Print text to paste into a page, with alt text and size; for several languages one after the other.

    The pictures are those that stand already; nothing is rendered.
    """
    from gdanim import batch
    from gdanim.publish import embed as embedding

    if form not in FORMS:
        raise UsageError(f"unknown form {form!r}{registry.advice(form, FORMS)}")
    wanted = known(languages, "languages", "language")
    exhibits = [_exhibit(job, overrides(changes)) for job in batch.find([scene_file], folder, wanted)]
    texts = [embedding.FORMS[form](shown) for shown in exhibits]
    lacks = dict.fromkeys(lack for shown in exhibits for lack in embedding.warnings(shown, form))
    say(*(() if quiet else (f"{scene_file}: warning: {lack}" for lack in lacks)))
    give("\n\n".join(texts))


def gallery(
    place: Annotated[Path, typer.Argument(metavar="FOLDER", show_default=False)],
    folder: Folder = Path("output"),
    languages: Languages = None,
    changes: Changes = None,
    quiet: Quiet = False,  # noqa: FBT002
) -> int:
    """Write one page that shows every scene of a folder.

    Title, caption, verdicts and the scene file to copy stand beside each picture. The page needs no network. Nothing is
    rendered: scenes whose pictures are missing or stale are named and left out, and the command then ends with 1.
    """
    from gdanim import batch
    from gdanim.publish import gallery as galleries

    exhibits, code = [], 0
    wanted = known(languages, "languages", "language")
    for job in batch.find([place], folder):
        for each in galleries.variants(job, wanted):
            try:
                exhibits.append(_exhibit(each, overrides(changes)))
            except GdanimError as error:
                say(error)
                code = max(code, exit_code(error))
    if exhibits:
        page = galleries.write(exhibits, folder)
        say(*(() if quiet else (f"{place}: {_counted(len(exhibits))}: {page}",)))
    return code


def _exhibit(job: Job, changes: dict[str, str]) -> Exhibit:
    from gdanim import scene
    from gdanim.publish import publication

    return publication.read(scene.load(job.file, changes, job.language), job.folder, job.stem)


def _counted(count: int) -> str:
    return "1 picture" if count == 1 else f"{count} pictures"
