"""How the room came to stand where it stands: a bounded number of points, the same however it is folded."""

import random

import msgspec

from live.apart.publisher import diff
from plugins.temperature.history import MOST, History
from tests.plugins.temperature.room import DESK, SCREEN, Room

PATCH, VIEW = 400, 64 * 1024  # bytes


def test_a_point_holds_how_the_room_stood_at_its_end_and_gaps_repeat_it():
    room = Room(cooldown=0)
    room.stands("agree", "ada", at=0)
    room.stands("object", "ben", at=3)
    room.stands("unsure", "ada", at=16)
    assert room.bars() == [("0:05", (1, 0, 1)), ("0:10", (1, 0, 1)), ("0:15", (1, 0, 1)), ("0:20", (0, 1, 1))]


def test_points_are_joined_two_by_two_where_there_are_too_many():
    history = History(1)
    for second in range(0, 300, 5):
        history.put(float(second), [second])
    assert (len(history.points), history.width) == (MOST, 5)
    history.put(300.0, [300])
    assert (len(history.points), history.width) == (MOST // 2 + 1, 10)
    assert history.points[:2] == [(5,), (15,)]
    assert history.points[-1] == (300,)


def test_a_session_of_ten_days_has_no_more_points():
    history = History(1)
    for at in (0.0, 4.0, 61.0, 864_000.0):
        history.put(at, [int(at)])
    assert len(history.points) <= MOST
    assert history.points[-1] == (864_000,)


def test_what_happened_stands_beside_the_point_it_fell_into():
    room = Room(cooldown=0)
    room.stands("agree", at=0)
    mark = room.says("mark", "max", at=12, text="Elena habló")
    told = room.format.results(SCREEN)
    assert told["moments"][mark] == {"text": "Elena habló", "language": "es", "at": "0:12", "place": 1}
    assert told["points"]["2"]["mark"] == 1
    room.says("unmark", "max", at=13, moment=mark)
    assert room.format.results(SCREEN)["moments"] == {}


def test_marks_have_an_end():
    room = Room()
    codes = [room.says("mark", "max", at=at, text="algo") for at in range(41)]
    assert codes[-1] == ("many_moments", {"most": 40})


def test_a_move_costs_each_phone_a_line_where_a_thousand_stand():
    scale = [{"label": {"es": f"Paso {at}"}, "id": f"c0ffee0{at}"} for at in range(5)]
    room, chance, sizes = Room(scale=scale, cooldown=0, reasons="all"), random.Random(7), []
    steps = [one["id"] for one in scale]
    for at in range(2000):
        room.stands(chance.choice(steps), f"person{at % 1000}", at=at * 1.3)
    for at in range(40):
        before = [room.format.results(SCREEN), room.format.view(SCREEN)]
        room.stands(chance.choice(steps), f"person{at}", at=2600 + at / 10)
        after = [room.format.results(SCREEN), room.format.view(SCREEN)]
        sizes.append(sum(len(msgspec.json.encode(diff(one, two))) for one, two in zip(before, after, strict=True)))
    assert max(sizes) <= PATCH, f"{sizes} bytes"
    assert len(msgspec.json.encode([room.format.view(DESK), room.format.results(DESK)])) <= VIEW
