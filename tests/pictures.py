"""`./dev pictures`: the README's pictures, taken from the running product with a crowd in it."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from live.crowd import Crowd
from plugins.testing.plugin import ARGUMENTS, CHROMIUM

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "site" / "pictures"
PEOPLE, SECONDS = 90, 14


@dataclass(frozen=True)
class Picture:
    """One picture: where to stand, how large the window is, and who looks."""

    name: str
    address: str
    size: tuple[int, int]
    dark: bool = False
    signs_in: bool = False


def free_port() -> int:
    """8000 where it is free, for it stands on the projector's picture; else any."""
    with socket.socket() as one:
        try:
            one.bind(("127.0.0.1", 8000))
        except OSError:
            one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def demo() -> Iterator[tuple[str, dict[str, str]]]:
    """The demo on a server of its own: its address, and the addresses it printed by their names."""
    with tempfile.TemporaryDirectory() as data:
        port = free_port()
        places = {"PLENARIA_DATA": data, "PORT": str(port), "DJANGO_SETTINGS_MODULE": "plenaria.settings.local"}
        own = {**os.environ, **places, "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
        command = [sys.executable, "manage.py", "prepare"]
        printed = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=True).stdout
        daphne = [
            str(Path(sys.executable).with_name("daphne")),
            "-v",
            "0",
            "-p",
            str(port),
            "plenaria.asgi:application",
        ]
        server = subprocess.Popen(daphne, cwd=ROOT, env=own)
        try:
            here = f"http://127.0.0.1:{port}"
            answers(here)
            yield here, dict(re.findall(r"^  (\S.*?)\s{2,}(http\S+)", printed, re.MULTILINE))
        finally:
            server.terminate()
            server.wait()


def answers(here: str) -> None:
    """Wait until the server does, half a minute at most."""
    for _ in range(150):
        try:
            urllib.request.urlopen(f"{here}/healthz", timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The demo's server did not start.")


def pictures(here: str, told: dict[str, str]) -> list[Picture]:
    """What the README shows."""
    return [
        Picture("session", told["Live workshop"], (1280, 900)),
        Picture("person", told["Participant"], (390, 844)),
        Picture("person-dark", told["Participant"], (390, 844), dark=True),
        Picture("screen", told["Projector (secret)"], (1280, 720)),
        Picture("desk", told["Moderator's desk"], (1280, 800), signs_in=True),
        Picture("conclusions", told["Its conclusions"], (1280, 900)),
        Picture("calendar", f"{here}/calendar/", (1280, 900)),
    ]


def take(browser: Browser, picture: Picture, here: str) -> None:
    width, height = picture.size
    scheme: Any = "dark" if picture.dark else "light"
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, locale="es-EC")
    page = context.new_page()
    if picture.signs_in:
        page.goto(f"{here}/accounts/login/")
        page.fill("input[name=login]", "max@plenaria.example")
        page.fill("input[name=password]", "mesa-redonda-24")
        page.keyboard.press("Enter")
        page.wait_for_load_state("networkidle")
    page.goto(picture.address)
    page.wait_for_timeout(2500)  # the socket's first picture, and the ring of people a second later
    page.screenshot(path=HERE / f"{picture.name}.png")
    context.close()


def main() -> None:
    HERE.mkdir(exist_ok=True)
    with demo() as (here, told), sync_playwright() as playwright:
        crowd = Crowd(url=here, code="MESA24", people=PEOPLE, seconds=SECONDS, seed=24, stay=60)
        threading.Thread(target=crowd.run, daemon=True).start()
        time.sleep(SECONDS)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for picture in pictures(here, told):
            take(browser, picture, here)
            print(HERE.relative_to(ROOT) / f"{picture.name}.png")
        browser.close()


if __name__ == "__main__":
    main()
