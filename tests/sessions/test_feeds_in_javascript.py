"""A second parser reads our feed as the first: ical.js, in node. A suite of its own: `./dev test -m javascript`."""

import json
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest

from tests import factories

READER = Path(__file__).with_name("read_calendar.mjs")
LIBRARY = Path(__file__).parents[1] / "node_modules" / "ical.js"
READY = bool(shutil.which("node")) and LIBRARY.is_dir()
MISSING = "ical.js is missing: install nodejs and npm, then run npm ci --prefix tests."

pytestmark = [pytest.mark.django_db, pytest.mark.javascript]


def read_by_ical_js(content):
    """What node says of a calendar file."""
    assert READY, MISSING
    node = subprocess.run(["node", READER], input=content, capture_output=True, check=False)
    assert node.returncode == 0, node.stderr.decode()
    return json.loads(node.stdout)


def read_by_icalendar(content):
    book = icalendar.Calendar.from_ical(content)
    entries = [
        {
            "uid": str(entry["UID"]),
            "summary": str(entry["SUMMARY"]),
            "location": str(entry.get("LOCATION", "")) or None,
            "starts": instant(entry.start),
            "ends": instant(entry.end),
            "zone": entry["DTSTART"].params.get("TZID", "UTC"),
            "sequence": int(entry["SEQUENCE"]),
            "status": str(entry["STATUS"]),
            "modified": instant(entry["LAST-MODIFIED"].dt),
        }
        for entry in book.walk("VEVENT")
    ]
    return {"method": str(book["METHOD"]), "entries": entries}


def instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"


def test_two_parsers_of_two_languages_read_the_same_feed(client):
    forum = factories.a_forum()
    factories.a_session(forum, title="Mesa; con, signos\\n y ñandú", venue=factories.a_venue(name="Sala 3"))
    for zone in ("Europe/Madrid", "America/Santiago", "America/Asuncion", "America/Mexico_City", "UTC"):
        for month in (1, 7):
            factories.a_session(forum, title=f"{zone} {'muy ' * 30}larga", zone=zone, day=date(2027, month, 10))
    table = factories.a_session(forum, title="Cancelada", mode="remote", platform="jitsi")
    table.status = "cancelled"
    table.save_revision().publish()
    content = client.get("/calendar/feed.ics").content
    ours, theirs = read_by_icalendar(content), read_by_ical_js(content)
    assert theirs == ours
    assert len(theirs["entries"]) == 12
    assert [entry["status"] for entry in theirs["entries"] if entry["summary"] == "Cancelada"] == ["CANCELLED"]


def test_the_files_of_a_session_and_of_an_event_are_read_alike(client):
    table = factories.a_session()
    for address in (f"session/{table.translation_key}.ics", f"event/{table.event.translation_key}.ics"):
        content = client.get(f"/calendar/{address}").content
        assert read_by_ical_js(content) == read_by_icalendar(content)
