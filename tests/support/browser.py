"""A headless Chromium, spoken to through a pipe in its own protocol; no driver, no server."""

from __future__ import annotations

import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

PROGRAM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
SILENCE = 120
"""Seconds after which a browser that says nothing has stopped; a test then fails instead of waiting for ever."""
KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowDown": 40}


class Browser:
    """One page of a running browser."""

    def __init__(self, to: int, come: int) -> None:
        self._to, self._come = to, come
        self._buffer, self._number = b"", 0
        self.events: list[dict[str, Any]] = []
        self._session: str | None = None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log", "Accessibility"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and return what it answers."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return dict(answer["result"])
            self.events.append(answer)

    def open(self, path: Path, *, width: int = 1100, height: int = 900) -> None:
        """Open a file from the disk at a width in CSS pixels and wait until it is loaded."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.events.clear()
        self.call("Page.navigate", url=path.as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._read())
        self.run("document.fonts.ready.then(() => 1)")

    def follow(self, address: str, *, ending: str) -> None:
        """Go to an address, and wait until the page that it leads on to, whose own address ends so, is loaded."""
        self.call("Page.navigate", url="about:blank")
        self.events.clear()
        self.call("Page.navigate", url=address)
        while not any(unquote(url).endswith(ending) and url != address for url in self._loaded()):
            self.events.append(self._read())

    def _loaded(self) -> list[str]:
        frames = [e["params"]["frame"] for e in self.events if e.get("method") == "Page.frameNavigated"]
        return [str(frame["url"]) + str(frame.get("urlFragment", "")) for frame in frames]

    def run(self, script: str) -> Any:
        """Evaluate an expression in the page and return its value."""
        found = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in found:
            raise RuntimeError(str(found["exceptionDetails"]))
        return found["result"].get("value")

    def press(self, key: str) -> None:
        """Press and release a key."""
        code = {"key": key, "code": key, "windowsVirtualKeyCode": KEYS[key]}
        extra = {"text": "\r"} if key == "Enter" else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", **code, **extra)
        self.call("Input.dispatchKeyEvent", type="keyUp", **code)

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self.call("Input.insertText", text=text)

    def requests(self) -> list[str]:
        """Return the addresses that the page asked for, what it holds in itself apart."""
        urls = [
            event["params"]["request"]["url"]
            for event in self.events
            if event.get("method") == "Network.requestWillBeSent"
        ]
        return [url for url in urls if not url.startswith("data:")]

    def complaints(self) -> list[str]:
        """Return the errors that the page caused."""
        thrown = [event["params"] for event in self.events if event.get("method") == "Runtime.exceptionThrown"]
        logged = [event["params"]["entry"] for event in self.events if event.get("method") == "Log.entryAdded"]
        return [str(one) for one in (*thrown, *(entry for entry in logged if entry["level"] in {"error", "warning"}))]

    def names(self, role: str) -> list[str]:
        """Return the names that a screen reader tells of all elements of a role, in order."""
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        kept = (node for node in nodes if not node.get("ignored") and node.get("role", {}).get("value") == role)
        return [str(node.get("name", {}).get("value", "")) for node in kept]

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            if not select.select([self._come], [], [], SILENCE)[0]:
                raise RuntimeError(f"the browser has said nothing for {SILENCE} seconds")
            self._buffer += os.read(self._come, 1 << 16)
        message, _, self._buffer = self._buffer.partition(b"\0")
        return dict(json.loads(message))


def _place(to: int, come: int) -> None:
    """Put the ends of the pipes where the browser looks for them."""
    os.dup2(to, 3)
    os.dup2(come, 4)


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the browser and end it, whatever happens."""
    assert PROGRAM is not None
    (theirs_in, to), (come, theirs_out) = os.pipe(), os.pipe()
    high_in, high_out = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 100) for end in (theirs_in, theirs_out))
    profile = tempfile.mkdtemp(prefix="browser-")
    switches = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
    process = subprocess.Popen(
        [PROGRAM, *switches, f"--user-data-dir={profile}", "--remote-debugging-pipe"],
        preexec_fn=lambda: _place(high_in, high_out),  # noqa: PLW1509  # the tests have no threads of their own
        pass_fds=(3, 4),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for end in (theirs_in, theirs_out, high_in, high_out):
        os.close(end)
    try:
        yield Browser(to, come)
    finally:
        os.close(to)
        os.close(come)
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        process.wait()
        shutil.rmtree(profile, ignore_errors=True)
