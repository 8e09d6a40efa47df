"""Quito's workshop of nine tables, as it was played through the real door: from a note to the commitment and back."""

import json
import re
from typing import Any

import pytest
from django.urls import reverse

from events.conclusions import findings
from events.models import CommitmentPage, ConclusionsPage
from live.history import fold_all
from live.models import Entry
from live.queries import room_by_code
from plenaria.demo import played
from plenaria.demo.quito_notes import NOTES, TO_PLENARY
from plenaria.demo.quito_play import PEOPLE, WITHOUT_DEVICE
from plenaria.demo.quito_tables import FIRST, ROOM_TABLES, TABLES

pytestmark = pytest.mark.usefixtures("demo")

CODE = "EE18PJ"


@pytest.fixture
def conclusions(demo: Any) -> ConclusionsPage:
    return ConclusionsPage.objects.get(url_path__endswith="/eugenio-espejo/conclusiones/")


def test_150_people_at_nine_tables_in_three_modes(demo):
    room = room_by_code(CODE)
    assert room is not None
    sat = Entry.objects.filter(room=room.id, verb="sit")
    modes = [by["mode"] for by in sat.values_list("by", flat=True)]
    assert len({body["table"] for body in sat.values_list("body", flat=True)}) == 9
    assert modes.count("room") + modes.count("remote") + ROOM_TABLES * WITHOUT_DEVICE == PEOPLE == 150
    assert min(modes.count("room"), modes.count("remote")) > 40
    assert Entry.objects.filter(room=room.id, verb="write", body__aloud=True).count() == sum(one.aloud for one in NOTES)


def test_everything_that_was_said_counted_and_the_recording_is_the_log(demo):
    room = room_by_code(CODE)
    assert room is not None
    replica = fold_all(room.id)
    assert [replica.activities[one].refused for one in (TABLES, FIRST)] == [0, 0]
    told = json.loads(played.RECORDING.read_text(encoding="utf-8"))
    log = Entry.objects.filter(room=room.id, seq__gte=told["base"]).order_by("seq")
    assert [list(row) for row in log.values_list("activity", "verb", "body")] == [
        [activity, verb, body] for activity, _who, _by, verb, body in told["entries"]
    ]


def test_a_note_can_be_followed_to_the_conclusion_the_commitment_and_its_late_milestone(client, conclusions):
    [first, *_] = findings(conclusions, "es")
    [voice] = first.voices
    note = next(one for one in NOTES if (one.table, one.axis, one.pillar) == (4, 4, 1))
    assert voice.text == note.text
    assert voice.about[0] == "Mesa 4"
    record = client.get(voice.link.partition("#")[0])
    entry = voice.seqs[0]
    row = re.search(rf'<li id="e{entry}">.*?</li>', record.content.decode(), re.DOTALL)
    assert row
    assert note.text in row[0]
    promise = CommitmentPage.objects.get(code="Q4")
    assert f'href="{promise.url}"' in client.get(conclusions.url).content.decode()
    page = client.get(promise.url).content.decode()
    assert f"{conclusions.url}#c1" in page
    assert 'data-phase="late"' in page


def test_what_went_to_the_plenary_stands_in_the_conclusions_and_each_table_had_one_voice(conclusions):
    said = [voice for finding in findings(conclusions, "es") for voice in finding.voices]
    assert len(said) == len(TO_PLENARY)
    assert {voice.about[0] for voice in said} == {f"Mesa {number}" for number in range(1, 10)}
    [vote] = [vote for finding in findings(conclusions, "es") for vote in finding.votes]
    assert vote.voters.total == 9
    assert all(line.origins for line in vote.lines)


def test_the_recording_fits_no_room_that_has_gone_on(demo):
    room = room_by_code("QT15UM")
    assert room is not None
    with pytest.raises(ValueError, match="where the recording"):
        played.play_back(room, start=0)


def test_the_downloads_of_the_room_keep_table_axis_pillar_mode_and_note(client):
    page = client.get(reverse("live_record", args=[CODE])).content.decode()
    [link] = set(re.findall(rf'href="([^"]*{TABLES}[^"]*)"', page))
    shown = client.get(link).content.decode()
    csv = next(one for one in re.findall(r'href="([^"]*csv[^"]*)"', shown) if "notes" in one)
    text = b"".join(client.get(csv.replace("&amp;", "&"))).decode("utf-8-sig")
    row = next(line for line in text.splitlines() if NOTES[20].text in line)
    for cell in ("4", "Movilidad sostenible", "Transparencia"):
        assert cell in row


def test_its_conclusions_are_the_origin_of_commitments(conclusions):
    assert CommitmentPage.objects.filter(origins__conclusions=conclusions).exists()
