"""A preview with its server in this process, and what a page of it asks."""

import http.client
import json
import subprocess
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from browser import Browser, executable
from command import ENVIRONMENT, GDANIM

from gdanim.preview import drawer as drawers
from gdanim.preview.server import PreviewServer

PATIENCE = 60  # seconds


@dataclass
class Preview:
    """A running preview, and the last answer that its page was given."""

    server: PreviewServer
    last: dict

    def get(self, path="", method="GET", host=None, token=None):
        """The status, the headers and the content of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=PATIENCE)
        given = {"Host": host or f"127.0.0.1:{self.server.server_port}"} if host != "" else {}
        connection.putrequest(method, f"/{self.server.token if token is None else token}/{path}", skip_host=True)
        for name, value in given.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, answer.headers, content

    def ask(self, **query):
        status, _, content = self.get(f"state?{urlencode({'number': self.last.get('number', 0), **query})}")
        assert status == 200
        self.last = json.loads(content)
        return self.last

    def until(self, condition, **query):
        """Asks as a page does until an answer meets a condition; returns all answers."""
        end, answers = time.monotonic() + PATIENCE, []
        while not answers or not condition(answers[-1]):
            assert time.monotonic() < end, self.last
            answers.append(self.ask(**query))
        return answers

    def until_done(self, **query):
        """The last answer, when the whole film is there."""
        return self.until(lambda view: view["stage"] == "film" and not view["is_busy"], **query)[-1]

    def until_version(self, version):
        """The answer when the whole film of this version of the scene is there."""
        return self.until(lambda view: view["player"] == f"{version}-film.html" and not view["is_busy"])[-1]

    def media(self, name, scene="a.yaml"):
        return self.get(f"{name}?{urlencode({'scene': scene})}")


@pytest.fixture
def start(tmp_path_factory, monkeypatch):
    """A function that begins a preview of a scene or a folder."""
    monkeypatch.setattr(drawers, "RESCAN_SECONDS", 0.1)
    running = []

    def start(source, overrides=None, language=None):
        drawer = drawers.Drawer(source, overrides or {}, language, tmp_path_factory.mktemp("drawn"))
        server = PreviewServer(drawer)
        running.append((drawer, server))
        drawer.start()
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return Preview(server, {})

    yield start
    for drawer, server in running:
        server.shutdown()
        server.server_close()
        drawer.end()


@pytest.fixture
def started(here, monkeypatch):
    """A preview as a process of its own, and its address."""
    temporary = here / "temporary"
    temporary.mkdir()
    running = []

    def started(*arguments):
        process = subprocess.Popen(
            [*GDANIM, "preview", "a.yaml", *arguments], env=ENVIRONMENT | {"TMPDIR": str(temporary)},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        running.append(process)
        return process, process.stdout.readline()

    yield started
    for process in running:
        process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    if executable() is None:
        pytest.skip("there is no Chromium here; Debian's package is chromium")
    running = Browser(tmp_path_factory.mktemp("profile"))
    yield running
    running.close()
