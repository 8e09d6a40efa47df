"""Questions without a room: who says what, and what came of it."""

import pytest

from live.questions.format import Questions
from live.questions.settings import Choice, QuestionsSettings
from live.questions.verbs import Ask
from plugins.contract import By, Refused, To

PERSON, DESK, SCREEN = To("person"), To("desk"), To("screen")

WATER, AIR = Choice({"es": "Agua"}, "water"), Choice({"es": "Aire"}, "air")
CITIZENS = Choice({"es": "Ciudadanía"}, "citizens")
LISTS = {"categories": [WATER, AIR], "affiliations": [CITIZENS]}


def by(seq, actor="ben", mode="room", role="person", name="Ben"):
    return By(seq, actor, name, role, mode, "open", "es", float(seq))


def asked(number=1, **said):
    """Questions 1 to `number`, all of Ben's."""
    one = Questions(QuestionsSettings(**said))
    for seq in range(1, number + 1):
        one.accept(Ask(f"Question {seq}"), by(seq))
    return one


def host(format, said, seq=50, actor="ada", name="Ada"):
    format.check(said)
    format.accept(said, by(seq, actor, role="host", name=name))


def code(format, said, who):
    """Why it is refused."""
    with pytest.raises(Refused) as caught:
        format.accept(said, who)
    return caught.value.code


def order(view):
    rows = view["items"].items()
    return [key for key, row in sorted(rows, key=lambda pair: (pair[1]["rank"], -pair[1]["votes"], int(pair[0])))]
