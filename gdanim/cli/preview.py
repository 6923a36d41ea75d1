"""The command ``gdanim preview``."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from gdanim.cli.console import print_data, print_message
from gdanim.cli.options import Changes, Languages, language_codes, overrides
from gdanim.errors import UsageError
from gdanim.messages import message


def preview(
    source: Annotated[Path, typer.Argument(metavar="SCENE|FOLDER", show_default=False)],
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="The page's port; 0 takes a free one.")
    ] = 0,
    is_opened: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,  # noqa: FBT002
    languages: Languages = None,
    changes: Changes = None,
) -> None:
    """Shows a scene in the browser while it is written, anew after each save, until Ctrl-C.

    The page's address is printed. First comes a picture of the step that is shown, then a film with few frames, then
    the whole one; problems stand above. Only this machine's browsers reach it. Nothing is written.
    """
    from gdanim.preview.drawer import Drawer
    from gdanim.preview.server import PreviewServer

    codes = language_codes(languages)
    if len(codes) > 1:
        raise UsageError(message("cli.one_language"))
    with TemporaryDirectory(prefix="gdanim-preview-", ignore_cleanup_errors=True) as folder:
        drawer = Drawer(source, overrides(changes), codes[0] if codes else None, Path(folder))
        with PreviewServer(drawer, port) as server:
            drawer.start()
            print_data(server.address)
            if is_opened:
                _open(server.address)
            try:
                server.serve_forever()
            finally:
                drawer.end()


def _open(address: str) -> None:
    import webbrowser

    if not webbrowser.open(address):
        print_message(message("cli.no_browser", address=address))
