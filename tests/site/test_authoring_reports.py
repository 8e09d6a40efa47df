"""Reports of what was registered and of what nobody answered: numbers to editors, names to organisers alone."""

import csv
import io
import uuid
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from live import log
from live.queries import room_of
from live.registration.actions import cancel, register
from live.reports import harmless
from live.wire.to_room import ROOM
from sessions.models import SessionPage
from tests import cast, factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:get_connection"),
]
QUESTIONS = "5d2f7c1a-0b1e-4a57-8d55-0a9a4c1b7e11"
EVIL = '=HYPERLINK("https://evil.example","x")'
REPORTS = ("registrations_report", "people_report", "unanswered_report")


def a_session(parent: Any = None, **fields: Any) -> SessionPage:
    values = {"title": "Preguntas", "results": "live", "accepts": "anyone", "names": "name", "review": True}
    page = factories.session(**fields)
    block = {"type": "questions", "id": QUESTIONS, "value": values}
    page.activities = page._meta.get_field("activities").to_python([block])
    return factories.published(parent or factories.a_forum(), page)


@pytest.fixture
def registered(db) -> SessionPage:
    """Two people in the room, one of them gone again, one from afar with a formula for a name."""
    session = a_session(title="Mesa 1", capacity_room=20)
    key = session.translation_key
    register(session=key, mode="room", name="Rosa Quispe", email="rosa@example.org")
    gone = register(session=key, mode="room", name="Ben", email="ben@example.org")
    cancel(token=gone.link)
    register(session=key, mode="remote", name=EVIL, email="eva@example.org")
    return session


def exported(client: Any, name: str, **said: str) -> list[dict[str, str]]:
    response = client.get(reverse(name), {"export": "csv", **said})
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


TABLE = """
                     anonymous ben  max  edith ada  sol
registrations_report no        no   no   yes   yes  yes
people_report        no        no   no   no    yes  yes
unanswered_report    no        no   no   yes   yes  yes
"""


def cells() -> list[tuple[str, str, bool]]:
    head, *lines = [line.split() for line in TABLE.splitlines() if line.strip()]
    return [(row[0], who, cell == "yes") for row in lines for who, cell in zip(head, row[1:], strict=True)]


@pytest.mark.parametrize("suffix", ["", "_results"])
@pytest.mark.parametrize(("report", "who", "expected"), cells())
def test_each_report_opens_for_whom_the_table_says(client, request, registered, report, who, expected, suffix):
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    for more in ({}, {"export": "csv"}, {"export": "xlsx"}):
        response = client.get(reverse(report + suffix), more)
        assert (response.status_code == 200) is expected


def test_the_menu_shows_each_report_to_those_who_may_open_it(client, ada, edith):
    shown = {}
    for user in (ada, edith):
        client.force_login(user)
        page = client.get(reverse("wagtailadmin_home")).content.decode()
        shown[user.first_name] = [reverse(name) in page for name in REPORTS]
    assert shown == {"Ada": [True, True, True], "Edith": [True, False, True]}


def test_registrations_are_counted_by_session_and_mode(client, edith, registered):
    client.force_login(edith)
    found = exported(client, "registrations_report")
    assert [list(row.values())[1:3] + list(row.values())[6:] for row in found] == [
        ["Mesa 1", "2026-12-10", "1", "20", "1"],
        ["Mesa 1", "2026-12-10", "1", "", "0"],
    ]
    page = client.get(reverse("registrations_report")).content.decode()
    assert "Rosa Quispe" not in page
    assert reverse("people_report") not in page


def test_the_queries_of_the_report_do_not_grow_with_its_sessions(client, ada, registered, django_assert_num_queries):
    client.force_login(ada)

    def queries() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(reverse("registrations_report"))
        return len(found)

    queries()
    one = queries()
    for _ in range(2):
        a_session(registered.event)
    assert queries() == one


def test_sessions_are_filtered_by_event_and_by_day(client, ada, registered):
    other = a_session(factories.a_forum(title="Otro foro"), title="Mesa 9", day=date(2027, 1, 9))
    client.force_login(ada)

    def titles(**said: str) -> set[str]:
        return {list(row.values())[1] for row in exported(client, "registrations_report", **said)}

    assert titles() == {"Mesa 1", "Mesa 9"}
    assert titles(event=str(other.event.pk)) == {"Mesa 9"}
    assert titles(last="2026-12-31") == {"Mesa 1"}
    assert titles(first="2026-12-31") == {"Mesa 9"}


def test_people_are_found_by_session_mode_status_and_name(client, ada, registered):
    client.force_login(ada)

    def names(**said: str) -> list[str]:
        return sorted(list(row.values())[1] for row in exported(client, "people_report", **said))

    assert names() == ["'" + EVIL, "Ben", "Rosa Quispe"]
    assert names(status="confirmed", mode="room") == ["Rosa Quispe"]
    assert names(q="quispe") == ["Rosa Quispe"]
    assert names(session=str(registered.translation_key), status="cancelled") == ["Ben"]
    shown = client.get(reverse("people_report"), {"session": str(registered.translation_key)})
    assert "Rosa Quispe" in shown.content.decode()


@pytest.fixture
def otto(db: None) -> Any:
    """Organises another event, and sees who registered for that one alone."""
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission

    other = a_session(factories.a_forum(title="Otro foro"), title="Mesa 9")
    register(session=other.translation_key, mode="room", name="Vera", email="vera@example.org")
    group = Group.objects.create(name="Otros")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_registration"]))
    right = Permission.objects.get(codename="change_page", content_type__model="page")
    GroupPagePermission.objects.create(group=group, page=other.event, permission=right)
    return cast.person("Otto", groups=("Otros",))


def test_who_organises_one_event_sees_the_people_of_no_other(client, otto, registered, asked):
    client.force_login(otto)
    assert [list(row.values())[1] for row in exported(client, "people_report")] == ["Vera"]
    assert {row_session(row) for row in exported(client, "registrations_report")} == {"Mesa 9"}
    assert exported(client, "unanswered_report") == []
    for name in REPORTS:
        page = client.get(reverse(name)).content.decode()
        assert "Rosa Quispe" not in page
        assert "Mesa 1" not in page
    client.get(reverse("people_report"), {"session": str(registered.translation_key)})


def row_session(row: dict[str, str]) -> str:
    return list(row.values())[1]


def test_no_cell_of_an_export_is_a_formula(client, ada, registered):
    client.force_login(ada)
    cells = [cell for row in exported(client, "people_report") for cell in row.values()]
    assert [cell for cell in cells if cell[:1] in set("=+-@\t\r")] == []
    response = client.get(reverse("people_report"), {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    kinds = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds[EVIL] == "s"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "＝1+1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert harmless(text) == "'" + text


def test_plain_words_stay_as_they_are():
    assert [harmless(text) for text in ("Rosa", "", "3-2", "a=b")] == ["Rosa", "", "3-2", "a=b"]


def said(session: SessionPage, actor: str, verb: str, activity: str = QUESTIONS, **body: Any) -> int:
    host = actor == "desk"
    by = {"name": actor, "role": "host" if host else "person", "mode": "remote"}
    by |= {"trust": "account" if host else "open", "language": "es"}
    room = room_of(session.translation_key)
    return log.append([log.Draft(room.id, activity, actor, by, verb, body, uuid.uuid4())])[0]


@pytest.fixture
def asked(db) -> SessionPage:
    """Five questions: one shown and joined, one answered, one hidden, one pinned, one that waits for the desk."""
    session = a_session(title="Mesa 1")
    said(session, "desk", "start", ROOM)
    said(session, "desk", "open")
    places = {
        text: str(said(session, "p1", "ask", text=text))
        for text in ("Visible", "Respondida", "Oculta", "Fija", "Espera")
    }
    for text in ("Visible", "Respondida", "Oculta"):
        said(session, "desk", "show", question=places[text])
    said(session, "p2", "upvote", question=places["Visible"])
    said(session, "desk", "answer", question=places["Respondida"], text="Sí.")
    said(session, "desk", "hide", question=places["Oculta"])
    said(session, "desk", "pin", question=places["Fija"])
    return session


def questions(client: Any) -> list[tuple[str, str]]:
    return [(list(row.values())[3], list(row.values())[4]) for row in exported(client, "unanswered_report")]


def test_questions_nobody_answered_are_listed_most_wanted_first(client, ada, asked):
    client.force_login(ada)
    assert questions(client) == [("Visible", "1"), ("Fija", "0"), ("Espera", "0")]


def test_what_waits_for_the_desk_is_not_shown_to_an_editor(client, edith, asked):
    client.force_login(edith)
    assert questions(client) == [("Visible", "1"), ("Fija", "0")]


def test_the_report_leads_to_record_and_desk(client, ada, edith, asked):
    room = room_of(asked.translation_key)
    desk = reverse("live_desk", args=[room.code])
    client.force_login(ada)
    page = client.get(reverse("unanswered_report")).content.decode()
    assert f"{reverse('live_record', args=[room.code])}?entry=5#e5" in page
    assert desk in page
    client.force_login(edith)
    assert desk not in client.get(reverse("unanswered_report")).content.decode()


def test_an_answer_leaves_the_report_at_once(client, ada, asked):
    client.force_login(ada)
    assert questions(client)[0] == ("Visible", "1")
    said(asked, "desk", "answer", question="5", text="Sí.")
    assert questions(client)[0] == ("Fija", "0")
