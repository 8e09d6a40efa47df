"""People stand somewhere and move when they change their mind, with a pause between."""

import msgspec
import pytest

from plugins.temperature.settings import TemperatureSettings
from tests.plugins.temperature.room import NOON, PERSON, SCREEN, Room


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


def test_the_stand_is_split_by_mode():
    room = Room()
    room.stands("agree", "ada")
    room.stands("agree", "rosa", mode="remote")
    told = room.format.results(SCREEN)["steps"]["agree"]
    assert (told["room"], told["remote"], told["assisted"]) == (1, 1, 0)
