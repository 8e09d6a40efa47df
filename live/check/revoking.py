"""Rights taken away in the middle of it: F32 signed out, barred, demoted; F33 with acts still on their way."""

import asyncio
import re
import time
import urllib.parse
import urllib.request
from collections.abc import Awaitable, Callable
from http.cookiejar import CookieJar
from typing import Any

from live.check.house import Process
from live.check.scenario import scenario
from live.check.stage import Stage, arrived, vote
from live.phone import Frame, Phone
from live.rig.rooms import Room

CLOSED_WITHIN = 2.0  # seconds, on every process
SIGNED_OUT, NOT_ALLOWED = 4501, 4503


@scenario(
    "F32",
    "Signed out, barred, demoted in the middle of it",
    promise="G3",
    expected="the next act is refused and every socket is closed with 4501 or 4503 within 2 s, on every server",
    within=90,
)
async def revoked(stage: Stage) -> None:
    """One account for each way of losing a right, with a desk at every server; and a person whose seat is closed."""
    ways: dict[str, Callable[[dict[str, Any]], Awaitable[object]]] = {
        "demoted": lambda who: stage.ask("demote", user=who["user"]),
        "account switched off": lambda who: stage.ask("switch_off", user=who["user"]),
        "session ended": lambda who: stage.ask("end_session", cookie=who["cookie"]),
        "password changed": lambda who: stage.ask("change_password", user=who["user"]),
        "signed out": lambda who: asyncio.to_thread(_sign_out, stage.site, who["cookie"]),
    }
    room = stage.room()
    for way, take_away in ways.items():
        who = await stage.ask("moderator", name=f"{way.replace(' ', '-')}-{room.code}".lower())
        desks = [await stage.desk(room, site, who["cookie"]) for site in stage.house.sites]
        for desk in desks:
            answer = await desk.say("room", "stage", {"activity": room.poll})
            stage.must(f"{way}: before, a host may act", answer["t"] in ("ack", "refused"), answer)
        await take_away(who)
        await _shut(stage, way, room, desks, {"query": "as=desk", "headers": {"Cookie": who["cookie"]}})
    (seat,) = await stage.seats(room, 1)
    tabs = [stage.phone(room, site, seat=seat).start() for site in stage.house.sites]
    await arrived(tabs)
    answer = await vote(tabs[0], room, "a")
    stage.must("barred: before, a person may vote", answer["t"] == "ack", answer)
    await stage.ask("bar", room=room.id, code=room.code, seat=seat)
    await _shut(stage, "barred", room, tabs, {"seat": seat})


async def _shut(stage: Stage, way: str, room: Room, lines: list[Phone], how: dict[str, Any]) -> None:
    """The next act, the closing, and coming back."""
    taken = time.monotonic()
    act: tuple[str, str, Frame] = ("room", "stage", {"activity": room.questions})
    if "seat" in how:
        act = (room.poll, "vote", {"choices": ["b"]})
    saying = [stage.beside(line.say(*act)) for line in lines]
    closed = [await line.until(lambda line=line: line.closed, CLOSED_WITHIN) for line in lines]
    took = time.monotonic() - taken
    codes = [line.closed[0] for line in lines if line.closed]
    stage.must(
        f"{way}: every socket is closed in {CLOSED_WITHIN:.0f} s", all(closed), f"{closed.count(False)} are open"
    )
    stage.must(f"{way}: with 4501 or 4503", set(codes) <= {SIGNED_OUT, NOT_ALLOWED}, codes)
    await asyncio.wait(saying, timeout=CLOSED_WITHIN)
    done = [one.result() for one in saying if one.done()]
    stage.must(f"{way}: the next act is refused", all(one["t"] in ("refused", "closed") for one in done), done)
    again = stage.phone(room, **how).start()
    await again.until(lambda: again.closed or again.here, 5)
    back = again.closed[0] if again.closed else 0
    stage.must(f"{way}: it does not come in again", back in (SIGNED_OUT, NOT_ALLOWED), back or "it is in")
    stage.figure(f"{way} s", took)
    for line in lines:
        await line.stop()
    await again.stop()


def _sign_out(site: Process, cookie: str) -> None:
    """As a person does it: the page, then its form."""
    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    opener.addheaders = [("Cookie", cookie), ("Origin", site.address)]
    address = f"{site.address}/accounts/logout/"
    with opener.open(address, timeout=10) as page:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())
    token = next(one.value for one in jar if one.name == "csrftoken")
    opener.addheaders = [("Cookie", f"{cookie}; csrftoken={token}"), ("Origin", site.address)]
    said = urllib.parse.urlencode({"csrfmiddlewaretoken": found[1] if found else ""}).encode()
    with opener.open(urllib.request.Request(address, said), timeout=10) as answer:  # noqa: S310
        answer.read()


@scenario(
    "F33",
    "Moderator demoted with acts still on their way",
    promise="G3",
    expected="what was committed before stays, nothing after it is written, and the desk is closed with 4503 in 2 s",
    within=60,
)
async def demoted(stage: Stage) -> None:
    """A hundred questions are being hidden, one after another, by somebody who loses the right half-way."""
    room = stage.room()
    asks = [one for _ in range(2) for one in await stage.phones(room, 10)]
    ids = []
    for _ in range(3):
        asked = await asyncio.gather(*(one.say(room.questions, "ask", {"text": "¿Y ahora?"}) for one in asks))
        ids += [str(one["seq"]) for one in asked if one["t"] == "ack"]
        await asyncio.sleep(0.3)
    who = await stage.ask("moderator", name=f"bulk-{room.code}".lower())
    desk = await stage.desk(room, stage.house.sites[-1], who["cookie"])
    told: list[Frame] = []

    async def bulk() -> None:
        for one in ids:
            told.append(await desk.say(room.questions, "hide", {"question": one}))

    stage.beside(bulk())
    await asyncio.sleep(stage.chance.uniform(0.3, 0.6))
    await stage.ask("demote", user=who["user"])
    demoted_at, begun = time.time(), time.monotonic()
    closed = await desk.until(lambda: desk.closed, CLOSED_WITHIN)
    took = time.monotonic() - begun
    stage.must(f"the desk is closed in {CLOSED_WITHIN:.0f} s", closed, "it is open")
    stage.must("with 4503", desk.closed[:1] == [NOT_ALLOWED], desk.closed)
    await asyncio.sleep(0.5)
    hidden = [row for row in await stage.ask("rows", room=room.id) if row["verb"] == "hide"]
    after = [row for row in hidden if row["at"] > demoted_at + 0.1]
    stage.must("some were hidden before", hidden, "none")
    stage.must("not all were", len(hidden) < len(ids), f"{len(hidden)} of {len(ids)}")
    stage.must("nothing is written after the demotion", not after, f"{len(after)} entries")
    refused = [one for one in told if one["t"] == "refused"]
    stage.must("what comes after is refused", {one["code"] for one in refused} <= {"not_allowed"}, refused[:2])
    stage.must("each that counted is in the record, by whom", len({row["actor"] for row in hidden}) == 1, len(hidden))
    stage.figure("hidden", len(hidden))
    stage.figure("closed after s", took)
