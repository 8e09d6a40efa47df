"""A room as a conversation over real sockets frames: join, ask, vote, moderate."""

import pytest

from tests.live.conftest import POLL, QUESTIONS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


async def test_a_vote_is_acknowledged_and_everybody_sees_the_tally(room, people):
    ada, ben, rosa = await people(room, "desk"), await people(room), await people(room)
    assert (await ada.says(POLL, "open"))["t"] == "ack"
    await ben.sees(lambda view: POLL in view["activities"])
    ack = await ben.says(POLL, "vote", choices=["a"])
    assert ack["t"] == "ack"
    await rosa.sees(lambda view: view["activities"][POLL]["results"]["options"]["a"]["votes"] == 1)
    assert ben.mine[POLL] == {"choices": ["a"], "seq": ack["seq"]}
    assert POLL not in rosa.mine
    assert rosa.gaps == ben.gaps == 0


async def test_a_question_is_asked_joined_pinned_answered_and_hidden(room, people):
    ada, ben, rosa = await people(room, "desk"), await people(room), await people(room)
    await ada.says(QUESTIONS, "open")
    asked = str((await ben.says(QUESTIONS, "ask", text="¿Quién responde?"))["seq"])

    def question(view):
        return view["activities"][QUESTIONS]["view"]["items"].get(asked, {})

    await rosa.sees(lambda view: question(view).get("text") == "¿Quién responde?")
    await rosa.says(QUESTIONS, "upvote", question=asked)
    await ben.sees(lambda view: question(view)["votes"] == 1)
    await ada.says(QUESTIONS, "pin", question=asked)
    await ben.sees(lambda view: question(view)["state"] == "pinned")
    await ada.says(QUESTIONS, "answer", question=asked, text="La Secretaría.")
    await ben.sees(lambda view: question(view)["answer"] == "La Secretaría.")
    await ada.says(QUESTIONS, "hide", question=asked)
    await rosa.sees(lambda view: not question(view))
    await ada.sees(lambda view: question(view)["state"] == "hidden")


async def test_the_projector_hears_the_stage_and_may_say_nothing(room, people):
    ada, wall = await people(room, "desk"), await people(room, "screen")
    await ada.says(POLL, "open")
    await ada.says("room", "stage", activity=POLL)
    await wall.sees(lambda view: view["room"]["stage"] == POLL and POLL in view["activities"])
    assert (await wall.says(POLL, "vote", choices=["a"]))["code"] == "not_allowed"


async def test_presence_counts_people_by_mode_and_no_desk(room, people):
    await people(room, "desk")
    ben = await people(room)
    frame = await ben.hears("people")
    assert frame == {"t": "people", "room": 0, "remote": 1, "assisted": 0}
