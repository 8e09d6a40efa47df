"""People stand somewhere and move when they change their mind, with a pause between."""

import msgspec
import pytest

from plugins.temperature.settings import TemperatureSettings
from tests.plugins.temperature.room import DESK, NOON, PERSON, SCREEN, Room


def test_who_moves_counts_once_where_they_stand_now():
    room = Room(cooldown=20)
    room.stands("agree", at=0)
    room.stands("object", at=20)
    assert room.now() == {"agree": 0, "unsure": 0, "object": 1}
    assert room.format.view(PERSON)["people"] == 1


def test_moving_again_too_soon_is_refused_with_the_seconds_left():
    room = Room(cooldown=20)
    room.stands("agree", at=0)
    assert room.stands("unsure", at=7.5) == ("cooling", {"seconds": 13})
    assert room.now()["agree"] == 1
    assert room.stands("unsure", at=20).isdecimal()


def test_stepping_out_does_not_shorten_the_pause():
    room = Room(cooldown=20)
    room.stands("agree", at=0)
    room.says("step_out", at=1)
    assert room.stands("object", at=2) == ("cooling", {"seconds": 18})
    assert room.now() == {"agree": 0, "unsure": 0, "object": 0}
    assert room.says("step_out", at=3) == "nowhere"


def test_saying_the_same_again_is_no_move():
    room = Room(cooldown=20)
    room.stands("agree", at=0)
    room.stands("agree", at=19)
    assert room.stands("unsure", at=20).isdecimal()


def test_the_page_knows_when_one_may_move_again():
    room = Room(cooldown=20)
    room.stands("agree", at=0.5)
    assert room.format.mine("ben")["again"] == int((NOON + 20.5) * 1000)
    free = Room(cooldown=0)
    free.stands("agree")
    assert "again" not in free.format.mine("ben")


def test_a_step_that_is_not_on_the_scale_is_refused():
    assert Room().stands("furious") == "step"


def test_a_scale_of_ones_own_from_two_to_five():
    room = Room(scale=[{"label": {"es": "Cerca"}, "id": "near"}, {"label": {"es": "Lejos"}, "id": "far"}], cooldown=0)
    room.stands("far")
    assert room.now() == {"near": 0, "far": 1}
    assert [one["tone"] for one in room.format.view(SCREEN)["steps"].values()] == [1, 5]
    with pytest.raises(msgspec.ValidationError, match="One step is no scale"):
        msgspec.convert({"scale": [{"label": {"es": "Cerca"}, "id": "near"}]}, TemperatureSettings)


def test_the_stand_is_split_by_mode_where_each_has_five_people():
    room = Room()
    for who in range(5):
        room.stands("agree", f"ada{who}")
    room.stands("object", "rosa", mode="remote")
    assert room.format.results(SCREEN)["steps"]["object"] == {"untold": 1, "votes": 1}
    assert room.format.results(DESK)["steps"]["object"]["remote"] == 1
    tally = room.format.conclude().sections[0].items[0]
    assert [
        (one.counts.room, one.counts.remote, one.counts.untold) for one in (tally.options[0], tally.options[2])
    ] == [
        (0, 0, 5),
        (0, 0, 1),
    ]
    assert room.format.sheets()[0].rows[2][1:] == (0, 0, 0, 1, 1)
    for who in range(4):
        room.stands("unsure", f"sol{who}", mode="remote")
    told = room.format.results(SCREEN)["steps"]
    assert (told["agree"]["room"], told["object"]["remote"], told["unsure"]["remote"]) == (5, 1, 4)
    assert room.format.sheets()[0].rows[2][1:] == (0, 1, 0, 0, 1)
