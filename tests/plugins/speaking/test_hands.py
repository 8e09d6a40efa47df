"""A hand goes up once, says where it stands, and comes down; nobody learns whose it is."""

import msgspec
import pytest

from plugins.speaking.settings import SpeakingSettings
from tests.plugins.speaking.queue import DESK, GROUPS, PERSON, Queue


def test_a_hand_is_up_once_and_keeps_its_place():
    queue = Queue()
    [hand] = queue.raised("room-1")
    assert queue.raised("room-1") == ["up"]
    assert list(queue.format.view(PERSON)["items"]) == [hand]


def test_lowered_it_leaves_the_list_and_may_go_up_again():
    queue = Queue()
    queue.raised("room-1")
    assert queue.says("lower_hand", "room-1") == "2"
    assert queue.order == []
    assert queue.says("lower_hand", "room-1") == "not_up"
    assert queue.raised("room-1") == ["4"]


def test_nobody_lowers_the_hand_of_another():
    queue = Queue()
    [hand] = queue.raised("room-1")
    assert queue.says("lower_hand", "room-2", hand=hand) == "not_up"
    assert queue.order == [1]


def test_my_hand_and_my_number_are_mine_and_my_place_is_in_the_view_by_its_id():
    queue = Queue()
    queue.raised("room-1")
    [hand] = queue.raised("room-2", text="El agua")
    assert queue.format.mine("room-2") == {
        "hands": {hand: {"number": 2, "text": "El agua", "language": "es"}},
        "points": {},
        "seq": 2,
    }
    view = queue.format.view(PERSON)
    assert view["items"][hand]["place"] == 2
    assert [item.get("next", False) for item in view["items"].values()] == [True, False]
    assert "room-2" not in str(view)


def test_somebody_without_a_name_keeps_the_number():
    queue = Queue()
    queue.raised("room-1", "room-2")
    queue.says("lower_hand", "room-2")
    queue.raised("room-3", "room-2")
    assert sorted(queue.order) == [1, 2, 3]
    assert queue.format.mine("room-2")["hands"]["5"]["number"] == 2


def test_a_closed_list_takes_points_of_order_alone():
    queue = Queue()
    queue.says("close_list", "host")
    assert queue.raised("room-1") == ["list"]
    assert queue.says("point_of_order", "room-1") == "3"
    queue.says("open_list", "host")
    assert queue.raised("room-1") == ["5"]


def test_points_of_order_are_few_and_one_taken_down_is_not_used_up():
    queue = Queue(points=1)
    queue.says("point_of_order", "room-1")
    queue.says("lower_hand", "room-1")
    [point] = [queue.says("point_of_order", "room-1")]
    assert queue.says("point_of_order", "room-1") == ("points", {"most": 1})
    queue.says("give_floor", "host", hand=point)
    queue.says("end_turn", "host")
    assert queue.says("point_of_order", "room-1") == ("points", {"most": 1})
    assert Queue(points=0).says("point_of_order") == "no_points"


def test_a_group_is_one_of_the_list_or_none():
    queue = Queue(groups=GROUPS)
    assert queue.raised("room-1", group="g9") == ["group"]
    assert queue.says("add_hand", "host", group="g9") == "group"
    assert queue.raised("room-1", group="") == ["3"]


def test_who_was_passed_over_is_told_so_and_comes_back_to_the_same_place():
    queue = Queue()
    one, _two = queue.raised("room-1", "room-2")
    queue.says("skip", "host", hand=one)
    assert queue.order == [2]
    assert queue.format.view(PERSON)["gone"] == {one: {"state": "skipped"}}
    assert list(queue.format.view(DESK)["aside"]) == [one]
    queue.says("unskip", "host", hand=one)
    assert queue.order == [1, 2]
    assert queue.says("unskip", "host", hand=one) == "not_skipped"
    assert queue.says("skip", "host", hand="99") == "hand"


def test_who_has_raised_another_hand_since_does_not_come_back_twice():
    queue = Queue()
    [hand] = queue.raised("room-1")
    queue.says("skip", "host", hand=hand)
    queue.raised("room-1")
    assert queue.says("unskip", "host", hand=hand) == "up_again"
    assert queue.order == [1]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"groups": GROUPS[:1]}, "groups: One group is no choice"),
        ({"seconds": 30, "point_seconds": 60}, "point_seconds: A point of order is longer than a turn"),
    ],
)
def test_settings_that_make_no_sense_are_told_with_the_way_out(given, why):
    with pytest.raises(msgspec.ValidationError, match=why):
        msgspec.convert(given, SpeakingSettings)


def test_without_points_of_order_their_length_matters_to_nobody():
    assert msgspec.convert({"seconds": 30, "points": 0}, SpeakingSettings).point_seconds == 60
