"""A real browser for the tests: headless Chromium, driven through its DevTools protocol over two pipes."""

import base64
import json
import os
import shutil
import subprocess
import time

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
OPTIONS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--mute-audio", "--no-first-run"),
    *("--autoplay-policy=no-user-gesture-required", "--remote-debugging-pipe", "--force-color-profile=srgb"),
)
PATIENCE = 60  # seconds
KEYS = {
    " ": ("Space", 32), "ArrowRight": ("ArrowRight", 39), "ArrowLeft": ("ArrowLeft", 37), "PageDown": ("PageDown", 34),
    "PageUp": ("PageUp", 33), "Home": ("Home", 36), "End": ("End", 35), "Tab": ("Tab", 9), "Escape": ("Escape", 27),
    "1": ("Digit1", 49), "4": ("Digit4", 52), "۴": ("Digit4", 52), "l": ("KeyL", 76), "k": ("KeyK", 75),
}  # fmt: skip


def executable():
    """The path of Chromium, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One process of Chromium; ``page`` opens a tab."""

    def __init__(self, profile):
        (read_commands, self._write), (self._read, write_answers) = os.pipe(), os.pipe()
        environment = {**os.environ, "HOME": str(profile), "XDG_CONFIG_HOME": str(profile)}

        # the browser expects its pipes at 3 and 4
        shell = ["sh", "-c", f'exec "$@" 3</dev/fd/{read_commands} 4>/dev/fd/{write_answers}', "sh"]
        self._process = subprocess.Popen(
            [*shell, executable(), *OPTIONS, f"--user-data-dir={profile}"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            pass_fds=(read_commands, write_answers), env=environment,
        )  # fmt: skip
        os.close(read_commands)
        os.close(write_answers)
        self._rest, self._number, self.events = b"", 0, []

    def close(self):
        self._process.kill()
        self._process.wait()
        os.close(self._write)
        os.close(self._read)

    def call(self, method, session=None, **parameters):
        """Sends a command, waits for its answer, and keeps the events that come before it."""
        self._number += 1
        command = {"id": self._number, "method": method, "params": parameters}
        os.write(self._write, json.dumps(command | ({"sessionId": session} if session else {})).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, f"{method}: {answer['error']}"
                return answer["result"]
            self.events.append(answer)

    def _next(self):
        while b"\0" not in self._rest:
            part = os.read(self._read, 1 << 16)
            assert part, "the browser ended"
            self._rest += part
        message, self._rest = self._rest.split(b"\0", 1)
        return json.loads(message)

    def page(self, address, size=(1000, 900), **media):
        return Page(self, address, size, media)


class Page:
    """A tab. ``media`` are features such as ``prefers_color_scheme="dark"``."""

    def __init__(self, browser, address, size, media):
        self.browser = browser
        self.context = browser.call("Target.createBrowserContext")["browserContextId"]
        tab = browser.call("Target.createTarget", url="about:blank", browserContextId=self.context)["targetId"]
        self.session = browser.call("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call("Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=False, flatten=True)
        self.resize(*size)
        features = [{"name": name.replace("_", "-"), "value": value} for name, value in media.items()]
        self.call("Emulation.setEmulatedMedia", features=features)
        self.open(address)

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def open(self, address):
        self.call("Page.navigate", url=address)
        self.wait("document.readyState === 'complete' && location.href !== 'about:blank'")

    def resize(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def run(self, script):
        """Runs JavaScript in the page, and returns the value of the expression."""
        answer = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True, userGesture=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, condition, seconds=PATIENCE):
        """Waits until a condition holds; fails with it if it never does."""
        end = time.monotonic() + seconds
        while not self.run(f"Boolean({condition})"):
            assert time.monotonic() < end, f"never: {condition}"
            time.sleep(0.02)

    def press(self, key):
        code, number = KEYS[key]
        named = {"key": key, "code": code, "windowsVirtualKeyCode": number}
        text = {"text": key} if len(key) == 1 else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", **named, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", **named)

    def mouse(self, kind, x, y):
        self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=1, clickCount=1)

    def click(self, x, y):
        self.mouse("mousePressed", x, y)
        self.mouse("mouseReleased", x, y)

    def troubles(self):
        """What the page wrote to the console, and its errors."""
        kinds = {"Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"}
        return [event for event in self.browser.events if event["method"] in kinds]

    def requests(self):
        """The addresses that the page asked for, without those inside of it."""
        sent = [event for event in self.browser.events if event["method"] == "Network.requestWillBeSent"]
        addresses = [event["params"]["request"]["url"] for event in sent]
        return [address for address in addresses if not address.startswith(("data:", "blob:"))]

    def screenshot(self, path):
        data = self.call("Page.captureScreenshot", format="png")["data"]
        path.write_bytes(base64.b64decode(data))

    def close(self):
        self.browser.call("Target.disposeBrowserContext", browserContextId=self.context)
        self.browser.events.clear()
