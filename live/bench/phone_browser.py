"""A cheap phone on a poor line, in Debian's chromium: what it loads, and when people see something.

Throttled as Lighthouse's "slow 4G, 4× CPU". The browser delays requests and not packets, so that, as in Lighthouse,
its delay is 3.75 round trips of 150 ms and its rates nine tenths of 1.6 Mbit/s and 750 kbit/s
(github.com/GoogleChrome/lighthouse, docs/throttling.md).
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.management.base import CommandError

LINE = {
    "offline": False,
    "latency": 150 * 3.75,  # ms
    "downloadThroughput": 1638.4 * 0.9 * 1024 / 8,  # bytes a second
    "uploadThroughput": 750 * 0.9 * 1024 / 8,
}
SLOWER = 4  # times: the processor of a cheap phone
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "es-EC",
    "user_agent": (
        "Mozilla/5.0 (Linux; Android 14; Moto G Power) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/140.0.0.0 Mobile Safari/537.36"
    ),
}
MISSING = "The phone is played by {what}, which is not here. Install {how}, then run this again."
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

WATCH = """
window.seen = {lcp: 0, cls: 0, tbt: 0};
const watch = (type, each) =>
  new PerformanceObserver(list => list.getEntries().forEach(each)).observe({type, buffered: true});
watch("largest-contentful-paint", entry => { seen.lcp = entry.startTime; });
watch("layout-shift", entry => { if (!entry.hadRecentInput) seen.cls += entry.value; });
watch("longtask", entry => { seen.tbt += Math.max(0, entry.duration - 50); });
"""


@dataclass
class Visit:
    """One first visit. Bytes are those on the wire, heads of answers included; times in ms."""

    lcp: float = 0
    cls: float = 0
    tbt: float = 0
    requests: int = 0
    sizes: dict[str, int] = field(default_factory=dict)  # by what the browser calls them: Document, Script, …
    frames: list[str] = field(default_factory=list)  # what came in at the socket

    @property
    def bytes(self) -> int:
        return sum(self.sizes.values())

    @property
    def code(self) -> int:
        """Bytes of scripts and styles."""
        return self.sizes.get("Script", 0) + self.sizes.get("Stylesheet", 0)


@dataclass
class Browser:
    """A chromium whose every visit is somebody's first."""

    chromium: Any

    @contextmanager
    def visit(self, address: str, *, throttled: bool = True, until: str = "") -> Iterator[tuple[Any, Visit]]:
        """Open an address, wait until it is quiet and `until` is there, and stay for the body of the `with`."""
        context = self.chromium.new_context(**PHONE)
        page = context.new_page()
        page.add_init_script(WATCH)
        wire, visit, kinds = context.new_cdp_session(page), Visit(), {}
        wire.on("Network.responseReceived", lambda said: kinds.update({said["requestId"]: said["type"]}))
        wire.on("Network.loadingFinished", lambda said: _add(visit, kinds.get(said["requestId"], "Other"), said))
        wire.on("Network.webSocketFrameReceived", lambda said: visit.frames.append(said["response"]["payloadData"]))
        wire.send("Network.enable")
        if throttled:
            wire.send("Network.emulateNetworkConditions", LINE)
            wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        try:
            page.goto(address, wait_until="networkidle", timeout=60_000)
            if until:
                page.wait_for_selector(until, timeout=60_000)
            page.wait_for_timeout(1000)  # what comes late moves things late
            yield page, visit
            told = page.evaluate("seen")
            visit.lcp, visit.cls, visit.tbt = told["lcp"], told["cls"], told["tbt"]
        finally:
            context.close()


def _add(visit: Visit, kind: str, said: dict[str, Any]) -> None:
    visit.requests += 1
    visit.sizes[kind] = visit.sizes.get(kind, 0) + int(said["encodedDataLength"])


@contextmanager
def browser() -> Iterator[Browser]:
    """A chromium, or one sentence on what to install."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        how = "what developers use: pip install --require-hashes -r requirements/dev.txt"
        raise CommandError(MISSING.format(what="Playwright", how=how)) from error
    found = shutil.which("chromium")
    if not found:
        raise CommandError(MISSING.format(what="chromium", how="Debian's: apt-get install chromium"))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield Browser(chromium)
        chromium.close()
