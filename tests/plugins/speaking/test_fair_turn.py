"""The floor goes round: between ways of taking part, between groups, between those who spoke and who did not."""

from tests.plugins.speaking.queue import DESK, GROUPS, PERSON, Queue


def test_room_and_far_away_take_turns_however_many_are_in_the_room():
    queue = Queue()
    queue.raised("room-1", "room-2", "room-3", "remote-4", "remote-5")
    assert queue.order == [1, 4, 2, 5, 3]


def test_in_proportion_four_of_the_room_speak_for_one_from_afar():
    queue = Queue(rule="share")
    queue.raised(*(f"room-{n}" for n in range(1, 9)), "remote-9", "remote-10")
    assert queue.order == [1, 9, 2, 3, 4, 5, 10, 6, 7, 8]


def test_as_they_asked_leaves_ways_of_taking_part_alone():
    queue = Queue(rule="order")
    queue.raised("room-1", "room-2", "remote-3")
    assert queue.order == [1, 2, 3]


def test_of_one_way_the_group_that_has_spoken_least_is_next():
    queue = Queue(groups=GROUPS)
    queue.raised("room-1", "room-2", group="g1")
    queue.raised("room-3", group="g2")
    assert queue.order == [1, 3, 2]


def test_who_has_not_spoken_goes_before_who_has():
    queue = Queue()
    queue.raised("room-1", "room-2")
    queue.says("give_floor", "host")
    queue.says("end_turn", "host", at=10)
    assert queue.raised("room-1", "room-3") == ["5", "6"]
    assert queue.order == [2, 3, 1]


def test_the_turn_that_is_running_counts_for_who_is_next():
    queue = Queue()
    queue.raised("room-1", "room-2", "remote-3")
    assert queue.order == [1, 3, 2]
    queue.says("give_floor", "host")
    assert queue.order == [3, 2]


def test_a_point_of_order_goes_first_and_is_nobody_s_turn():
    queue = Queue()
    queue.raised("room-1", "remote-2")
    queue.says("point_of_order", "room-3", text="Falta quórum")
    assert queue.order == [3, 1, 2]
    queue.says("give_floor", "host")
    queue.says("end_turn", "host", at=9)
    assert queue.order == [1, 2]
    assert queue.ways == {"room": (0, 0), "remote": (0, 0), "assisted": (0, 0)}
    assert queue.format.results(PERSON)["points"] == 1


def test_a_hand_that_the_desk_raises_is_assisted_and_another_person_each_time():
    queue = Queue()
    queue.raised("room-1", "room-2")
    added = [queue.says("add_hand", "host", name=name) for name in ("Doña Rosa", "")]
    assert queue.order == [1, 3, 2, 4]
    items = queue.format.view(DESK)["items"]
    assert [items[id]["mode"] for id in added] == ["assisted", "assisted"]
    assert [items[id]["name"] for id in added] == ["Doña Rosa", ""]


def test_places_behind_the_first_hundred_are_told_page_by_page():
    queue = Queue()
    queue.raised(*(f"room-{n}" for n in range(1, 131)))
    view = queue.format.view(PERSON)
    assert (len(view["items"]), view["count"]) == (100, 130)
    last = max(view["items"], key=lambda id: view["items"][id]["place"])
    more = queue.format.more(PERSON, "items", last)
    assert [item["place"] for item in more.values()] == list(range(101, 131))
    assert queue.format.more(PERSON, "items", "999") == {}
