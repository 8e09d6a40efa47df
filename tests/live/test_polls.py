"""Polls: everybody's last vote counts once, split by how they take part."""

import time

import pytest

from live.polls.format import Choice, Polls, PollSettings, Vote, share
from plugins.contract import By, Counts, Refused, Tally, To

ANYONE = To("person")


def by(seq, actor, mode="room"):
    return By(seq, actor, "", "person", mode, "open", "es", float(seq))


def poll(**said):
    options = [Choice({"es": name}, name) for name in ("water", "air", "soil")]
    return Polls(PollSettings(options, **said))


def votes(format):
    return {option: line["votes"] for option, line in format.results(ANYONE)["options"].items()}


def refused(format, said, code):
    before = (format.view(ANYONE), format.results(ANYONE))
    with pytest.raises(Refused) as caught:
        format.accept(said, by(9, "ada"))
    assert (caught.value.code, format.view(ANYONE), format.results(ANYONE)) == (code, *before)
    return caught.value


def test_each_vote_is_counted_in_its_mode():
    one = poll()
    for seq, mode in enumerate(("room", "room", "remote", "assisted"), 1):
        one.accept(Vote(["water"]), by(seq, f"p{seq}", mode))
    line = {"room": 2, "remote": 1, "assisted": 1, "votes": 4, "percent": 100}
    assert one.results(ANYONE)["options"]["water"] == line
    assert one.results(ANYONE)["modes"] == {"room": 2, "remote": 1, "assisted": 1}


def test_a_later_vote_replaces_the_earlier_even_from_another_mode():
    one = poll()
    one.accept(Vote(["water"]), by(1, "ben", "remote"))
    one.accept(Vote(["air"]), by(2, "ben", "room"))
    assert votes(one) == {"water": 0, "air": 1, "soil": 0}
    assert one.results(ANYONE)["modes"] == {"room": 1, "remote": 0, "assisted": 0}
    assert one.mine("ben") == {"choices": ["air"], "seq": 2}


def test_an_option_that_is_not_on_the_ballot_is_refused():
    refused(poll(), Vote(["fire"]), "choice")


def test_more_options_than_the_poll_takes_are_refused():
    assert refused(poll(), Vote(["water", "air"]), "too_many").values == {"chosen": 2, "most": 1}
    assert refused(poll(several=True, most=2), Vote(["water", "air", "soil"]), "too_many").values["most"] == 2


def test_several_without_a_limit_takes_every_option_once():
    one = poll(several=True)
    one.accept(Vote(["water", "air", "soil", "water"]), by(1, "ben"))
    assert votes(one) == {"water": 1, "air": 1, "soil": 1}


@pytest.mark.parametrize(
    ("count", "of", "percent"), [(0, 0, 0), (1, 3, 33), (2, 3, 67), (1, 8, 13), (1, 200, 1), (1, 201, 0)]
)
def test_shares_are_of_voters_and_a_half_is_rounded_up(count, of, percent):
    assert share(count, of) == percent


def test_the_conclusion_is_the_tally_with_the_first_and_last_entry():
    one = poll()
    one.accept(Vote(["water"]), by(3, "ben"))
    one.accept(Vote(["air"]), by(5, "rosa", "remote"))
    ((tally,),) = [section.items for section in one.conclude().sections]
    assert isinstance(tally, Tally)
    assert [option.counts for option in tally.options] == [Counts(room=1), Counts(remote=1), Counts()]
    assert (tally.voters, tally.refs) == (Counts(room=1, remote=1), (3, 5))


def test_ten_thousand_votes_fold_in_a_tenth_of_a_second():
    one = poll()
    said = [(Vote([("water", "air", "soil")[i % 3]]), by(i, f"p{i % 4000}")) for i in range(10_000)]
    began = time.process_time()
    for vote, who in said:
        one.accept(vote, who)
    one.results(ANYONE)
    assert time.process_time() - began < 0.1
