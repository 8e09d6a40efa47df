"""Priorities set up small, and people who speak to them."""

import pytest

from plugins.contract import By, Item, Refused, To
from plugins.priorities.format import Priorities
from plugins.priorities.settings import PrioritiesSettings, Proposal
from plugins.priorities.verbs import Begin, Compare, Give, GiveAsTable

PERSON, DESK, SCREEN = To("person"), To("desk"), To("screen")
NAMES = ("water", "air", "soil", "bus")


def by(seq, actor, mode="room", voice=""):
    return By(seq, actor, "", "person", mode, "open", "es", float(seq), voice)


def host(seq):
    return By(seq, "ada", "", "host", "room", "account", "es", float(seq))


def priorities(names=NAMES, **said):
    return Priorities(PrioritiesSettings(proposals=[Proposal({"es": name}, name) for name in names], **said))


def given(*texts):
    """Items as tables give them, each from the entry that wrote it."""
    return tuple(Item(f"n{at}", {"es": text}, (at,)) for at, text in enumerate(texts, 1))


def by_table(**said):
    one = Priorities(PrioritiesSettings(voice="table", **said))
    one.take(given("Agua", "Aire", "Suelo"))
    return one


def gives(one, seq, actor, mode="room", **dots):
    one.accept(Give(dots), by(seq, actor, mode))


def sends(one, seq, actor, voice, **dots):
    one.accept(GiveAsTable(dots), by(seq, actor, voice=voice))


def begins(one, seq, actor, mode="room", voice=""):
    one.accept(Begin(), by(seq, actor, mode, voice))


def compares(one, seq, actor, better="", *, equal=False, turn=None, voice=""):
    turn = turn or one.mine(actor)["turn"]
    one.accept(Compare(turn, better, equal), by(seq, actor, voice=voice))


def pair_of(one, actor):
    mine = one.mine(actor)
    return mine["one"]["id"], mine["other"]["id"]


def scores(one):
    return {id: row["score"] for id, row in one.results(PERSON)["proposals"].items()}


def ranked(one):
    return [item.id for item in one.items()]


def refused(one, said, code, who=None):
    """It is refused by this code and changes nothing; what it was told is given back."""
    before = (one.view(DESK), one.results(DESK), one.items())
    with pytest.raises(Refused) as caught:
        one.accept(said, who or by(99, "ben"))
    assert (caught.value.code, one.view(DESK), one.results(DESK), one.items()) == (code, *before)
    return caught.value
