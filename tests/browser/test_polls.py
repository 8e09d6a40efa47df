"""Every way to vote, in a browser: with script and without, undone, told on the desk and on the projector."""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from live.models import Room
from live.queries import RoomInfo, room_by_code
from plenaria.demo.voices import Said, crowd, speak
from tests import axe, cast
from tests.factories import a_session
from tests.live.conftest import signed_in

CODE, ROOM = "MESA77", "/live/MESA77/"
OPTIONS = {
    "devices": "Conexión y equipos",
    "people": "Personas que facilitan",
    "rules": "Reglas claras sobre qué se decide",
}
BALLOTS: dict[str, tuple[str, dict[str, Any]]] = {
    "choice": ("vote", {"choices": ["people"]}),
    "rating": ("rate", {"scores": {"devices": 2, "people": 4, "rules": 5}}),
    "ranking": ("rank", {"places": {"rules": 1, "people": 2, "devices": 3}}),
    "points": ("share", {"points": {"devices": 20, "rules": 80}}),
    "grid": (
        "place",
        {"across": {"devices": 4, "people": 2, "rules": 2}, "up": {"devices": 3, "people": 2, "rules": 5}},
    ),
    "text": ("write", {"text": "Una silla para cada barrio"}),
}


def poll(kind: str, **settings: Any) -> dict[str, Any]:
    options = [
        {"type": "item", "id": id, "value": {"label": label, "correct": kind == "choice" and id == "rules"}}
        for id, label in ({} if kind == "text" else OPTIONS).items()
    ]
    core = {"title": f"¿Qué hace falta? ({kind})", "results": "at_close", "accepts": "anyone", "names": "nothing"}
    return {"type": "polls", "id": kind, "value": {**core, "kind": kind, "options": options, **settings}}


@pytest.fixture
def room(transactional_db: None) -> RoomInfo:
    """One poll of each kind, all open, with a quorum on the first; the answers are read before they show."""
    kinds = [
        poll("choice", quorum=9, base=20),
        *(poll(kind) for kind in list(BALLOTS)[1:-1]),
        poll("text", review=True),
    ]
    Room.objects.filter(session=a_session(activities=kinds).translation_key).update(code=CODE)
    found = room_by_code(CODE)
    assert found is not None
    speak(found, [Said(None, "room", "start"), *(Said(None, kind, "open") for kind in BALLOTS)], script="open")
    return found


def votes_of(*, room: int, remote: int) -> list[Said]:
    """The same ballot of so many people in each poll."""
    return [Said(voice, kind, *BALLOTS[kind]) for kind in BALLOTS for voice in crowd(room, remote, 0)]


def part(page: Any, kind: str) -> Locator:
    return page.locator(f"#a-{kind}")


def fill(page: Any, kind: str) -> None:
    """Put the ballot of a kind into its form, as a person does."""
    form = part(page, kind)
    body = BALLOTS[kind][1]
    match kind:
        case "choice":
            form.locator("[value=people]").check()
        case "text":
            form.locator("textarea").fill(body["text"])
        case "ranking":
            for option, place in body["places"].items():
                form.locator(f"[name='places.{option}']").select_option(str(place))
        case "points":
            for option, points in body["points"].items():
                form.locator(f"[name='points.{option}']").fill(str(points))
        case _:
            for field, marks in body.items():
                for option, mark in marks.items():
                    form.locator(f"[name='{field}.{option}'][value='{mark}']").check()


def send(page: Any, kind: str) -> None:
    part(page, kind).locator("form:not(.undo) .acts button:visible").click()


def counted(page: Any, kind: str) -> None:
    expect(part(page, kind).locator("form:not(.undo) .ack")).to_have_attribute("data-state", "counted")


def arrives(visitor: Any, server: Any, **options: Any) -> Any:
    page = visitor(viewport={"width": 360, "height": 740}, **options)
    page.goto(f"{server.address}/j/mesa-77/")
    page.click("[value=room]")
    return page


def at_the_desk(visitor: Any, server: Any) -> Any:
    desk = visitor()
    name, value = signed_in(cast.max_()).split("=")
    desk.context.add_cookies([{"name": name, "value": value, "url": server.address}])
    desk.goto(f"{server.address}{ROOM}desk/")
    return desk


def test_each_kind_is_voted_on_a_phone_and_read_on_every_screen(room, server, visitor):
    ben, desk = arrives(visitor, server), at_the_desk(visitor, server)
    for kind in BALLOTS:
        fill(ben, kind)
        send(ben, kind)
        counted(ben, kind)
    assert axe.faults(ben) == []
    assert ben.evaluate("document.documentElement.scrollWidth") == 360
    desk.locator("#a-text [data-act=show_answer] button").click()
    expect(desk.locator("#a-text .case")).to_have_attribute("data-state", "visible")
    assert axe.faults(desk) == []
    speak(room, votes_of(room=5, remote=5), script="crowd")
    speak(room, [Said(None, kind, "close") for kind in BALLOTS], script="close")
    told = {
        "choice": ["Personas que facilitan", "11"],
        "rating": ["4,0", "5,0"],
        "ranking": ["22", "11"],
        "points": ["880", "80"],
        "grid": ["5,0"],
        "text": ["Una silla para cada barrio"],
    }
    for kind, words in told.items():
        for one in words:
            expect(part(ben, kind).locator("div:has(> h3)")).to_contain_text(one)
    expect(part(ben, "choice").locator(".quorum b:visible")).to_have_count(1)
    assert axe.faults(ben) == []
    screen = visitor(viewport={"width": 1920, "height": 1080})
    screen.goto(f"{server.address}{ROOM}screen/{room.screen_key}/")
    for kind, words in told.items():
        speak(room, [Said(None, "room", "stage", {"activity": kind})], script=f"stage {kind}")
        expect(part(screen, kind)).to_contain_text(words[0])
        assert axe.faults(screen) == []
        for width, height in ((1920, 1080), (1280, 720), (1024, 768)):
            screen.set_viewport_size({"width": width, "height": height})
            size = screen.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
            assert size == [height, width], kind


def test_without_script_each_kind_is_voted_changed_refused_and_taken_back(room, server, visitor):
    rosa = arrives(visitor, server, java_script_enabled=False)
    for kind in BALLOTS:
        fill(rosa, kind)
        send(rosa, kind)
        counted(rosa, kind)
    assert part(rosa, "rating").locator("input:checked").count() == 3
    part(rosa, "points").locator("[name='points.rules']").fill("70")
    send(rosa, "points")
    expect(part(rosa, "points").locator("form:not(.undo) .ack")).to_have_attribute("data-state", "refused")
    expect(part(rosa, "points").locator("form:not(.undo) .ack")).to_contain_text("90")
    part(rosa, "choice").locator(".undo button").click()
    expect(part(rosa, "choice").locator(".undo .ack")).to_have_attribute("data-state", "counted")
    expect(part(rosa, "choice").locator("input:checked")).to_have_count(0)
    expect(part(rosa, "choice").locator("form:not(.undo) .ack")).to_be_hidden()


def test_a_vote_is_undone_and_points_that_are_left_are_told(room, server, visitor):
    ben = arrives(visitor, server)
    fill(ben, "choice")
    send(ben, "choice")
    counted(ben, "choice")
    undo = part(ben, "choice").locator(".undo")
    undo.locator("button").click()
    expect(undo.locator(".ack")).to_be_visible()
    expect(undo.locator("button")).to_be_hidden()
    expect(part(ben, "choice").locator("input:checked")).to_have_count(0)
    fill(ben, "choice")
    send(ben, "choice")
    counted(ben, "choice")
    expect(undo.locator(".ack")).to_be_hidden()
    points = part(ben, "points")
    points.locator("[name='points.devices']").fill("60")
    expect(points.locator("[data-rest]")).to_contain_text("40")
    ben.reload()  # what was typed is there again
    expect(points.locator("[name='points.devices']")).to_have_value("60")
    send(ben, "points")
    expect(points.locator("form:not(.undo) .ack")).to_have_attribute("data-state", "refused")


def test_the_desk_enters_hands_up_to_the_heads(room, server, visitor):
    desk = at_the_desk(visitor, server)
    hands = part(desk, "choice").locator(".hands")
    hands.locator("summary").click()
    hands.locator("[data-act=hands] [name=people]").fill("6")
    hands.locator("[name='counts.people']").fill("6")
    hands.locator("[data-act=hands] button").click()
    expect(hands.locator("[data-act=hands] .ack")).to_have_attribute("data-state", "refused")
    hands.locator("[data-act=heads] [name=people]").fill("8")
    hands.locator("[data-act=heads] button").click()
    expect(hands.locator("[data-act=heads] .ack")).to_have_attribute("data-state", "counted")
    hands.locator("[data-act=hands] button").click()
    expect(hands.locator("[data-act=hands] .ack")).to_have_attribute("data-state", "counted")
    expect(part(desk, "choice").locator("tbody tr").nth(1).locator(".total")).to_have_text("6")
