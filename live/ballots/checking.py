"""Whether casts, ballots and results of a room's secret votes are the same number: what recounts and checks ask."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from live.apart.activity import Activity
from live.apart.law import Law
from live.apart.line import HOUSE
from live.apart.replicas import Replica
from live.ballots.published import named
from live.history import fold_all
from live.models import Box, Entry
from live.queries import RoomInfo
from plugins.contract import Tally

BOX = ("cast", "uncast", "ballots")  # the entries by which ballots come, go and are published


def faults(room: RoomInfo) -> list[str]:
    """One sentence for each vote in which something is missing or too much."""
    boxes = list(Box.objects.filter(room_id=room.id))
    if not boxes:
        return []
    replica = fold_all(room.id)
    wrong = [sentence for box in boxes for sentence in _of_log(room, replica, box)]
    return wrong + [sentence for one in replica.activities.values() for sentence in _of_results(room, one)]


def _of_log(room: RoomInfo, replica: Replica, box: Box) -> Iterator[str]:
    """Who cast and counted, held against each published list and against what lies in the box."""
    casts = set[str]()
    where = f"Room {room.code}, activity {box.activity}"
    rows = Entry.objects.filter(room_id=room.id, activity=box.activity, verb__in=BOX).order_by("seq")
    for row in rows:
        counts = not replica.verdict(row.seq).code
        if row.verb == "cast" and counts:
            casts.add(row.actor)
        elif row.verb == "uncast" and counts:
            casts.remove(row.actor)
        elif row.actor == HOUSE:
            if len(casts) != len(row.body["ballots"]):
                yield f"{where}: {len(casts)} people voted and {len(row.body['ballots'])} ballots are published."
            casts = set()
    if len(casts) != box.ballots.count():
        yield f"{where}: {len(casts)} people voted and {box.ballots.count()} ballots are in the box."
    if msgspec.convert(box.law, Law) != replica.activities[box.activity].law:
        yield f"{where}: its box does not stand where its log does."


def _of_results(room: RoomInfo, one: Activity) -> Iterator[str]:
    """No result may have fewer votes for an option than ballots name it; hands and papers may come on top."""
    for each in one.rounds:
        if each.ballots and not each.halted:
            ballots = Entry.objects.get(room_id=room.id, seq=each.ballots).body["ballots"]
            counted = Counter(name for _, _, _, body in ballots for name in named(body))
            items = [item for section in each.format.conclude().sections for item in section.items]
            options = [option for item in items if isinstance(item, Tally) for option in item.options]
            for option in options:
                if option.counts.total < counted[option.id]:
                    told = f"{counted[option.id]} ballots name {option.id}, the result has {option.counts.total}."
                    yield f"Room {room.code}, activity {one.id}, round {each.number}: {told}"
