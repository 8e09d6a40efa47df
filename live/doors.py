"""The one door of a room for everybody: sockets, plain forms and pages come in here."""

from msgspec import json

from live.apart.calls import MORE, More
from live.hub import Hub
from live.limits import limits
from live.queries import RoomInfo
from live.seats import Seat
from live.wire.to_person import Answer, Busy, People, Snapshot
from live.wire.to_room import Act
from plugins.contract import Json


async def act(room: RoomInfo, seat: Seat, act: Act, *, address: str = "") -> Answer:
    """Say something in a room: acknowledged (committed and counted), refused with a sentence, or busy, also for who
    says too much at once, from one seat or from one address."""
    if wait := limits.said(seat, address):
        return Busy(str(act.id), round(wait * 1000) + 1)
    return await Hub.current().act(room, seat, act)


async def snapshot(room: RoomInfo, seat: Seat) -> Snapshot:
    """What this seat sees now, and what is only its own."""
    return await (await Hub.current().gathering(room)).picture(seat)


async def people(room: RoomInfo) -> People:
    """Who is in the room, by mode."""
    return Hub.current().people(room)


async def items(room: RoomInfo, seat: Seat, *, activity: str, collection: str, after: str) -> Json:
    """The next items of a collection, as this seat's class may see them; {} where it may see none."""
    here = await Hub.current().gathering(room)
    actor = here.actors(seat).get(activity, "") if seat.side == "person" else ""
    return json.decode(await here.log.ask(MORE, More(seat.side, actor, activity, collection, after)))
