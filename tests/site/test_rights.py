"""Who may do what, as a table: seven people, every door."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from events.models import ConclusionsPage, EventPage
from live.queries import room_of
from live.rules import may_moderate
from plenaria.home.models import HomePage
from sessions.models import SessionPage
from tests import cast

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:get_connection"),  # Wagtail 8.0 mails through what Django 6.1 calls old
]

PEOPLE = {"anonymous": None, "Ben": cast.ben, "Max": cast.max_, "Edith": cast.edith, "Ada": cast.ada, "Sol": cast.sol}

TABLE = """
                        anonymous  Ben  Max  Edith  Ada  Sol
open the editor         -          -    -    yes    yes  yes
edit an event           -          -    -    yes    yes  yes
add a session           -          -    -    yes    yes  yes
publish a session       -          -    -    -      yes  yes
edit conclusions        -          -    -    yes    yes  yes
submit conclusions      -          -    -    yes    yes  yes
approve conclusions     -          -    -    yes    yes  yes
add a person            -          -    -    -      yes  yes
add a user              -          -    -    -      -    yes
draw up conclusions     -          -    -    yes    yes  yes
moderate a room         -          -    yes  -      yes  yes
open the desk           -          -    yes  -      yes  yes
"""


def rows() -> list[tuple[str, str, bool]]:
    """(door, person, whether it opens) for every cell."""
    head, *lines = [line for line in TABLE.splitlines() if line.strip()]
    people = head.split()
    return [
        (line[:24].strip(), person, cell == "yes")
        for line in lines
        for person, cell in zip(people, line[24:].split(), strict=True)
    ]


@pytest.fixture
def session(db) -> SessionPage:
    home = HomePage.objects.first()
    event = home.add_child(
        instance=EventPage(title="Foro", first_day=date(2030, 1, 1), zone="America/Bogota", locale=home.locale)
    )
    page = SessionPage(title="Mesa", day=date(2030, 1, 1), begins=time(15), zone="America/Bogota", locale=home.locale)
    event.add_child(instance=page)
    page.save_revision().publish()
    return page


def conclusions_of(session: SessionPage) -> ConclusionsPage:
    page = ConclusionsPage(title="Conclusiones", live=False, locale=session.locale)
    session.add_child(instance=page)
    page.save_revision()
    return page


def form_of(page: Page, **more: str) -> dict[str, Any]:
    """The least a conclusions page is posted with."""
    fields = {"title": page.title, "slug": page.slug, "introduction": rich_text("<p>Uno</p>"), **more}
    return nested_form_data({**fields, "body": streamfield([]), "comments": inline_formset([])})


def opens(client: Client, door: str, session: SessionPage, user: Any) -> bool:
    """Whether a door really opened: by its effect where it has one, else by what is shown."""
    event = EventPage.objects.get()
    match door:
        case "open the editor":
            return client.get(reverse("wagtailadmin_home")).status_code == 200
        case "edit an event":
            return client.get(reverse("wagtailadmin_pages:edit", args=[event.pk])).status_code == 200
        case "add a session":
            address = reverse("wagtailadmin_pages:add", args=["programme", "sessionpage", event.pk])
            return client.get(address).status_code == 200
        case "publish a session":
            session.unpublish()
            if user is None:
                return False
            return session.permissions_for_user(user).can_publish()
        case "edit conclusions":
            page = conclusions_of(session)
            client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, title="Otro"))
            return Page.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Otro"
        case "submit conclusions":
            page = conclusions_of(session)
            client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, **{"action-submit": "1"}))
            return ConclusionsPage.objects.get(pk=page.pk).current_workflow_state is not None
        case "approve conclusions":
            page = conclusions_of(session)
            state = page.get_workflow().start(page, cast.person("Otra", groups=("Editors",)))
            client.post(
                reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk]),
                {"comment": "De acuerdo"},
            )
            return ConclusionsPage.objects.get(pk=page.pk).live
        case "add a person":
            return client.get(reverse("wagtailsnippets_events_person:add")).status_code == 200
        case "add a user":
            return client.get(reverse("wagtailusers_users:add")).status_code == 200
        case "draw up conclusions":
            client.post(reverse("live_conclude", args=[room_of(session.translation_key).code]))
            return ConclusionsPage.objects.exists()
        case "moderate a room":
            from django.contrib.auth.models import AnonymousUser

            return may_moderate(user or AnonymousUser(), room_of(session.translation_key))
        case "open the desk":
            address = reverse("live_desk", args=[room_of(session.translation_key).code])
            return client.get(address).status_code == 200
    raise AssertionError(door)


@pytest.mark.parametrize(("door", "person", "expected"), rows())
def test_every_door_opens_for_whom_the_table_says(client, session, door, person, expected):
    user = PEOPLE[person]() if PEOPLE[person] else None
    if user:
        client.force_login(user)
    assert opens(client, door, session, user) is expected


def test_a_right_taken_away_closes_the_door_at_once(client, session, ada):
    room = room_of(session.translation_key)
    assert may_moderate(ada, room)
    ada.groups.clear()
    assert not may_moderate(type(ada).objects.get(pk=ada.pk), room)


def test_the_groups_of_the_first_migration_have_these_rights_and_no_more():
    from django.contrib.auth.models import Group

    assert {
        group.name: (
            sorted(group.permissions.values_list("codename", flat=True)),
            sorted(group.page_permissions.values_list("permission__codename", flat=True)),
        )
        for group in Group.objects.all()
    } == {
        "Moderators": (["moderate_room"], []),
        "Editors": (["access_admin", "submit_translation"], sorted(["add_page", "change_page"] * HOMES)),
        "Organisers": (
            sorted(
                ["access_admin", "moderate_room", "submit_translation", "view_registration"]
                + [
                    f"{verb}_{noun}"
                    for verb in ("add", "change", "delete")
                    for noun in ("organisation", "person", "territory", "venue")
                ]
            ),
            sorted(["add_page", "change_page", "publish_page"] * HOMES),
        ),
    }


HOMES = 4  # one a language, each with the same rights below it


def test_an_unknown_room_cannot_be_concluded(client, ada):
    client.force_login(ada)
    assert client.post(reverse("live_conclude", args=["ZZZZZZ"])).status_code == 404
