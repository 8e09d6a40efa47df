"""Hands and papers: never more than the heads that were counted, in place of the former, each an entry."""

import pytest

from live.polls.format import Polls, PollSettings
from live.polls.settings import Choice
from live.polls.verbs import Hands, Heads, Vote
from plugins.contract import By, Refused, To

DESK = To("desk")
HOST = By(20, "host", "Max", "host", "room", "account", "es", 20.0)


@pytest.fixture
def one():
    poll = Polls(PollSettings(options=[Choice({"es": name}, name) for name in ("water", "air")]))
    poll.accept(Heads(10), HOST)
    return poll


def refusal(one, said):
    before = (one.view(DESK), one.results(DESK))
    with pytest.raises(Refused) as caught:
        one.accept(said, HOST)
    assert (one.view(DESK), one.results(DESK)) == before
    with pytest.raises(Refused):
        one.check(said)  # the door says so too
    return caught.value.code, caught.value.values


def test_hands_count_as_assisted_beside_the_votes_of_phones(one):
    one.accept(Vote(["water"]), By(3, "ben", "", "person", "room", "open", "es", 3.0))
    one.accept(Hands(8, {"water": 5, "air": 2}), HOST)
    assert one.results(DESK)["options"]["water"] == {"room": 1, "remote": 0, "assisted": 5, "votes": 6}
    assert (one.view(DESK)["voters"], one.results(DESK)["modes"]["assisted"]) == (9, 8)
    assert one.conclude().sections[0].items[0].refs == (3, 20)


def test_a_new_count_replaces_the_former(one):
    one.accept(Hands(8, {"water": 5, "air": 2}), HOST)
    one.accept(Hands(6, {"air": 6}), HOST)
    assert [line["assisted"] for line in one.results(DESK)["options"].values()] == [0, 6]
    assert one.view(DESK)["voters"] == 6


def test_more_people_than_heads_are_refused(one):
    assert refusal(one, Hands(11, {"air": 1})) == ("over_heads", {"people": 11, "heads": 10})


def test_more_votes_than_people_are_refused(one):
    assert refusal(one, Hands(5, {"air": 6})) == ("over_people", {"people": 5})
    assert refusal(one, Hands(5, {"air": 3, "water": 3})) == ("over_votes", {"total": 6, "most": 5})


def test_where_people_choose_several_each_hand_may_go_up_as_often():
    one = Polls(PollSettings(options=[Choice({"es": x}, x) for x in "abc"], several=True, most=2))
    one.accept(Heads(5), HOST)
    one.accept(Hands(5, {"a": 5, "b": 5}), HOST)
    assert refusal(one, Hands(5, {"a": 5, "b": 5, "c": 1})) == ("over_votes", {"total": 11, "most": 10})


def test_fewer_heads_than_hands_are_refused(one):
    one.accept(Hands(8, {"water": 5}), HOST)
    assert refusal(one, Heads(7)) == ("fewer_heads", {"people": 8})


def test_nothing_below_nothing(one):
    assert refusal(one, Hands(2, {"air": -1}))[0] == "below_nothing"
    assert refusal(one, Heads(-1))[0] == "fewer_heads"
    assert refusal(one, Hands(2, {"fire": 1}))[0] == "choice"


def test_hands_are_for_choices_alone():
    ranking = Polls(PollSettings(kind="ranking", options=[Choice({"es": x}, x) for x in "ab"]))
    ranking.accept(Heads(5), HOST)
    assert refusal(ranking, Hands(5, {"a": 5}))[0] == "no_hands"


def test_only_the_desk_sees_heads_and_hands(one):
    one.accept(Hands(8, {"water": 5}), HOST)
    assert not {"heads", "hands", "raised"} & set(one.view(To("person")))
    assert one.view(DESK)["raised"] == {"water": 5}
