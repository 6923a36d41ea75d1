"""The commands ``gdanim embed`` and ``gdanim gallery``: finished pictures for pages. Nothing is rendered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gdanim import spelling
from gdanim.cli.console import exit_code, print_data, print_message, warning_printer
from gdanim.cli.options import Changes, Folder, Languages, Quiet, SceneFile, language_codes, overrides
from gdanim.errors import GdanimError, UsageError
from gdanim.messages import message
from gdanim.publish.embed import ALIASES, HOSTS

if TYPE_CHECKING:
    from gdanim.batch import Job
    from gdanim.publish.publication import Publication

FORMS = (*HOSTS, *ALIASES)


def embed(
    scene_file: SceneFile,
    form: Annotated[
        str, typer.Option("--as", metavar="HOST", help=f"Where it is pasted: {', '.join(FORMS)}.")
    ] = "html",
    base_url: Annotated[
        str,
        typer.Option(
            "--base-url", metavar="URL", help="Where the files will stand; by default addresses are relative."
        ),
    ] = "",
    width: Annotated[
        str | None, typer.Option("--width", metavar="W", help="In pixels or percent, such as 640 or 80%.")
    ] = None,
    player: Annotated[bool, typer.Option("--player", help="The step player, as far as the host shows it.")] = False,  # noqa: FBT002
    step: Annotated[int | None, typer.Option("--step", metavar="K", min=0, help="The player's first step.")] = None,
    folder: Folder = Path("output"),
    languages: Languages = None,
    changes: Changes = None,
    quiet: Quiet = False,  # noqa: FBT002
) -> None:
    """Prints text to paste into a page, with alt text and size; for several languages one after the other.

    The pictures must exist already; nothing is rendered.
    """
    from gdanim import batch
    from gdanim.publish import embed as embedding

    if form not in FORMS:
        raise UsageError(message("cli.unknown_form", form=form, advice=spelling.advice(form, FORMS)))
    parsed = embedding.parse_width(width) if width else None
    if width and parsed is None:
        raise UsageError(message("cli.no_width", found=width))
    options = embedding.EmbedOptions(base_url, parsed, player, step)
    host = embedding.ALIASES.get(form, form)
    jobs = batch.find([scene_file], folder, language_codes(languages))
    publications = [_publication(job, overrides(changes)) for job in jobs]
    texts = [embedding.text(publication, host, options) for publication in publications]
    warnings = dict.fromkeys(
        text for publication in publications for text in embedding.warnings(publication, host, options)
    )
    print_message(*(() if quiet else (f"{scene_file}: warning: {text}" for text in warnings)))
    print_data("\n\n".join(texts))


def gallery(
    source: Annotated[Path, typer.Argument(metavar="FOLDER", show_default=False)],
    folder: Folder = Path("output"),
    languages: Languages = None,
    changes: Changes = None,
    quiet: Quiet = False,  # noqa: FBT002
) -> int:
    """Writes one page that shows every scene of a folder.

    Title, caption, verdicts and the scene file to copy are beside each picture. The page needs no network. Nothing is
    rendered: scenes whose pictures are missing or stale are named and left out, and the command then ends with 1.
    """
    from gdanim import batch
    from gdanim.publish import gallery as galleries

    publications, code = [], 0
    codes = language_codes(languages)
    for job in batch.find([source], folder, warn=warning_printer(quiet=quiet)):
        for variant in galleries.variants(job, codes):
            try:
                found = _publication(variant, overrides(changes))
                found.check_picture()
                publications.append(found)
            except GdanimError as error:
                print_message(error)
                code = max(code, exit_code(error))
    if publications:
        page = galleries.write(publications, folder)
        count = "1 picture" if len(publications) == 1 else f"{len(publications)} pictures"
        print_message(*(() if quiet else (f"{source}: {count}: {page}",)))
    return code


def _publication(job: Job, changes: dict[str, str]) -> Publication:
    from gdanim import scene
    from gdanim.publish import publication

    return publication.read(scene.load(job.file, changes, job.language), job.folder, job.stem)
