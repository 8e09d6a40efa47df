"""The format of an activity is taken away: it is told as not available, kept, and comes back whole."""

import uuid

import pytest
from django.urls import reverse
from django.utils import translation

from live import log
from live.apart.line import HOUSE
from live.conclude import conclude
from live.history import fold_all
from live.models import Entry
from live.queries import RoomInfo
from live.wire.to_room import ROOM
from tests.live.conftest import POLL, publish_again
from tests.live.test_conclude import said
from tests.live.test_exports import GONE, gone  # noqa: F401  (a room with such an activity)

pytestmark = pytest.mark.django_db(transaction=True)

SENTENCE = "Not available here"


def english(name: str, *args: str) -> str:
    with translation.override("en"):
        return reverse(name, args=args)


def test_phone_and_desk_say_so_and_the_desk_says_which(gone, client, max):  # noqa: F811
    person = client.get(english("live_room", gone.code)).content.decode()
    assert SENTENCE in person
    assert "You can take part in the other activities." in person
    client.force_login(max)
    desk = client.get(english("live_desk", gone.code)).content.decode()
    assert SENTENCE in desk
    assert "The format of this activity, gone, is not installed here" in desk


def test_the_projector_says_so_when_it_is_on_stage(gone, client):  # noqa: F811
    stage = log.Draft(gone.id, ROOM, "desk", log.by_house(), "stage", {"activity": GONE}, uuid.uuid4())
    log.append([stage])
    page = client.get(english("live_screen", gone.code, gone.screen_key)).content.decode()
    assert page.index("De antes") < page.index(SENTENCE)


def test_the_record_does_not_say_that_it_did_not_count(gone, client):  # noqa: F811
    page = client.get(english("live_record", gone.code)).content.decode()
    assert page.count("Kept, not available here") == 2
    assert "Not counted" not in page


def test_its_conclusions_are_a_line_that_says_so(gone, edith):  # noqa: F811
    kinds = [(block.block_type, str(block.value)) for block in conclude(room=gone, by=edith).body]
    assert [kind for kind, _ in kinds] == ["heading", "words"]
    assert kinds[0][1] == "De antes"


def test_publishing_its_page_again_neither_closes_nor_changes_it(room: RoomInfo) -> None:
    said(room, POLL, "desk", "open")
    _forget(room, POLL)
    before = Entry.objects.count()
    publish_again(room, lambda raw: raw[0].update(type="gone", value={"title": "De antes", "deep": [1]}))
    assert Entry.objects.count() == before
    publish_again(room, lambda raw: raw.pop(0))
    assert [line.verb for line in log.read(room.id, by=HOUSE)][-1] == "retire", "control: off the page, it is retired"


def _forget(room: RoomInfo, activity: str) -> None:
    """The log as it was written while the other format was there."""
    for entry in Entry.objects.filter(room_id=room.id, activity=activity, verb="setup"):
        entry.body["setup"] |= {"format": "gone", "settings": {"deep": [1]}}
        entry.save()


def test_what_came_after_is_folded_as_before(gone):  # noqa: F811
    said(gone, POLL, "desk", "open")
    seq = said(gone, POLL, "p9", "vote", choices=["a"])
    assert fold_all(gone.id).verdict(seq).code == ""
