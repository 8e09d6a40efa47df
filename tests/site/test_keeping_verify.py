"""`manage.py verify` finds each thing that should not be, and nothing where all is right."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from events.models import ConclusionsPage
from live.conclude import conclude
from live.models import Entry, Room, Seat
from live.registration import actions
from live.registration.models import Places
from plenaria.demo.voices import Said, Voice, speak
from sessions.models import SessionPage, Slot
from sessions.queries import source
from tests.live.conftest import POLL, a_room

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.services]


@pytest.fixture
def room(ada: Any) -> Any:
    """A room whose closed poll is published, in a session with one place taken."""
    found = a_room("KEAAT7")
    said = [Said(Voice(name, "room"), POLL, "vote", {"choices": [one]}) for name, one in (("ben", "a"), ("rosa", "b"))]
    speak(found, [Said(None, POLL, "open"), *said, Said(None, POLL, "close")], script="x")
    conclude(room=found, by=ada).get_latest_revision().publish()
    SessionPage.objects.filter(translation_key=found.session).update(registers=True)
    actions.register(session=found.session, mode="remote", name="Ana", email="ana@example.org")
    return found


def verified() -> tuple[str, list[str]]:
    """What `verify` prints, and the faults in it; with faults it ends with 1."""
    out = StringIO()
    try:
        call_command("verify", stdout=out)
    except CommandError as error:
        return out.getvalue(), out.getvalue().splitlines()[2:] if error.returncode == 1 else []
    return out.getvalue(), []


def test_all_is_right_and_told_in_a_table(room: Any) -> None:
    text, faults = verified()
    assert faults == []
    assert text.splitlines()[1].split() == ["KEAAT7", "7", "2", "2", "0", "1", "agrees"]
    assert text.splitlines()[2] == "1 rooms, 1 sessions in the timetable, 1 counts of places"
    out = StringIO()
    call_command("verify", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["right"], told["faults"], told["rooms"][0]["published"]) == (True, [], 1)


def forged(room: Any) -> None:
    page = ConclusionsPage.objects.get()
    raw = page.body.get_prep_value()
    next(one for one in raw if one["type"] == "tally")["value"]["value"]["options"][0]["counts"]["room"] = 7
    page.body = page._meta.get_field("body").to_python(raw)
    ConclusionsPage.objects.filter(pk=page.pk).update(body=page.body)


def without_room(room: Any) -> None:
    Entry.objects.all().delete()
    Seat.objects.all().delete()
    Room.objects.all().delete()


def moved(room: Any) -> None:
    event = Slot.objects.get(session=room.session).event
    event.start += timedelta(hours=1)
    event.save()


FAULTS: list[tuple[Callable[[Any], Any], str]] = [
    (forged, "is not what the log says"),
    (lambda room: Entry.objects.filter(verb="vote").update(body={"choices": ["a"]}), "is not what the log says"),
    (lambda room: Entry.objects.filter(seq=5).delete(), "6 entries stand at the places 1 to 7; some are missing"),
    (lambda room: Entry.objects.filter(seq=7).delete(), "its log ends at 6, its row says 7"),
    (lambda room: Room.objects.update(seq=9), "its log ends at 7, its row says 9"),
    (lambda room: Entry.objects.filter(seq=3).update(at=F("at") + 99), "time goes back in its log, at 4"),
    (lambda room: Room.objects.update(at=1.0), "time goes back in its log, at its end"),
    (without_room, "is published and has no room"),
    (without_room, "Votes of the room KEAAT7 are published, and there is no such room"),
    (moved, "the calendar does not say what its page says"),
    (lambda room: Slot.objects.update(event=None), "the calendar does not say what its page says"),
    (lambda room: SessionPage.objects.update(live=False), "the calendar does not say what its page says"),
    (
        lambda room: SessionPage.objects.filter(pk=source(room.session).pk).update(minutes=7),
        "the calendar does not say",
    ),
    (lambda room: Places.objects.update(taken=2), "2 places are counted as taken, 1 are confirmed"),
]


@pytest.mark.parametrize(("break_it", "sentence"), FAULTS)
def test_each_fault_is_told_and_ends_with_1(room: Any, break_it: Callable[[Any], Any], sentence: str) -> None:
    break_it(room)
    text, faults = verified()
    assert any(sentence in fault for fault in faults), text


def test_a_log_that_cannot_be_folded_is_told_too(room: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(info: Any) -> Any:
        raise KeyError("setup")

    monkeypatch.setattr("plenaria.upkeep.keeping.verify.recount", broken)
    assert verified()[1][-1] == "Room KEAAT7: its log cannot be counted again: KeyError 'setup'."


def test_restoring_tells_of_a_published_number_that_the_log_does_not_give(room: Any, tmp_path: Path) -> None:
    forged(room)
    call_command("backup", tmp_path / "kept.zip")
    out = StringIO()
    with pytest.raises(CommandError) as end:
        call_command("restore", tmp_path / "kept.zip", replace=True, stdout=out)
    assert end.value.returncode == 1
    assert f"the vote {POLL} is not what the log says" in out.getvalue()
