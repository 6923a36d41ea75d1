"""Gives the pages of a preview to browsers on this machine: few addresses, all of them of things in memory."""

from __future__ import annotations

import json
import os
import secrets
import socketserver
from dataclasses import asdict
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from gdanim import player
from gdanim.errors import UsageError
from gdanim.messages import message
from gdanim.text import page_template

if TYPE_CHECKING:
    from gdanim.preview.drawer import Drawer

FILES = Path(__file__).parent
ADDRESS = "127.0.0.1"
NAMES = (ADDRESS, "localhost")
"""The hosts that a browser on this machine may name: no other site's name leads here."""
WAIT_SECONDS = 1.0  # an answer is held back if nothing is new
IDLE_SECONDS = 60.0  # a connection without a request is kept
TOKEN_BYTES = 16
MAX_STEP = 100_000
HTML, JSON = "text/html; charset=utf-8", "application/json"
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'none'; img-src 'self' data:; media-src data: blob:; style-src 'unsafe-inline'; "
        "script-src 'unsafe-inline'; frame-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'"
    ),
}


class PreviewServer(ThreadingHTTPServer):
    """A server for one preview. Its ``address`` holds a random word, without which nothing is given.

    Raises UsageError if the port is taken.
    """

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = os.name != "nt"  # there, two servers could share a port

    def __init__(self, drawer: Drawer, port: int = 0) -> None:
        self.drawer, self.token = drawer, secrets.token_urlsafe(TOKEN_BYTES)
        try:
            super().__init__((ADDRESS, port), _Handler)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UsageError(message("cli.port_taken", port=port, reason=reason)) from error

    @property
    def address(self) -> str:
        return f"http://{ADDRESS}:{self.server_port}/{self.token}/"

    def server_bind(self) -> None:
        """Binds the socket without asking a name server for this machine's name."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = ADDRESS, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """Does nothing: a browser may close a connection whenever it likes."""

    @cached_property
    def page(self) -> bytes:
        """The page around the player."""
        words = {"ended": message("cli.preview_ended")}
        return page_template.filled(
            (FILES / "page.html").read_text(encoding="utf-8"),
            style=player.style() + "\n" + (FILES / "preview.css").read_text(encoding="utf-8"),
            script=(FILES / "preview.js").read_text(encoding="utf-8"),
            words=json.dumps(words).replace("<", "\\u003c"),
        ).encode()


class _Handler(BaseHTTPRequestHandler):
    """Answers one browser's requests."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "gdanim", ""
    timeout = IDLE_SECONDS

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        before, token, *names = parts.path.split("/", 2) + [""] * 2
        if not self._is_from_here() or before or not secrets.compare_digest(token.encode(), self.server.token.encode()):
            self._give(b"", "text/plain", 403)
        elif names[0] == "":
            self._give(self.server.page, HTML)
        elif names[0] == "state":
            self._give_state({key: values[-1] for key, values in parse_qs(parts.query).items()})
        else:
            self._give_media(names[0], parse_qs(parts.query).get("scene", [""])[-1])

    do_HEAD = do_GET  # noqa: N815 -- the name that the library calls

    def _is_from_here(self) -> bool:
        """Returns whether the request names this server: a page of another site may lead its own name here."""
        return self.headers.get("Host", "") in {f"{name}:{self.server.server_port}" for name in NAMES}

    def _give_state(self, query: dict[str, str]) -> None:
        drawer = self.server.drawer
        if "left" in query:
            drawer.leave(query["left"])
        name = query.get("scene") or next(iter(drawer.watched))
        view = drawer.view(name, _number(query.get("number")), _number(query.get("step")), WAIT_SECONDS)
        if view is None:
            self._give(b"", "text/plain", 404)
        else:
            self._give(json.dumps({"scene": name, **asdict(view)}).encode(), JSON)

    def _give_media(self, name: str, scene: str) -> None:
        watched = self.server.drawer.watched.get(scene)
        mime, content = watched.media.get(name, ("", b"")) if watched else ("", b"")
        self._give(content, mime or "text/plain", 200 if mime else 404)

    def _give(self, content: bytes, mime: str, status: int = 200) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": mime, "Content-Length": str(len(content)), **HEADERS}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Does nothing: each answer is no news."""


def _number(text: str | None) -> int:
    """Returns a number of an address, 0 for anything else."""
    return min(int(text), MAX_STEP) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
