"""What a cheap phone on a poor line loads and when it shows it; and how small the patches of a busy poll are."""

import json
import random
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import cycle
from statistics import median
from typing import Any

from websockets.sync.client import ClientConnection, connect

from live.bench.phone_browser import LINE, SLOWER, Browser, Visit, browser
from live.bench.phone_room import MOST, USUAL, VOTERS, Busy, busy_room
from live.rig.report import Report, Row
from live.rig.server import Server, running

VISITS = 3  # of each page; the middle one counts, for the machine does other things too
CODE, ALL, LATEST, SHIFT = 60_000, 150_000, 2500.0, 0.1  # bytes, bytes, ms, CLS
PATCH = 400  # bytes
HANDS = 48  # people who vote at once, so that every option changes in both modes between two ticks
SECONDS = 10  # of steady voting
PATIENCE = 20.0  # seconds for an answer
CONNECTED = "#link[data-link=on]"


def run() -> Report:
    """First visits under throttling beside a bare answer of the same server, and the patches of two polls."""
    with running() as server, browser() as phone:
        room = busy_room(server)
        rows = [*_visits(phone, server, room), *_patches(phone, server, room)]
    notes = (
        f"Chromium as a phone of 360 × 740, {LINE['latency']:.0f} ms a request, 1.5 Mbit/s down, processor {SLOWER} "
        f"times slower (Lighthouse's slow 4G); the middle of {VISITS} first visits, nothing cached.",
        "kB on the wire (1,000 bytes), heads of answers included. LCP, TBT in ms. The room: 2 polls, 100 questions.",
        "The bound is one answer of a few bytes without style or script: what the line and the server alone take.",
        f"Patches: frames as they came in at the phone's socket, {VOTERS} voters counted before, ids of 36 letters. "
        f"At once: {HANDS} people between two ticks, so that every option changes in both modes.",
    )
    return Report("On the phone", rows, notes)


# ------------------------------------------------------------------ first visits
def _visits(phone: Browser, server: Server, room: Busy) -> list[Row]:
    pages = {
        "participant's page": (f"/live/{room.code}/", CONNECTED),
        "event": (room.event, ""),
        "session": (room.session, ""),
        "join by code": ("/j/", ""),
    }
    bound = _middle(phone, f"{server.address}/healthz", "")
    rows = [Row("bound: /healthz", _values(bound, bound))]
    for name, (path, until) in pages.items():
        with urllib.request.urlopen(server.address + path) as warm:  # noqa: S310  (templates are read once a process)
            warm.read()
        visit = _middle(phone, server.address + path, until)
        met = visit.code <= CODE and visit.bytes <= ALL and visit.lcp <= LATEST and visit.cls <= SHIFT
        rows.append(Row(name, _values(visit, bound), "JS + CSS ≤ 60 kB, all ≤ 150 kB, LCP ≤ 2500, CLS ≤ 0.1", met))
    return rows


def _middle(phone: Browser, address: str, until: str) -> Visit:
    visits = []
    for _ in range(VISITS):
        with phone.visit(address, until=until) as (_page, visit):
            pass
        visits.append(visit)
    return sorted(visits, key=lambda one: one.lcp)[VISITS // 2]


def _values(visit: Visit, bound: Visit) -> dict[str, float | str]:
    return {
        "HTML kB": visit.sizes.get("Document", 0) / 1000,
        "CSS kB": visit.sizes.get("Stylesheet", 0) / 1000,
        "JS kB": visit.sizes.get("Script", 0) / 1000,
        "all kB": visit.bytes / 1000,
        "requests": str(visit.requests),
        "LCP": visit.lcp,
        "of the bound": visit.lcp / bound.lcp if bound.lcp else "",
        "CLS": visit.cls,
        "TBT": visit.tbt,
    }


# ------------------------------------------------------------------ patches
def _patches(phone: Browser, server: Server, room: Busy) -> list[Row]:
    """A thousand people voting within a minute, and a wave in which every option changes between two ticks."""
    rows = []
    for (poll, options), count in zip(room.polls.items(), (USUAL, MOST), strict=True):
        with (
            phone.visit(f"{server.address}/live/{room.code}/", throttled=False, until=CONNECTED) as (page, visit),
            _hands(server, room.code) as lines,
        ):
            page.wait_for_timeout(1500)
            steady = _heard(page, visit, partial(_vote_steadily, lines, poll, options))
            wave = _heard(page, visit, partial(_vote_at_once, lines, poll, options))
        rows.append(_row(f"poll of {count} options, {VOTERS} votes a minute", steady, goal=True, steady=True))
        rows.append(_row(f"poll of {count} options, all change at once", wave, goal=count == USUAL))
    return rows


def _heard(page: Any, visit: Visit, vote: Callable[[], None]) -> list[int]:
    """Sizes of the frames that came in while people voted, patches of the room."""
    visit.frames.clear()
    with ThreadPoolExecutor(1) as beside:  # the browser is heard in this thread alone
        voting = beside.submit(vote)
        while not voting.done():
            page.wait_for_timeout(100)
        voting.result()
    page.wait_for_timeout(700)
    return [len(frame.encode()) for frame in visit.frames if json.loads(frame)["t"] == "patch"]


def _row(name: str, sizes: list[int], *, goal: bool, steady: bool = False) -> Row:
    values: dict[str, float | str] = {"patches": str(len(sizes)), "p50 bytes": float(median(sizes))}
    values["largest"] = float(max(sizes))
    values["kB a minute"] = sum(sizes) / 1000 * 60 / SECONDS if steady else ""
    return Row(name, values, f"patch ≤ {PATCH} bytes" if goal else "", max(sizes) <= PATCH if goal else None)


@contextmanager
def _hands(server: Server, code: str) -> Iterator[list[ClientConnection]]:
    """People with seats, every other one in the room."""
    with ExitStack() as stack:
        modes = cycle(("room", "remote"))
        yield [stack.enter_context(_line(server, code, mode)) for mode, _ in zip(modes, range(HANDS), strict=False)]


@contextmanager
def _line(server: Server, code: str, mode: str) -> Iterator[ClientConnection]:
    body = json.dumps({"mode": mode}).encode()
    request = urllib.request.Request(  # noqa: S310  (our own server)
        f"{server.address}/live/{code}/seat/", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        seat = json.loads(answer.read())["seat"]
    with connect(f"{server.sockets}/ws/live/{code}/", subprotocols=["plenaria.1"]) as line:  # type: ignore[list-item]
        line.send(json.dumps({"t": "join", "seat": seat}))
        line.recv(timeout=PATIENCE)
        yield line


def _vote_steadily(lines: list[ClientConnection], poll: str, options: list[str]) -> None:
    """One vote after the other at the pace of a thousand a minute."""
    began, chance = time.monotonic(), random.Random(24)  # noqa: S311  (the same votes every time)
    for number in range(round(SECONDS * VOTERS / 60)):
        line = lines[number % len(lines)]
        _counted(line, _vote(line, poll, chance.choice(options)))
        time.sleep(max(0.0, began + number * 60 / VOTERS - time.monotonic()))


def _vote_at_once(lines: list[ClientConnection], poll: str, options: list[str]) -> None:
    """Everybody votes, all options alike; once that is told, some change: each option gains or loses in both modes."""
    for uneven in (False, True):
        acts = []
        for number, line in enumerate(lines):
            place = number // 2 % len(options)  # lines are of the room and of far away in turns
            moves = uneven and place % 2 and number // 2 < len(options)
            acts.append((line, _vote(line, poll, options[place - moves])))
        for line, act in acts:
            _counted(line, act)
        time.sleep(1)


def _vote(line: ClientConnection, poll: str, choice: str) -> str:
    act = str(uuid.uuid4())
    line.send(json.dumps({"t": "act", "id": act, "activity": poll, "verb": "vote", "body": {"choices": [choice]}}))
    return act


def _counted(line: ClientConnection, act: str) -> None:
    heard: dict[str, Any] = {}
    while heard.get("id") != act:
        heard = json.loads(line.recv(timeout=PATIENCE))
    if heard["t"] != "ack":
        raise RuntimeError(f"A vote was not counted: {heard}")
