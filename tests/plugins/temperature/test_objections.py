"""Who objects may say why; who reads it is as the organiser chose, and nobody reads what the desk hides."""

import pytest

from plugins.contract import Counts
from tests.plugins.temperature.room import DESK, PERSON, SCREEN, Room

WHY = "Falta decir quién paga"


def objecting(**settings):
    room = Room(cooldown=0, **settings)
    room.stands("object", at=0)
    return room, room.says("explain", at=1, text=WHY)


def everywhere_but_the_desk(room):
    one = room.format
    seen = [one.view(PERSON), one.view(SCREEN), one.results(PERSON), one.results(SCREEN)]
    return f"{seen}{one.conclude()}{one.sheets()}"


def test_only_who_objects_says_why():
    room = Room(cooldown=0)
    assert room.says("explain", text=WHY) == "no_objection"
    room.stands("agree")
    assert room.says("explain", text=WHY) == "no_objection"


def test_nobody_is_asked_where_the_organiser_does_not_ask():
    assert objecting(reasons="none")[1] == "no_reasons"


def test_what_only_the_desk_reads_goes_nowhere_else():
    room, why = objecting(reasons="desk")
    assert room.format.view(DESK)["whys"][why]["text"] == WHY
    assert WHY not in everywhere_but_the_desk(room)
    assert room.format.recorded(SCREEN, int(why)) == {}
    assert room.format.recorded(DESK, int(why)) == {"text": WHY, "language": "es"}


def test_the_record_tells_what_everybody_may_read():
    room, why = objecting(reasons="all")
    mark = room.says("mark", "max", at=3, text="Elena habló")
    assert room.format.recorded(SCREEN, int(why)) == {"text": WHY, "language": "es"}
    assert room.format.recorded(SCREEN, int(mark)) == {"text": "Elena habló", "language": "es"}
    room.says("hide_reason", "max", at=4, reason=why)
    assert room.format.recorded(SCREEN, int(why)) == {}


def test_what_everybody_reads_is_concluded_until_the_desk_hides_it():
    room, why = objecting(reasons="all")
    assert room.format.results(PERSON)["whys"][why]["text"] == WHY
    tally, objections = room.format.conclude().sections
    assert tally.items[0].voters == Counts(untold=1)
    assert [(one.text, one.refs) for one in objections.items] == [(WHY, (2,))]
    room.says("hide_reason", "max", at=2, reason=why)
    assert WHY not in everywhere_but_the_desk(room)
    room.says("show_reason", "max", at=3, reason=why)
    assert WHY in everywhere_but_the_desk(room)


@pytest.mark.parametrize("verb", ["stand", "step_out"])
def test_a_reason_goes_with_its_objection(verb):
    room, why = objecting(reasons="all")
    room.says(verb, at=5, **({"step": "agree"} if verb == "stand" else {}))
    assert room.format.results(PERSON)["whys"] == {}
    assert room.says("hide_reason", "max", at=6, reason=why) == "reason"


def test_a_later_line_replaces_the_former():
    room, _why = objecting(reasons="all")
    later = room.says("explain", at=5, text="Falta la fecha")
    assert list(room.format.results(PERSON)["whys"]) == [later]


def test_sheets_tell_the_stand_and_the_way_there():
    room = Room(cooldown=0)
    room.stands("agree", at=0)
    room.says("mark", "max", at=1, text="Elena habló")
    now, timeline, objections = room.format.sheets()
    assert now.rows[0][1:] == (0, 0, 0, 1, 1)
    assert [(row[0], row[2], row[3]) for row in timeline.rows] == [
        ("0:05", 1, "Elena habló"),
        ("0:05", 0, "Elena habló"),
        ("0:05", 0, "Elena habló"),
    ]
    assert objections.rows == ()
