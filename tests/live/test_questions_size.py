"""A large room: two thousand people and five hundred questions. Views stay small, and a vote costs a line."""

import random

import msgspec
import pytest

from live.apart.publisher import diff
from live.questions.format import Questions
from live.questions.settings import Choice, QuestionsSettings
from live.questions.verbs import Ask, Hide, Merge, Upvote
from tests.live.questions import DESK, PERSON, SCREEN, by, host

PEOPLE, ASKED = 2000, 500
VIEW, PATCH = 64 * 1024, 400  # bytes: what a phone takes in a second, and what a vote may cost each phone
TEXT = "¿Quién responde si la propuesta número {} de una mesa se queda en un cajón? Pedimos un nombre."  # as people ask
LISTS = {
    name: [Choice(dict.fromkeys(("es", "en", "fr", "pt"), f"Participación ciudadana, lista {at}"), f"{name[:6]}{at:02}")
           for at in range(12)]
    for name in ("categories", "affiliations")
}  # fmt: skip


@pytest.fixture(scope="module")
def room():
    """Every third question is set aside, some are put together, and everybody joins ten."""
    one, chance = Questions(QuestionsSettings(**LISTS)), random.Random(7)
    for seq in range(1, ASKED + 1):
        said = Ask(TEXT.format(seq), f"catego{seq % 12:02}", f"affili{seq % 12:02}")
        one.accept(said, by(seq, f"person{seq}", name=f"Rosa María Quispe {seq}"))
    for person in range(PEOPLE):
        for question in chance.sample(range(1, ASKED + 1), 10):
            one.accept(Upvote(str(question)), by(1000 + person, f"person{person}"))
    for seq in range(5, 100, 5):
        host(one, Merge(str(seq), str(seq + 1)))
    for seq in range(3, ASKED, 3):
        if not one.questions[str(seq)].into:
            host(one, Hide(str(seq), "repeated"))
    return one


@pytest.mark.parametrize("side", [PERSON, DESK, SCREEN])
def test_a_view_is_smaller_than_64_kb(room, side):
    view = room.view(side)
    size = len(msgspec.json.encode(view))
    assert size <= VIEW, f"{size} bytes"
    assert len(view["items"]) == 100


def test_a_vote_costs_each_phone_a_line(room):
    sizes = []
    for seq, question in enumerate(list(room.view(PERSON)["items"])[:90:7], 10_000):
        before = room.view(PERSON)
        room.accept(Upvote(question), by(seq, f"late{seq}"))
        sizes.append(len(msgspec.json.encode(diff(before, room.view(PERSON)))))
    assert max(sizes) <= PATCH, f"{sizes} bytes"


def test_a_question_that_climbs_into_the_first_hundred_costs_no_more(room):
    last = list(room.view(PERSON)["items"])[-1]
    next_one = next(iter(room.more(PERSON, "items", last)))
    before = room.view(PERSON)
    for seq in range(20_000, 20_100):
        room.accept(Upvote(next_one), by(seq, f"late{seq}"))
    patch = diff(before, room.view(PERSON))
    assert next_one in patch["items"], "the climb was not measured"
    assert len(msgspec.json.encode(patch)) <= PATCH + len(TEXT.encode())
