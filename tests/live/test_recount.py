"""`manage.py recount`: the log is folded from nothing and held against what was published."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from events.models import ConclusionsPage
from live.conclude import conclude
from live.models import Entry
from plenaria.demo.voices import Said, Voice, speak
from tests.live.conftest import POLL, a_room

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]

BEN, ROSA = Voice("ben", "room"), Voice("rosa", "remote")


@pytest.fixture
def room() -> Any:
    """A poll in which Ben votes twice and Rosa once, one of them too late."""
    found = a_room()
    vote = [Said(BEN, POLL, "vote", {"choices": [one]}) for one in ("a", "b")]
    late = Said(ROSA, POLL, "vote", {"choices": ["a"]})
    speak(found, [Said(None, POLL, "open"), *vote, Said(None, POLL, "close"), late], script="x")
    return found


def recounted(code: str) -> Any:
    out = StringIO()
    call_command("recount", code, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_entries_are_counted_from_nothing(room: Any) -> None:
    assert recounted(room.code)[POLL] == {"entries": 6, "accepted": 2, "refused": 1, "tally": {"a": 0, "b": 1}}


def test_it_agrees_with_what_was_published_also_after_a_new_round(room: Any, ada: Any) -> None:
    conclude(room=room, by=ada).get_latest_revision().publish()
    speak(room, [Said(None, POLL, "round"), Said(ROSA, POLL, "vote", {"choices": ["a"]})], script="y")
    assert recounted(room.code)[POLL]["tally"] == {"a": 1, "b": 0}


def test_a_published_number_that_the_log_does_not_give_is_told_and_exits_1(room: Any, ada: Any) -> None:
    conclude(room=room, by=ada).get_latest_revision().publish()
    page = ConclusionsPage.objects.get()
    raw = page.body.get_prep_value()
    next(one for one in raw if one["type"] == "tally")["value"]["value"]["options"][0]["counts"]["room"] = 7
    page.body = page._meta.get_field("body").to_python(raw)
    ConclusionsPage.objects.filter(pk=page.pk).update(body=page.body)
    told = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("recount", room.code, stdout=StringIO(), stderr=told)
    assert end.value.code == 1
    assert POLL in told.getvalue()


def test_a_missing_entry_is_told_too(room: Any, ada: Any) -> None:
    conclude(room=room, by=ada).get_latest_revision().publish()
    Entry.objects.filter(room_id=room.id, verb="vote", body={"choices": ["b"]}).update(body={"choices": ["a"]})
    with pytest.raises(SystemExit):
        call_command("recount", room.code, stdout=StringIO(), stderr=StringIO())


def test_an_unknown_code_is_a_sentence() -> None:
    with pytest.raises(CommandError, match=r"There is no room 'NADA24'\. Check the code and try again\."):
        call_command("recount", "NADA24")
