"""The other ways to vote: what each takes, refuses, and makes of it."""

import msgspec
import pytest

from live.polls.format import Polls, PollSettings
from live.polls.settings import Choice
from live.polls.verbs import HideAnswer, Place, Rank, Rate, Share, ShowAnswer, Withdraw, Write
from plugins.contract import By, Item, Refused, To

ANYONE, DESK = To("person"), To("desk")


def by(seq, actor, mode="room", name=""):
    return By(seq, actor, name, "person", mode, "open", "es", float(seq))


def poll(kind, **said):
    options = [Choice({"es": name}, name) for name in ("water", "air", "soil")]
    return Polls(PollSettings(kind=kind, options=[] if kind == "text" else options, **said))


def say(one, *bodies):
    for seq, body in enumerate(bodies, 1):
        one.accept(body, by(seq, f"p{seq}"))


def line(one, option):
    return one.results(ANYONE)["options"][option]


def refusal(one, said):
    before = one.results(DESK)
    with pytest.raises(Refused) as caught:
        one.accept(said, by(9, "ada"))
    assert one.results(DESK) == before
    return caught.value.code, caught.value.values


# ------------------------------------------------------------------ rating
def test_a_rating_tells_the_mean_of_those_who_gave_a_mark_and_their_spread():
    one = poll("rating")
    say(one, Rate({"water": 5, "air": 1}), Rate({"water": 4}), Rate({"water": 2}))
    assert line(one, "water") == {"votes": 3, "mean": 37, "at": {"1": 0, "2": 1, "3": 0, "4": 1, "5": 1}}
    assert (line(one, "air")["mean"], line(one, "soil")["mean"]) == (10, 0)
    assert one.mine("p1") == {"scores": {"water": 5, "air": 1}, "seq": 1}
    assert one.conclude().sections[0].items[0].options[0].scores == (3.7,)


def test_a_mark_off_the_scale_is_refused():
    one = poll("rating")
    assert refusal(one, Rate({"water": 6})) == ("off_scale", {"most": 5})
    assert refusal(one, Rate({"water": 0}))[0] == "off_scale"
    assert refusal(one, Rate({}))[0] == "nothing"
    assert refusal(one, Rate({"fire": 3}))[0] == "choice"


# ------------------------------------------------------------------ ranking
def test_a_ranking_gives_each_place_one_point_more_than_the_next():
    one = poll("ranking")
    say(one, Rank({"water": 1, "air": 2, "soil": 3}), Rank({"air": 1, "water": 2}), Rank({"water": 1}))
    points = {option: (line(one, option)["score"], line(one, option)["rank"]) for option in ("water", "air", "soil")}
    assert points == {"water": (5, 1), "air": (3, 2), "soil": (0, 3)}
    assert [line(one, option)["votes"] for option in ("water", "air", "soil")] == [2, 1, 0]


def test_options_with_the_same_points_stand_at_the_same_place():
    one = poll("ranking")
    say(one, Rank({"water": 1, "air": 2}), Rank({"air": 1, "water": 2}))
    assert [line(one, option)["rank"] for option in ("water", "air", "soil")] == [1, 1, 3]


def test_two_options_at_one_place_are_refused():
    one = poll("ranking")
    assert refusal(one, Rank({"water": 2, "air": 2})) == ("same_place", {"place": 2})
    assert refusal(one, Rank({"water": 4}))[0] == "off_scale"
    assert refusal(one, Rank({}))[0] == "nothing"


# ------------------------------------------------------------------ points
def test_points_are_shared_out_whole():
    one = poll("points")
    say(one, Share({"water": 60, "air": 40, "soil": 0}), Share({"water": 100}))
    assert [line(one, option) for option in ("water", "air", "soil")] == [
        {"votes": 2, "score": 160},
        {"votes": 1, "score": 40},
        {"votes": 0, "score": 0},
    ]
    assert (one.results(ANYONE)["total"], one.mine("p1")["points"]) == (200, {"water": 60, "air": 40})


def test_points_left_or_too_many_are_refused_with_how_many():
    one = poll("points")
    assert refusal(one, Share({"water": 90})) == ("points_left", {"given": 90, "left": 10, "whole": 100})
    assert refusal(one, Share({"water": 90, "air": 30})) == ("points_over", {"given": 120, "over": 20, "whole": 100})
    assert refusal(one, Share({"water": 120, "air": -20}))[0] == "below_nothing"


# ------------------------------------------------------------------ 2×2
def test_an_option_stands_where_people_placed_it_on_average():
    one = poll("grid")
    say(one, Place({"water": 1, "air": 5}, {"water": 5, "air": 4}), Place({"water": 2}, {"water": 4}))
    assert line(one, "water") == {"votes": 2, "across": 15, "up": 45, "down": 15}
    assert one.items()[0].id == "water"  # much for little
    assert one.mine("p2") == {"across": {"water": 2}, "up": {"water": 4}, "seq": 2}


def test_an_option_with_one_mark_alone_is_refused():
    one = poll("grid")
    assert refusal(one, Place({"water": 1}, {}))[0] == "half_placed"
    assert refusal(one, Place({"water": 1}, {"water": 6})) == ("off_scale", {"most": 5})
    assert refusal(one, Place({}, {}))[0] == "nothing"


# ------------------------------------------------------------------ written answers
def test_an_answer_that_waits_is_in_no_view_but_the_desks():
    one = poll("text", review=True)
    one.accept(Write("Canary"), by(4, "ben", name="Ben"))
    everybody = [one.view(To(side)) for side in ("person", "screen")] + [one.results(ANYONE)]
    assert "Canary" not in str([*everybody, one.conclude(), one.sheets(), one.items()])
    assert one.view(DESK)["items"]["4"]["state"] == "waiting"
    one.accept(ShowAnswer("4"), by(5, "host"))
    assert one.results(ANYONE)["items"]["4"]["text"] == "Canary"
    assert one.items() == (Item("4", {"es": "Canary"}, (4,)),)
    one.accept(HideAnswer("4"), by(6, "host"))
    assert "Canary" not in str([one.results(ANYONE), one.conclude(), one.sheets(), one.items()])


def test_an_answer_is_a_result_and_no_part_of_what_people_see_before():
    one = poll("text")
    one.accept(Write("Canary"), by(4, "ben"))
    assert "Canary" not in str([one.view(To(side)) for side in ("person", "screen")])


def test_a_second_answer_of_the_same_person_replaces_the_first_and_is_read_anew():
    one = poll("text", review=True)
    one.accept(Write("One"), by(4, "ben"))
    one.accept(ShowAnswer("4"), by(5, "host"))
    one.accept(Write("Two"), by(6, "ben"))
    assert list(one.view(DESK)["items"]) == ["6"]
    assert refusal(one, ShowAnswer("4"))[0] == "answer"
    assert one.results(ANYONE)["count"] == 0
    one.accept(Withdraw(), by(7, "ben"))
    assert one.view(DESK)["items"] == {}


def test_answers_out_of_the_ballot_box_have_one_entry_and_each_an_id_of_its_own():
    one = poll("text")
    for at in range(3):
        one.accept(Write(f"Answer {at}"), by(40, f"ballot:{at}", "untold"))
    assert len(one.results(ANYONE)["items"]) == 3


def test_the_desk_reads_first_what_waits():
    one = poll("text", review=True)
    for seq in range(1, 4):
        one.accept(Write(f"Answer {seq}"), by(seq, f"p{seq}"))
    one.accept(ShowAnswer("3"), by(5, "host"))
    items = one.view(DESK)["items"]
    assert sorted(items, key=lambda id: (items[id]["rank"], -items[id]["at"])) == ["2", "1", "3"]
    assert one.view(DESK)["waiting"] == 2


def test_show_and_hide_are_of_written_answers_alone():
    assert refusal(poll("rating"), ShowAnswer("4"))[0] == "answer"


# ------------------------------------------------------------------ what a phone pays
BALLOTS = {
    "choice": lambda ids: {"choices": [ids[0]]},
    "rating": lambda ids: {"scores": {ids[0]: 4, ids[1]: 2, ids[2]: 5, ids[3]: 3}},
    "ranking": lambda ids: {"places": {id: at for at, id in enumerate(ids, 1)}},
    "points": lambda ids: {"points": dict.fromkeys(ids, 25)},
    "grid": lambda ids: {"across": dict.fromkeys(ids, 2), "up": dict.fromkeys(ids, 4)},
    "text": lambda ids: {"text": "Una respuesta de unas ochenta letras, como las que la gente escribe de pie."},
}


@pytest.mark.parametrize("kind", BALLOTS)
def test_one_vote_among_two_thousand_changes_less_than_400_bytes(kind):
    from plugins.testing.page import difference

    ids = [f"a1b2c3{at:02}" for at in range(4)]
    one = Polls(PollSettings(kind=kind, options=[] if kind == "text" else [Choice({"es": id}, id) for id in ids]))
    verb = one.kind.verb

    def vote(at, shift):
        said = BALLOTS[kind](ids[shift:] + ids[:shift])
        one.accept(msgspec.convert(said, one.verbs[verb].body), by(at, f"p{at}", ("room", "remote")[at % 2]))

    def seen():
        return msgspec.json.decode(msgspec.json.encode({"view": one.view(ANYONE), "results": one.results(ANYONE)}))

    for at in range(2000):
        vote(at, at % 4)
    sizes = []
    for at in range(2000, 2008):
        before = seen()
        vote(at, at % 4)
        sizes.append(len(msgspec.json.encode(difference(before, seen()))))
    assert max(sizes) <= 400, sizes
    assert len(msgspec.json.encode(seen())) <= 64 * 1024


# ------------------------------------------------------------------ what is published of it
def test_conclusions_tell_the_measure_and_whether_the_quorum_was_reached():
    from events.conclusions import vote
    from events.frozen import Source, freeze, readable

    one = poll("rating", quorum=3)
    say(one, Rate({"water": 5, "air": 1}), Rate({"water": 4}))
    frozen = freeze(one.conclude().sections[0].items[0], Source("MESA77", "poll-1", "/live/MESA77/record/"))
    published = vote(frozen, "es")
    assert [[score for _name, score in line.measured] for line in published.lines] == [[4.5], [1.0], [0.0]]
    assert (published.quorum, published.reached) == (3, False)
    assert "4.5" in readable(frozen, "es")
