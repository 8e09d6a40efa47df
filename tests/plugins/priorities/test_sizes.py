"""A large room: two thousand people, a hundred long proposals. Views stay small, and a ballot costs a line."""

import random
import time

import msgspec
import pytest

from live.apart.publisher import diff
from plugins.contract import Item
from plugins.priorities.format import Priorities
from plugins.priorities.settings import PrioritiesSettings, Proposal
from plugins.priorities.verbs import Compare, Give
from tests.plugins.priorities.cases import DESK, PERSON, SCREEN, begins, by, pair_of

PEOPLE, PROPOSALS = 2000, 100
VIEW, PATCH = 64 * 1024, 400  # bytes: what a phone takes in a second, and what a ballot may cost each phone
TEXT = "La participación híbrida debe llegar a quien no tiene aparato ni conexión, con personas que ayuden. "


def taken(text=TEXT * 8):
    return tuple(Item(f"{1000 + at}", {"es": f"{at} {text}"}, (1000 + at,)) for at in range(PROPOSALS))


def a_crowd(way):
    one, chance = Priorities(PrioritiesSettings(way=way)), random.Random(7)
    one.take(taken())
    ids = list(one.way.ids)
    for person in range(PEOPLE):
        actor, mode = f"person{person}", ("room", "remote", "assisted")[person % 3]
        if way == "dots":
            one.accept(Give(dict.fromkeys(chance.sample(ids, 5), 1)), by(2000 + person, actor, mode))
        else:
            begins(one, 2000 + person, actor, mode)
            for turn in range(1, 6):
                better = chance.choice(pair_of(one, actor))
                one.accept(Compare(turn, better), by(5000 + 10 * person + turn, actor, mode))
    return one


@pytest.fixture(scope="module", params=["dots", "pairs"])
def room(request):
    return a_crowd(request.param)


@pytest.mark.parametrize("side", [PERSON, DESK, SCREEN])
def test_a_view_and_its_results_are_smaller_than_64_kb(room, side):
    assert len(room.view(side)["proposals"]) == PROPOSALS
    for seen in (room.view(side), room.results(side), room.mine("person7")):
        assert len(msgspec.json.encode(seen)) <= VIEW


def test_the_words_of_four_languages_fit_too():
    words = {language: "Ω" * 140 for language in ("es", "en", "fr", "pt")}
    one = Priorities(PrioritiesSettings(proposals=[Proposal(words, f"p{at:07}") for at in range(PROPOSALS)]))
    assert len(msgspec.json.encode(one.view(PERSON))) <= VIEW
    assert one.items()[0].text == words


def seen(one):
    return {"view": one.view(PERSON), "results": one.results(PERSON)}


def said(one, seq):
    """One more ballot of five dots, or one more answer."""
    if one.settings.way == "dots":
        dots = dict.fromkeys(random.Random(seq).sample(list(one.way.ids), 5), 1)
        return one.accept(Give(dots), by(seq, f"late{seq}"))
    begins(one, seq, f"late{seq}")
    return one.accept(Compare(1, pair_of(one, f"late{seq}")[0]), by(seq, f"late{seq}"))


def test_a_ballot_costs_each_phone_a_line_where_results_show_live(room):
    sizes = []
    for seq in range(100_000, 100_020):
        before = seen(room)
        said(room, seq)
        sizes.append(len(msgspec.json.encode(diff(before, seen(room)))))
    assert max(sizes) <= PATCH, f"{sizes} bytes"


def test_a_ballot_folds_and_is_shown_in_a_moment(room):
    began = time.perf_counter()
    for seq in range(200_000, 200_050):
        said(room, seq)
        room.view(PERSON)
        room.results(PERSON)
    assert (time.perf_counter() - began) / 50 < 0.02  # seconds; 1 ms alone on this machine
