"""Those who may not: F19 forged ids, F30 what is said in another room, F31 other people's pages."""

import asyncio
import urllib.error
import urllib.request
import uuid
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from live.check.raw import Raw
from live.check.scenario import scenario
from live.check.stage import Stage, arrived, vote
from live.phone import Frame
from live.rig.rooms import Room

SIGNED_OUT, NOT_ALLOWED, NO_ROOM = 4501, 4503, 4504


async def fetch(address: str, cookie: str = "", data: bytes | None = None, **headers: str) -> tuple[int, str]:
    """Status and body of an address."""

    def ask() -> tuple[int, str]:
        request = urllib.request.Request(address, data, {"Cookie": cookie, **headers})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
                return answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")

    return await asyncio.to_thread(ask)


@scenario(
    "F19",
    "Forged ids",
    promise="G9",
    expected="what is absent, another's or forbidden is refused, told alike, and changes no row",
)
async def forged(stage: Stage) -> None:
    """Every verb at things of another room, of nobody, or of the desk; seats, keys and codes made up."""
    room, other = stage.room(), stage.room()
    (eve,) = await stage.phones(room, 1)
    (ben,) = await stage.phones(other, 1)
    theirs = await ben.say(other.questions, "ask", {"text": "¿Quién paga?"})
    stage.must("there is something to forge", theirs["t"] == "ack", theirs)
    both = [room.id, other.id]
    before = await stage.ask("digest", rooms=both)
    for what, (activity, verb, body) in _forgeries(room, str(theirs["seq"]), stage).items():
        answer = await asyncio.wait_for(eve.say(activity, verb, body), 5)
        stage.must(f"{what}: refused", answer["t"] == "refused" and "seq" not in answer, answer)
        await asyncio.sleep(0.25)  # slower than any limit
    codes = {}
    for name, activity in (("absent", "poll-0"), ("of nobody", str(uuid.UUID(int=7))), ("the house's", "house")):
        codes[name] = (await eve.say(activity, "vote", {"choices": ["a"]}))["code"]
        await asyncio.sleep(0.25)
    stage.must("absent and forbidden are told alike", len(set(codes.values())) == 1, codes)
    await _doors(stage, room, other, eve.seat)
    stage.must("no row was changed", await stage.ask("digest", rooms=both) == before, "some were")


def _forgeries(room: Room, question: str, stage: Stage) -> dict[str, tuple[str, str, Frame]]:
    about = {"question": question}
    number = stage.chance.randrange(10**6)
    return {
        "an activity that is nowhere": (f"poll-{number}", "vote", {"choices": ["a"]}),
        "an option of another poll": (room.poll, "vote", {"choices": [str(uuid.UUID(int=number))]}),
        "a question of another room": (room.questions, "upvote", about),
        "an entry that is no question": (room.questions, "upvote", {"question": "1"}),
        "the desk's hide": (room.questions, "hide", about),
        "the desk's pin": (room.questions, "pin", about),
        "a host's close": (room.poll, "close", {}),
        "a host's reveal": (room.poll, "reveal", {}),
        "a host's round": (room.poll, "round", {}),
        "the room's end": ("room", "end", {}),
        "the room's stage": ("room", "stage", {"activity": room.poll}),
        "the house's setup": (room.poll, "setup", {"setup": {}, "place": 1}),
        "the house's halt": (room.poll, "halt", {}),
        "the house's retire": (room.poll, "retire", {}),
        "a verb of another format": (room.poll, "ask", {"text": "¿?"}),
        "a body that is none": (room.poll, "vote", {"actor": "x"}),
    }


async def _doors(stage: Stage, room: Room, other: Room, seat: str) -> None:
    """What lets nobody in: seats, keys, codes, rights."""
    site = stage.site.address
    for what, token in (("of another room", seat), ("made up", "x" * 40), ("cut short", seat[:-3])):
        line = await Raw.dial(site, (other if what == "of another room" else room).code)
        line.say({"t": "join", "seat": token})
        heard = await line.until("error", "snapshot")
        stage.must(f"a seat {what} is refused", heard.get("code") == "bad_seat", heard)
        line.hang_up()
    tries = {
        "the desk without an account": ("as=desk", room.code, SIGNED_OUT),
        "a projector with a made-up key": ("as=screen&key=x", room.code, NOT_ALLOWED),
        "the projector of another room": (f"as=screen&key={other.screen_key}", room.code, NOT_ALLOWED),
        "a side that is none": ("as=house", room.code, NOT_ALLOWED),
        "a room that is nowhere": ("as=person", "ZZZZZZ", NO_ROOM),
    }
    for what, (query, code, closing) in tries.items():
        line = await Raw.dial(site, code, query=query)
        line.say({"t": "join"})
        got, frames = await line.ended(5)
        stage.must(f"{what} is turned away with {closing}, told nothing", (got, frames) == (closing, []), (got, frames))
        line.hang_up()


@scenario(
    "F30",
    "Listening in another room",
    promise="G3",
    expected="nothing said in one room, nor hidden in the same, reaches a socket or an address of who may not see it",
)
async def another_room(stage: Stage) -> None:
    """Words that occur nowhere else are said in one room, and looked for in all that the other hears."""
    here, there = stage.room(), stage.room()
    word = f"canario{stage.chance.randrange(10**9)}"
    hidden = f"secreto{stage.chance.randrange(10**9)}"
    listeners = await stage.phones(here, 3)
    listeners += [stage.phone(here, query=f"as=screen&key={here.screen_key}").start(), await stage.desk(here)]
    (speaker,) = await stage.phones(there, 1)
    (guest,) = await stage.phones(there, 1)
    desk = await stage.desk(there)
    await arrived(listeners)
    said = await speaker.say(there.questions, "ask", {"text": f"¿{word}?"})
    veiled = await speaker.say(there.questions, "ask", {"text": f"¿{hidden}?"})
    await desk.say(there.questions, "hide", {"question": str(veiled["seq"])})
    await desk.say("room", "stage", {"activity": there.questions})
    await vote(listeners[0], here, "a")
    stage.must("who is there hears it", await guest.until(lambda: word in str(guest.view)), "not heard")
    gone = await guest.until(lambda: hidden not in str(guest.view))
    stage.must("what the desk hides is taken from everybody", gone, "still there")
    stage.must("the desk keeps it", hidden in str(desk.view), "gone")
    answer = await listeners[0].say(here.questions, "upvote", {"question": str(said["seq"])})
    heard = [str((one.view, one.mine, one.answers, one.people)) for one in listeners]
    stage.must("no socket of another room heard it", not any(word in one or hidden in one for one in heard), answer)
    site, seat = stage.site.address, f"plenaria_seat_{there.code}={speaker.seat}"
    query = f"?activity={there.questions}&collection=items&after={said['seq']}"
    leaks = []
    for path in ("snapshot.json", f"items.json{query}", "", "places.json", f"items.json{query}&as=desk"):
        for cookie in ("", seat):
            _status, body = await fetch(f"{site}/live/{here.code}/{path}", cookie)
            if word in body or hidden in body:
                leaks.append(path)
    stage.must("no address of another room says it", not leaks, leaks)
    other = f"plenaria_seat_{there.code}={guest.seat}"  # who asked keeps what they asked, hidden or not
    _status, body = await fetch(f"{site}/live/{there.code}/snapshot.json", other)
    stage.must("its own address says it", word in body, body[:200])
    stage.must("and not what is hidden", hidden not in body, "it does")
    fresh = stage.phone(there, seat=guest.seat).start()
    await arrived([fresh])
    stage.must("who comes later is not shown it either", hidden not in str(fresh.view), "shown")
    for path in ("desk/", "snapshot.json?as=desk", f"snapshot.json?as=screen&key={here.screen_key}"):
        status, body = await fetch(f"{site}/live/{there.code}/{path}", seat)
        stage.must(f"{path} is closed to a person", word not in body and hidden not in body, f"{status}: {body[:200]}")


@scenario(
    "F31",
    "Other people's pages",
    promise="G3",
    expected="a socket from a page of another origin is closed before any data, whoever's cookie it carries",
)
async def other_pages(stage: Stage) -> None:
    """Each origin, with the cookie of somebody who may moderate, at the desk and as a person."""
    room, site = stage.room(), stage.site.address
    host = urlsplit(site).netloc
    name, port = host.split(":")
    foreign = {
        "another site": "https://evil.example",
        "no origin at all": "null",
        "ours with a tail": f"http://{host}.evil.example",
        "ours as a user": f"http://{host}@evil.example",
        "another port": f"http://{name}:{int(port) + 1}",
        "no port": f"http://{name}",
        "https where we are http": f"https://{host}",
        "another scheme": f"file://{host}",
        "empty": "",
    }
    for what, origin in foreign.items():
        for side in ("desk", "person"):
            code, frames = await _from_page(room, site, origin, side)
            stage.must(f"{what}, {side}: closed with nothing told", (code, frames) == (NOT_ALLOWED, []), (code, frames))
    for what, origin in {"our own": site, "our own in capitals": site.upper()}.items():
        code, frames = await _from_page(room, site, origin, "desk")
        stage.must(f"{what}: let in", code == 0 and frames, (code, frames))
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for path in ("sit/", ""):
        before = await stage.ask("digest", rooms=[room.id])
        status, _body = await fetch(
            f"{site}/live/{room.code}/{path}",
            "",
            b"mode=room&activity=x&verb=vote",
            Origin="https://evil.example",
            **form,
        )
        stage.must(f"a form of another site at {path or 'the room'}: refused", status == HTTPStatus.FORBIDDEN, status)
        stage.must("and nothing changed", await stage.ask("digest", rooms=[room.id]) == before, "something was")


async def _from_page(room: Room, site: str, origin: str, side: str) -> tuple[int, list[dict[str, Any]]]:
    """The closing code (0: it stays open) and what was told."""
    line = await Raw.dial(site, room.code, query=f"as={side}", headers={"Origin": origin, "Cookie": room.host})
    if line.status != HTTPStatus.SWITCHING_PROTOCOLS:
        line.hang_up()
        return NOT_ALLOWED, []  # no origin at all, said the server before it asked us
    line.say({"t": "join"})
    got = await line.ended(0.7)
    line.hang_up()
    return got
