"""Many open rooms on one server, a fresh one for each test; the server may be killed and started again."""

import json
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.hands import connected
from tests.database import URL, Place, fill, ready, remove
from tests.live.conftest import POLL, QUESTIONS
from tests.server import Server

ROOMS = 19
MAKE = f"""
import asyncio, json, uuid
from asgiref.sync import sync_to_async
from live import doors, seats
from live.hub import Hub
from live.wire.to_room import Act
from tests import cast
from tests.live.conftest import POLL, QUESTIONS, a_room, signed_in
max = cast.max_()
rooms = [a_room(f"SALA{{22 + number}}") for number in range({ROOMS})]
async def opened():
    for room in rooms:
        host = seats.of_host(room=room.code, user=max, language="es")
        for activity in (POLL, QUESTIONS):
            await doors.act(room, host, Act(uuid.uuid4(), activity, "open"))
    await Hub.current().close()
asyncio.run(opened())
print(json.dumps({{"rooms": [room.code for room in rooms], "max": signed_in(max)}}))
"""


class Hall:
    """One open room, as its moderator works it by plain HTTP and as it tells itself."""

    def __init__(self, server: Server, code: str, host: Any):
        self.server, self.code, self.path, self._host = server, code, f"/live/{code}/", host
        self.address = server.address + self.path

    def says(self, activity: str, verb: str) -> None:
        """The moderator's act, counted."""
        frame = {"t": "act", "id": str(uuid.uuid4()), "activity": activity, "verb": verb}
        assert self._host.post(f"{self.address}act.json?as=desk", data=frame).json()["t"] == "ack"

    def shows(self, activity: str) -> Any:
        """What the room tells everybody of an activity."""
        told = self._host.get(f"{self.address}snapshot.json")
        return told.json()["view"]["activities"][activity]["view"]

    @property
    def votes(self) -> int:
        return self.shows(POLL)["voters"]

    @property
    def questions(self) -> list[str]:
        return [one["text"] for one in self.shows(QUESTIONS).get("items", {}).values()]


@pytest.fixture(scope="session")
def halls(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[tuple[Server, dict[str, Any]]]:
    """A server of its own, what there is on it, and the moderator's cookie."""
    folder = tmp_path_factory.mktemp("halls")
    ready()
    place = Place(folder, f"plenaria_halls_{folder.name}_{worker_id}" if URL else "")
    fill(place)
    one = Server(place)
    made = json.loads(one.manage("shell", "-v", "0", "-c", MAKE).splitlines()[-1])
    one.start()
    yield one, made
    one.stop()
    remove(place)


@pytest.fixture
def hall(halls: tuple[Server, dict[str, Any]], browser: Any) -> Iterator[Hall]:
    """A room in which nobody has said anything; its poll and its questions are open."""
    server, made = halls
    context = browser.new_context(
        extra_http_headers={"Cookie": made["max"], "Origin": server.address, "Sec-Fetch-Site": "same-origin"}
    )
    yield Hall(server, made["rooms"].pop(), context.request)
    context.close()


@pytest.fixture
def lobby(halls: tuple[Server, dict[str, Any]]) -> Hall:
    """A room for who only looks, shared."""
    server, made = halls
    return Hall(server, made["rooms"][0], None)


@pytest.fixture
def arrive(hall: Hall, visitor: Callable[..., Any]) -> Callable[..., Any]:
    """`arrive()` is a page of a new person in the room, connected; `behind` a proxy, before a `script`, with a clock
    that a test may move."""

    def come(behind: str = "", script: str = "", clock: bool = False) -> Any:
        page = visitor(viewport={"width": 360, "height": 740})
        if clock:
            page.clock.install()
        if script:
            page.add_init_script(script)
        page.goto(f"{behind}{hall.path}" if behind else hall.address)
        connected(page)
        return page

    return come
