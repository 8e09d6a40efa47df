"""Downloads: what is written is read back as it was, nobody gets more than they may know, and no cell is a formula."""

import csv
import io
import json
import uuid
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from openpyxl import load_workbook

from live import log
from live.apart.line import HOUSE
from live.history import fold_all
from live.queries import RoomInfo
from live.reports import FORMULA, harmless
from plugins.contract import Sheet
from plugins.words import in_language
from tests.browser.payloads import ELEMENTS
from tests.live.conftest import POLL, QUESTIONS, a_room
from tests.live.test_conclude import said, told  # noqa: F401  (a meeting, as a fixture)
from tests.site.test_safety_exports import FORMULAS

pytestmark = pytest.mark.django_db(transaction=True)


def address(room: RoomInfo, name: str, activity: str = QUESTIONS, **more: str) -> str:
    return reverse(f"live_{name}", args=[room.code, activity, *more.values()])


def sheets(room: RoomInfo, activity: str) -> list[Sheet]:
    """What the format itself gives, folded here."""
    return [sheet for one in fold_all(room.id).activities[activity].rounds for sheet in one.format.sheets()]


def words(cell: Any) -> Any:
    return in_language(cell) if isinstance(cell, dict) else cell


def as_text(cell: Any) -> str:
    """A cell as CSV holds it."""
    cell = words(cell)
    if isinstance(cell, str):
        return harmless(cell)
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


@pytest.mark.parametrize("activity", [POLL, QUESTIONS])
def test_a_csv_file_is_read_back_as_the_format_gave_it(room, told, client, activity):  # noqa: F811
    found = sheets(room, activity)
    assert found
    for sheet in found:
        answer = client.get(address(room, "export_csv", activity, table=f"{sheet.name}-1"))
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert answer.content.startswith(b"\xef\xbb\xbf")
        head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
        with translation.override("es"):
            assert head == [translation.gettext(column) for column in sheet.columns]
            assert rows == [[as_text(cell) for cell in row] for row in sheet.rows]


@pytest.mark.parametrize("activity", [POLL, QUESTIONS])
def test_a_workbook_is_read_back_with_a_sheet_for_each_table(room, told, client, activity):  # noqa: F811
    found = sheets(room, activity)
    book = load_workbook(io.BytesIO(client.get(address(room, "export_xlsx", activity)).content))
    assert book.sheetnames == [f"{sheet.name}-1" for sheet in found]
    for sheet, read in zip(found, book.worksheets, strict=True):
        rows = [tuple("" if cell is None else cell for cell in row) for row in read.iter_rows(values_only=True)][1:]
        with translation.override("es"):
            assert rows == [tuple(words(cell) for cell in row) for row in sheet.rows]


def test_json_holds_rounds_and_sheets_and_where_the_record_is(room, told, client):  # noqa: F811
    found = json.loads(client.get(address(room, "export_json", POLL)).content)
    [turn] = found["rounds"]
    with translation.override("es"):
        assert turn["sheets"] == [
            {
                "name": sheet.name,
                "columns": [translation.gettext(column) for column in sheet.columns],
                "rows": [[words(cell) for cell in row] for row in sheet.rows],
            }
            for sheet in sheets(room, POLL)
        ]
    assert (found["activity"], found["format"], found["title"]) == (POLL, "polls", {"es": "¿Qué frena más?"})
    assert found["record"].endswith(reverse("live_record", args=[room.code]))
    assert "settings" not in turn


def test_the_desk_gets_the_settings_with_it(room, told, client, max):  # noqa: F811
    client.force_login(max)
    [turn] = json.loads(client.get(address(room, "export_json", POLL)).content)["rounds"]
    assert [option["id"] for option in turn["settings"]["options"]] == ["a", "b"]


def test_words_are_in_the_language_of_the_reader(room, told, client):  # noqa: F811
    table = f"{sheets(room, QUESTIONS)[0].name}-1"
    heads = {}
    for language in ("es", "en"):
        with translation.override(language):
            where = address(room, "export_csv", table=table)
        heads[language] = client.get(where).content.decode("utf-8-sig").splitlines()[0]
    assert heads["en"] == ",".join(sheets(room, QUESTIONS)[0].columns)


def test_no_cell_is_a_formula_and_none_is_lost(room, client):
    said(room, QUESTIONS, "desk", "open")
    for number, text in enumerate(FORMULAS):
        said(room, QUESTIONS, f"p{number}", "ask", text=text)
    table = sheets(room, QUESTIONS)[0]
    answer = client.get(address(room, "export_csv", table=f"{table.name}-1")).content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(answer, newline="")) for cell in row]
    assert {harmless(text) for text in FORMULAS} <= set(cells)
    assert [cell for cell in cells if cell[:1] in FORMULA | {"\t", "\r", "\n"}] == []
    book = load_workbook(io.BytesIO(client.get(address(room, "export_xlsx")).content))
    kinds = {cell.value: cell.data_type for row in book.active.iter_rows() for cell in row if cell.value is not None}
    assert {kinds.get(text, "lost") for text in FORMULAS if "\r" not in text} <= {"s", "inlineStr"}
    assert "f" not in kinds.values()


def test_the_page_shows_what_people_wrote_as_text(room, client):
    said(room, QUESTIONS, "desk", "open")
    for number, text in enumerate(ELEMENTS[:10]):
        said(room, QUESTIONS, f"p{number}", "ask", text=text)
    page = client.get(address(room, "export")).content.decode()
    assert [text for text in ELEMENTS[:10] if text in page or escape(text) not in page] == []


# ------------------------------------------------------------------ who may have what
def files(room: RoomInfo, activity: str) -> dict[str, str]:
    table = f"{sheets(room, activity)[0].name}-1"
    return {
        "page": address(room, "export", activity),
        "csv": address(room, "export_csv", activity, table=table),
        "xlsx": address(room, "export_xlsx", activity),
        "json": address(room, "export_json", activity),
        "entries": address(room, "export_entries", activity),
    }


def status(client: Any, room: RoomInfo, activity: str) -> dict[str, int]:
    return {name: client.get(where).status_code for name, where in files(room, activity).items()}


def test_of_a_draft_nobody_but_the_desk_gets_anything(client, max):
    room = a_room()
    assert set(status(client, room, POLL).values()) == {404}
    client.force_login(max)
    assert set(status(client, room, POLL).values()) == {200}


def test_results_that_are_not_shown_yet_are_downloaded_at_the_desk_alone(client, max):
    room = a_room(results="revealed")
    said(room, POLL, "desk", "open")
    said(room, POLL, "p1", "vote", choices=["a"])
    assert status(client, room, POLL) == {"page": 200, "csv": 404, "xlsx": 404, "json": 200, "entries": 200}
    found = json.loads(client.get(files(room, POLL)["json"]).content)
    assert found["rounds"] == [{"round": 1, "waits": True, "sheets": []}]
    client.force_login(max)
    assert set(status(client, room, POLL).values()) == {200}
    client.logout()
    said(room, POLL, "desk", "reveal")
    assert set(status(client, room, POLL).values()) == {200}


def test_entries_say_no_choice_no_name_and_nobody(room, told, client, max):  # noqa: F811
    def read() -> tuple[str, Any]:
        text = client.get(files(room, POLL)["entries"]).content.decode()
        return text, json.loads(text)

    text, found = read()
    votes = [one for one in found["entries"] if one["verb"] == "vote"]
    assert [set(one) for one in votes[:5]] == [{"entry", "at", "round", "verb", "role", "mode", "counted"}] * 5
    assert votes[-1]["refused"] == "closed"
    client.force_login(max)
    desk, _ = read()
    for one in (text, desk):
        assert "Nombre de" not in one
        assert "actor" not in one and "op_id" not in one
        assert '"choices"' not in one


def test_hidden_words_are_in_no_file_but_the_desk_s_entries(room, told, client, max):  # noqa: F811
    for where in files(room, QUESTIONS).values():
        assert b"Palabras ocultas" not in client.get(where).content
    client.force_login(max)
    assert b"Palabras ocultas" in client.get(files(room, QUESTIONS)["entries"]).content


def test_who_may_not_know_of_the_room_is_asked_for_a_code(client, room):
    assert client.get(reverse("live_export", args=["NADA24", POLL])).status_code == 404
    assert client.get(reverse("live_export", args=[room.code, "nada"])).status_code == 404


# ------------------------------------------------------------------ rounds, and formats that are gone
def test_each_round_is_a_table_of_its_own(room, client):
    said(room, POLL, "desk", "open")
    said(room, POLL, "p1", "vote", choices=["a"])
    said(room, POLL, "desk", "round")
    said(room, POLL, "p1", "vote", choices=["b"])
    name = sheets(room, POLL)[0].name
    one, two = (
        client.get(address(room, "export_csv", POLL, table=f"{name}-{number}")).content.decode("utf-8-sig")
        for number in (1, 2)
    )
    assert one != two
    found = json.loads(client.get(address(room, "export_json", POLL)).content)
    assert [turn["round"] for turn in found["rounds"]] == [1, 2]
    with translation.override("en"):
        where = address(room, "export", POLL)
    page = client.get(where).content.decode()
    assert page.index("Round 1") < page.index("Round 2")
    entries = json.loads(client.get(address(room, "export_entries", POLL)).content)["entries"]
    assert [one["round"] for one in entries if one["verb"] == "vote"] == [1, 2]


GONE = "gone-1"


@pytest.fixture
def gone(room: RoomInfo) -> RoomInfo:
    """A room with an activity of a format nobody here knows, in which somebody said something."""
    setup = {"format": "gone", "version": 3, "title": {"es": "De antes"}, "results": "live", "accepts": "anyone"}
    body = {"setup": setup | {"names": "name", "settings": {"deep": [1]}}, "place": 9}
    log.append([log.Draft(room.id, GONE, HOUSE, log.by_house(), "setup", body, uuid.uuid4())])
    said(room, GONE, "desk", "open")
    for actor, word in (("p1", "zeta"), ("p2", "alfa")):
        said(room, GONE, actor, "shout", word=word)
    return room


def test_of_a_format_that_is_gone_the_entries_are_kept(gone, client, max):
    where = {name: address(gone, f"export{name}", GONE) for name in ("", "_json", "_entries", "_xlsx")}
    assert {name: client.get(one).status_code for name, one in where.items()} == {
        "": 200, "_json": 200, "_entries": 200, "_xlsx": 404,
    }  # fmt: skip
    found = json.loads(client.get(where["_json"]).content)
    assert found["rounds"] == [{"round": 1, "lacks": "missing", "sheets": []}]
    public = json.loads(client.get(where["_entries"]).content)
    assert [one["verb"] for one in public["entries"]] == ["setup", "open", "shout", "shout"]
    assert "said" not in public and "counted" not in public["entries"][-1]
    client.force_login(max)
    desk = json.loads(client.get(where["_entries"]).content)
    assert desk["said"] == [{"verb": "shout", "body": {"word": "alfa"}}, {"verb": "shout", "body": {"word": "zeta"}}]
    assert [one.get("body") for one in desk["entries"] if one["verb"] == "shout"] == [None, None]


# ------------------------------------------------------------------ the ways there
def test_record_and_desk_lead_there(room, told, client, max):  # noqa: F811
    link = f'href="{address(room, "export", POLL)}"'
    assert link in client.get(reverse("live_record", args=[room.code])).content.decode()
    client.force_login(max)
    assert link in client.get(reverse("live_desk", args=[room.code])).content.decode()
