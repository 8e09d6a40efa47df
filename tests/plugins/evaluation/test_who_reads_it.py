"""Organisers read everything; others what is shown, and never so that it tells who answered what."""

from plugins.contract import Counts
from tests.plugins.evaluation.survey import DESK, PERSON, SCREEN, Survey

SECRET = "El sonido no se oía"


def answered(room=5, remote=5):
    """So many people in two ways; those far away give a 2, the others a 4."""
    survey = Survey()
    for mode, people, mark, pick in (("room", room, 4, "yes"), ("remote", remote, 2, "no")):
        for n in range(people):
            survey.says("answer", f"{mode}-{n}", mode, marks={"o1": mark}, picks={"o2": pick}, texts={"o4": SECRET})
    return survey


def test_by_mode_only_if_five_people_answered_in_each():
    survey = answered()
    assert survey.of("o1")["means"] == {"room": 40, "remote": 20}
    assert survey.of("o2")["options"]["yes"] == {"room": 5, "remote": 0, "assisted": 0, "votes": 5}
    few = answered(remote=4)
    assert few.of("o1")["means"] == {}
    assert few.of("o2")["options"]["no"] == {"untold": 4, "votes": 4}
    assert few.of("o1", DESK)["means"] == {"room": 40, "remote": 20}


def test_a_question_that_few_answered_is_not_split_though_many_took_part():
    survey = answered()
    survey.says("answer", "remote-0", "remote", marks={"o1": 2})
    assert survey.of("o1")["means"] == {"room": 40, "remote": 20}
    assert survey.of("o2")["options"]["no"] == {"untold": 4, "votes": 4}


def test_what_is_concluded_and_downloaded_is_split_no_further():
    survey = answered(remote=4)
    [section] = survey.format.conclude().sections
    means, again, heard = section.items
    assert means.options[0].scores == (3.1, 9)
    assert means.options[0].label == {"es": "¿Cómo estuvo organizada? (1–5)"}
    assert again.options[1].counts == Counts(untold=4)
    assert heard.voters == Counts()
    rows = {row[:3]: row[3:] for row in ((one[0], "", str(one[2]), *one[3:]) for one in survey.format.sheets()[0].rows)}
    assert rows[1, "", "2"] == (0, 0, 0, 4, 4, 9, 3.1)
    assert rows[4, "", ""] == (0, 0, 0, 9, 9, 9, "")


def test_a_text_is_the_desk_s_until_it_shows_it():
    survey = answered(room=1, remote=0)
    elsewhere = [survey.format.view(PERSON), survey.format.view(SCREEN), survey.format.results(PERSON)]
    assert SECRET not in f"{elsewhere}{survey.format.results(SCREEN)}{survey.format.conclude()}"
    assert [one["text"] for one in survey.format.view(DESK)["items"].values()] == [SECRET]
    questions, shown, every = survey.format.sheets()
    assert SECRET not in f"{questions}{shown}"
    assert (every.desk, every.rows[0][2:]) == (True, (SECRET, "es", "waiting"))

    survey.says("show_text", "desk", text="1-o4")
    assert survey.texts == [SECRET]
    statement = survey.format.conclude().sections[0].items[-1]
    assert (statement.text, statement.refs, statement.about) == (SECRET, (1,), ({"es": "¿Qué mejorarías?"},))
    assert statement.mode == "untold", "one person alone is told by the way of taking part"
    assert survey.format.sheets()[1].rows[0][2] == SECRET

    survey.says("hide_text", "desk", text="1-o4")
    assert survey.texts == []
    assert survey.says("show_text", "desk", text="9-o4") == "text"


def test_nobody_s_name_stands_beside_what_they_wrote():
    survey = answered(room=1, remote=0)
    survey.says("show_text", "desk", text="1-o4")
    every = [part(to) for to in (PERSON, SCREEN, DESK) for part in (survey.format.view, survey.format.results)]
    assert "Ben Soto" not in f"{every}{survey.format.conclude()}{survey.format.sheets()}"
