"""Polls: everybody's last ballot counts once, split by how they take part where that tells nobody's choice."""

import pytest

from live.polls.format import Polls, PollSettings, Vote
from live.polls.settings import Choice
from live.polls.verbs import Rate, Withdraw
from plugins.contract import By, Counts, Item, Phase, Refused, Tally, To

ANYONE, DESK = To("person"), To("desk")


def by(seq, actor, mode="room"):
    return By(seq, actor, "", "person", mode, "open", "es", float(seq))


def poll(*, correct=(), **said):
    options = [Choice({"es": name}, name, name in correct) for name in ("water", "air", "soil")]
    return Polls(PollSettings(options=options, **said))


def crowd(one, option, *modes):
    for at, mode in enumerate(modes, 1 + one.turnout):
        one.accept(Vote([option]), by(at, f"p{at}", mode))


def votes(format):
    return {name: line["votes"] for name, line in format.results(ANYONE)["options"].items()}


def refused(format, said, code, actor="ada"):
    before = (format.view(DESK), format.results(DESK))
    with pytest.raises(Refused) as caught:
        format.accept(said, by(9, actor))
    assert (caught.value.code, format.view(DESK), format.results(DESK)) == (code, *before)
    return caught.value


def test_each_vote_is_counted_in_its_mode():
    one = poll()
    crowd(one, "water", "room", "room", "remote", "assisted")
    line = {"room": 2, "remote": 1, "assisted": 1, "votes": 4}
    assert one.results(DESK)["options"]["water"] == line
    assert one.results(DESK)["modes"] == {"room": 2, "remote": 1, "assisted": 1}


def test_where_few_take_part_in_one_way_only_the_desk_sees_the_split():
    one = poll()
    crowd(one, "water", *["room"] * 5, *["remote"] * 4)
    assert one.results(ANYONE)["options"]["water"] == {"untold": 9, "votes": 9}
    assert one.results(ANYONE)["modes"] == {"untold": 9}
    assert one.conclude().sections[0].items[0].options[0].counts == Counts(untold=9)
    crowd(one, "air", "remote")
    assert one.results(ANYONE)["options"]["water"] == {"room": 5, "remote": 4, "assisted": 0, "votes": 9}
    assert one.results(To("screen"))["modes"] == {"room": 5, "remote": 5, "assisted": 0}


def test_ballots_of_a_secret_vote_whose_mode_is_not_told_are_counted():
    one = poll()
    crowd(one, "soil", *["untold"] * 7)
    for side in (ANYONE, DESK):
        assert one.results(side)["options"]["soil"]["untold"] == 7
    assert one.conclude().sections[0].items[0].voters == Counts(untold=7)


def test_a_later_vote_replaces_the_earlier_even_from_another_mode():
    one = poll()
    one.accept(Vote(["water"]), by(1, "ben", "remote"))
    one.accept(Vote(["air"]), by(2, "ben", "room"))
    assert votes(one) == {"water": 0, "air": 1, "soil": 0}
    assert one.results(DESK)["modes"] == {"room": 1, "remote": 0, "assisted": 0}
    assert one.mine("ben") == {"choices": ["air"], "seq": 2}


def test_a_vote_taken_back_counts_no_more_and_may_be_cast_again():
    one = poll()
    one.accept(Vote(["water"]), by(1, "ben"))
    one.accept(Withdraw(), by(2, "ben"))
    assert (votes(one)["water"], one.view(ANYONE)["voters"], one.mine("ben")) == (0, 0, {})
    assert not one.took_part("ben")
    refused(one, Withdraw(), "not_voted", "ben")
    one.accept(Vote(["air"]), by(3, "ben"))
    assert votes(one) == {"water": 0, "air": 1, "soil": 0}


def test_an_option_that_is_not_on_the_ballot_is_refused():
    refused(poll(), Vote(["fire"]), "choice")


def test_another_kind_of_ballot_is_refused():
    refused(poll(), Rate({"water": 3}), "other_kind")
    refused(poll(kind="rating"), Vote(["water"]), "other_kind")


def test_more_options_than_the_poll_takes_are_refused():
    assert refused(poll(), Vote(["water", "air"]), "too_many").values == {"chosen": 2, "most": 1}
    assert refused(poll(several=True, most=2), Vote(["water", "air", "soil"]), "too_many").values["most"] == 2


def test_fewer_options_than_the_poll_asks_for_are_refused():
    one = poll(several=True, least=2)
    assert refused(one, Vote(["water"]), "too_few").values == {"chosen": 1, "least": 2}
    one.accept(Vote(["water", "air"]), by(1, "ben"))


def test_several_without_a_limit_takes_every_option_once():
    one = poll(several=True)
    one.accept(Vote(["water", "air", "soil", "water"]), by(1, "ben"))
    assert votes(one) == {"water": 1, "air": 1, "soil": 1}


def test_a_quiz_tells_the_answer_with_the_results_alone():
    one = poll(correct={"air"})
    crowd(one, "air", "room", "room")
    crowd(one, "soil", "room")
    assert "correct" not in str(one.view(ANYONE))
    assert (one.results(ANYONE)["correct"], one.results(ANYONE)["right"]) == (["air"], 2)
    one.accept(Withdraw(), by(9, "p1"))
    assert one.results(ANYONE)["right"] == 1


def test_with_several_correct_answers_all_of_them_are_right():
    one = poll(correct={"air", "soil"}, several=True)
    one.accept(Vote(["air"]), by(1, "ada"))
    one.accept(Vote(["air", "water", "soil"]), by(2, "ben"))
    one.accept(Vote(["soil", "air"]), by(3, "rosa"))
    assert one.results(ANYONE)["right"] == 1


def test_the_quorum_is_shown_and_reached_by_people():
    one = poll(quorum=2, base=5)
    seen = [one.view(ANYONE)]
    crowd(one, "air", "room", "room")
    seen.append(one.view(ANYONE))
    assert [(view["quorum"], view["base"], view["reached"]) for view in seen] == [(2, 5, False), (2, 5, True)]
    tally = one.conclude().sections[0].items[0]
    assert (tally.quorum, tally.base) == (2, 5)
    assert "quorum" not in poll().view(ANYONE)


def test_the_conclusion_is_the_tally_with_the_first_and_last_entry():
    one = poll()
    one.accept(Vote(["water"]), by(3, "ben"))
    one.accept(Vote(["air"]), by(5, "rosa"))
    ((tally,),) = [section.items for section in one.conclude().sections]
    assert isinstance(tally, Tally)
    assert [option.counts.total for option in tally.options] == [1, 1, 0]
    assert (tally.voters.total, tally.refs) == (2, (3, 5))


def test_options_come_from_another_activity_and_keep_where_they_come_from():
    one = poll()
    one.take((Item("17", {"es": "¿Quién responde?"}, (17,)), Item("21", {"es": "¿Cuándo?"}, (21,))))
    assert list(one.view(ANYONE)["options"])[3:] == ["t17", "t21"]
    one.accept(Vote(["t21"]), by(30, "ben"))
    assert one.conclude().sections[0].items[0].options[4].refs == (21,)
    assert one.items()[0] == Item("t21", {"es": "¿Cuándo?"}, (21,))


def test_a_ballot_holds_twelve_options_however_many_another_activity_gives():
    one = poll()
    one.take(tuple(Item(str(at), {"es": f"{at}"}, (at,)) for at in range(1, 40)))
    assert len(one.view(ANYONE)["options"]) == 12


def test_items_are_the_options_with_most_votes_first():
    one = poll()
    crowd(one, "soil", "room", "room")
    crowd(one, "air", "room")
    assert [item.id for item in one.items()] == ["soil", "air", "water"]


def test_the_download_has_a_row_for_each_option_and_nobody_in_it():
    one = poll(quorum=3)
    crowd(one, "soil", *["room"] * 5)
    options, voters = one.sheets()
    assert options.rows == (
        ({"es": "water"}, 0, 0, 0, 0, 0),
        ({"es": "air"}, 0, 0, 0, 0, 0),
        ({"es": "soil"}, 5, 0, 0, 0, 5),
    )
    assert voters.rows == ((5, 0, 0, 0, 5, 3, 0),)
    assert "p1" not in str(one.sheets())


def test_a_poll_of_the_first_version_asks_the_same_today():
    old = {
        "options": [{"label": {"es": "a"}, "id": "a"}, {"label": {"es": "b"}, "id": "b"}],
        "several": True,
        "most": 2,
    }
    today = Polls.upgrade_settings(old, 1)
    assert (today["kind"], today["several"], today["most"], today["least"]) == ("choice", True, 2, 1)
    assert Polls.upgrade_settings(today, 2) is today


def test_hands_are_counted_while_open_and_after_the_close_and_ballots_only_while_open():
    assert Polls.verbs["hands"].when == {Phase.OPEN, Phase.CLOSED}
    assert {name for name, verb in Polls.verbs.items() if Phase.CLOSED not in verb.when} == {
        "vote", "rate", "rank", "share", "place", "write", "withdraw",
    }  # fmt: skip
