"""Who has the floor, how long, and what the desk can take back."""

from plugins.contract import Counts
from tests.plugins.speaking.queue import DESK, GROUPS, PERSON, Queue


def speaking(**settings):
    """One hand that has the floor since noon, another that waits."""
    queue = Queue(**settings)
    hands = queue.raised("room-1", "remote-2")
    queue.says("give_floor", "host", at=0)
    return queue, hands


def test_the_floor_ends_when_the_server_says():
    queue, (hand, _other) = speaking(seconds=90)
    assert (queue.floor, queue.ends(hand)) == (hand, 90)


def test_a_point_of_order_has_a_time_of_its_own():
    queue = Queue(seconds=90, point_seconds=20)
    point = queue.says("point_of_order", "room-1")
    queue.says("give_floor", "host")
    assert queue.ends(point) == 20


def test_a_number_out_of_order_gets_the_floor_if_the_desk_says_so():
    queue = Queue()
    _one, two = queue.raised("room-1", "room-2")
    queue.says("give_floor", "host", hand=two)
    assert queue.floor == two
    assert queue.says("give_floor", "host", hand=two) == "hand"


def test_nobody_gets_the_floor_of_an_empty_list():
    assert Queue().says("give_floor", "host") == "nobody"


def test_the_next_one_ends_the_turn_of_who_speaks():
    queue, (_hand, other) = speaking()
    queue.says("give_floor", "host", at=40)
    assert queue.floor == other
    assert queue.ways == {"room": (1, 40), "remote": (0, 0), "assisted": (0, 0)}


def test_who_speaks_says_when_it_is_over():
    queue, (hand, _other) = speaking()
    assert queue.says("lower_hand", "room-1", at=12.6) == "4"
    assert queue.floor == ""
    assert queue.ways["room"] == (1, 13)
    assert queue.format.view(PERSON)["gone"] == {hand: {"state": "spoken"}}


def test_more_time_is_added_to_what_is_left_or_begins_now():
    queue, (hand, _other) = speaking(seconds=60, more=30, point_seconds=30)
    queue.says("more_time", "host", at=10)
    assert queue.ends(hand) == 90
    queue.says("more_time", "host", at=100)
    assert queue.ends(hand) == 130
    queue.says("less_time", "host", at=101)
    queue.says("less_time", "host", at=101)
    assert queue.ends(hand) == 60
    assert queue.says("less_time", "host", at=101) == "no_more"


def test_a_floor_given_by_mistake_goes_back_and_who_spoke_goes_on():
    queue, (hand, other) = speaking()
    queue.says("give_floor", "host", at=40)
    queue.says("take_floor_back", "host", hand=other, at=42)
    assert (queue.floor, queue.order) == (hand, [2])
    assert queue.format.view(PERSON)["gone"] == {}
    queue.says("end_turn", "host", hand=hand, at=60)
    assert queue.ways["room"] == (1, 60)


def test_a_turn_ended_by_mistake_goes_on():
    queue, (hand, other) = speaking()
    queue.says("end_turn", "host", hand=hand, at=5)
    assert list(queue.format.view(DESK)["last"]) == [hand]
    queue.says("resume_turn", "host", hand=hand, at=8)
    assert queue.floor == hand
    queue.says("end_turn", "host", at=30)
    assert queue.ways["room"] == (1, 30)
    queue.says("give_floor", "host", hand=other, at=31)
    assert queue.says("resume_turn", "host", hand=hand) == "no_turn"


def test_two_moderators_do_not_end_the_wrong_turn():
    queue, (hand, other) = speaking()
    queue.says("give_floor", "host", hand=other, at=20)
    assert queue.says("end_turn", "host-2", hand=hand, at=21) == "not_floor"
    assert queue.floor == other


def test_who_has_another_hand_up_does_not_go_on_with_the_turn_before():
    queue, (hand, _other) = speaking()
    queue.says("end_turn", "host", hand=hand, at=5)
    queue.raised("room-1")
    assert queue.says("resume_turn", "host", hand=hand) == "up_again"


def test_conclusion_and_downloads_tell_turns_and_minutes_and_no_name():
    queue = Queue(groups=GROUPS)
    queue.says("raise_hand", "room-1", "room", called="Ana Pérez", text="El agua", group="g1")
    queue.says("raise_hand", "remote-2", "remote", called="Rosa Díaz")
    queue.says("give_floor", "host", at=0)
    queue.says("give_floor", "host", at=90)
    queue.says("end_turn", "host", at=120)
    [section] = queue.format.conclude().sections
    ways, groups = section.items
    assert [(one.id, one.counts, one.scores) for one in ways.options] == [
        ("room", Counts(room=1), (1, 1.5)),
        ("remote", Counts(remote=1), (1, 0.5)),
        ("assisted", Counts(), (0, 0.0)),
    ]
    assert [(one.id, one.scores) for one in groups.options] == [("g1", (1, 1.5)), ("g2", (0, 0.0)), ("", (1, 0.5))]
    assert ways.refs == groups.refs == (3, 5)
    assert ways.voters == Counts(room=1, remote=1)
    turns, by_way, by_group = queue.format.sheets()
    assert turns.rows == (
        (1, 1, "room", GROUPS[0]["label"], "El agua", "es", False, 90, 3),
        (2, 2, "remote", "", "", "es", False, 30, 4),
    )
    assert [row[1:] for row in by_way.rows] == [(1, 0, 90), (1, 0, 30), (0, 0, 0)]
    assert [row[1:] for row in by_group.rows] == [(1, 0, 90), (0, 0, 0), (1, 0, 30)]
    told = f"{section}{queue.format.sheets()}"
    assert not any(name in told for name in ("Ana", "Rosa"))


def test_who_speaks_twice_is_one_person_who_took_part():
    queue, _hands = speaking()
    queue.says("end_turn", "host", at=5)
    queue.raised("room-1")
    queue.says("give_floor", "host", hand="5", at=6)
    queue.says("end_turn", "host", at=9)
    [section] = queue.format.conclude().sections
    assert section.items[0].voters == Counts(room=1)
    assert section.items[0].options[0].counts == Counts(room=2)


def test_a_queue_in_which_nobody_spoke_concludes_nothing():
    queue = Queue()
    queue.raised("room-1")
    assert queue.format.conclude().sections == ()
