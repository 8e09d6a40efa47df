"""A small world with something behind every address: two sections, a room, conclusions in their workflow, files."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupPagePermission,
    Locale,
    Page,
    PageViewRestriction,
    Site,
    Task,
    UploadedFile,
    Workflow,
)
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from events.models import ConclusionsPage, Person, Territory
from live import log
from live.models import Entry, Seat
from live.queries import RoomInfo, room_of
from live.registration.actions import register
from live.seats import pseudonym
from sessions.models import SessionPage
from tests import cast, factories
from tests.live.ballots import a_setup, said
from tests.live.conftest import ACTIVITIES, POLL, QUESTIONS
from tests.live.rooms import house


@dataclass(frozen=True)
class World:
    """The cast by name (None is someone who is not signed in), the room, and the values of addresses' parameters.

    A value stands under `parameter`, or under `beginning of a name` + space + `parameter` where it differs there.
    """

    people: dict[str, Any]
    room: RoomInfo
    session: SessionPage
    values: dict[str, Any]


def make() -> World:
    """All of it, committed. Otto may do everything an editor may, in the other section alone."""
    event = factories.a_forum()
    line, other = factories.a_line(event), factories.a_line(event)
    begun = timezone.now() - timedelta(minutes=10)
    session = factories.a_session(
        line, starts=begun, activities=ACTIVITIES, join_address="https://meet.example/x", capacity_room=9
    )
    organisation = factories.an_organisation()
    speaker = factories.a_speaker(session, organisation=organisation).person
    room = room_of(session.translation_key)
    assert room is not None
    people = {
        "Nobody": None,
        "Ben": cast.ben(),
        "Max": cast.max_(),
        "Edith": cast.edith(),
        "Otto": _editor_of(other),
        "Ada": cast.ada(),
        "Sol": cast.sol(),
    }
    values = (
        _pages(session, line, other, event)
        | _files(people["Sol"])
        | _things(people, speaker)
        | _live(session, event, room)
    )
    return World(people, room, session, values)


def _editor_of(section: Page) -> Any:
    """An editor whose rights on pages begin at `section`."""
    group = Group.objects.create(name="Editors of the other line")
    group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "submit_translation"]))
    for verb in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=group, page=section, permission=Permission.objects.get(codename=verb, content_type__model="page")
        )
    return cast.person("Otto", groups=(group.name,))


def _pages(session: SessionPage, line: Page, other: Page, event: Page) -> dict[str, Any]:
    conclusions = ConclusionsPage(title="Conclusiones", live=False, locale=session.locale)
    session.add_child(instance=conclusions)
    conclusions.save_revision()
    flow = conclusions.get_workflow().start(conclusions, cast.person("Autora", groups=("Editors",)))
    source, _ = TranslationSource.update_or_create_from_instance(session)
    english = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en"))
    english.save_target()
    segment = StringSegment.objects.filter(source=source).first()
    restriction = PageViewRestriction.objects.create(page=other, restriction_type="password", password="una-clave")
    return {
        "page_id": session.pk,
        "page": session.pk,
        "pk": session.pk,
        "parent_page_id": line.pk,
        "page_to_move_id": session.pk,
        "destination_id": event.pk,
        "content_type_app_name": "programme",
        "content_type_model_name": "sessionpage",
        "app_label": "programme",
        "model_name": "sessionpage",
        "app_name": "taggit",
        "wagtailadmin_tag model_name": "tag",
        "revision_id": session.latest_revision_id,
        "wagtailadmin_api action_name": "unpublish",
        "wagtail_bulk_action app_label": "wagtailcore",
        "wagtail_bulk_action model_name": "page",
        "wagtail_bulk_action action": "delete",
        "wagtailadmin_pages:workflow_action page_id": conclusions.pk,
        "wagtailadmin_pages:collect_workflow_action_data page_id": conclusions.pk,
        "wagtailadmin_pages:confirm_workflow_cancellation page_id": conclusions.pk,
        "wagtailadmin_pages:workflow_preview page_id": conclusions.pk,
        "wagtailadmin_pages:workflow_history page_id": conclusions.pk,
        "action_name": "approve",
        "task_state_id": flow.current_task_state.pk,
        "workflow_state_id": flow.pk,
        "task_id": flow.current_task_state.task_id,
        "translation_source_id": source.pk,
        "translation_id": english.pk,
        "string_segment_id": segment.pk if segment else 0,
        "overridable_segment_id": 0,
        "mode": "",
        "wagtail_localize:submit_snippet app_label": "events",
        "wagtail_localize:submit_snippet model_name": "person",
        "wagtail_localize:snippets_api app_label": "events",
        "wagtail_localize:snippets_api model_name": "person",
        "page_view_restriction_id": restriction.pk,
        "wagtailcore_authenticate page_id": other.pk,
        "page_path": session.url.lstrip("/"),
        "event_duplicate page": event.pk,
    }


def _files(owner: Any) -> dict[str, Any]:
    picture = Image.objects.create(title="Foto", file=get_test_image_file(), uploaded_by_user=owner)
    document = Document.objects.create(title="Acta", file=ContentFile(b"Acta", name="acta.txt"), uploaded_by_user=owner)
    waiting = UploadedFile.objects.create(
        file=ContentFile(b"Acta", name="otra.txt"), uploaded_by_user=owner, for_content_type=None
    )
    shut = Collection.get_first_root_node().add_child(name="Reservado")
    restriction = CollectionViewRestriction.objects.create(
        collection=shut, restriction_type="password", password="una-clave"
    )
    return {
        "restriction_id": restriction.pk,
        "image_id": picture.pk,
        "wagtailimages_chooser pk": picture.pk,
        "wagtailadmin_api:images pk": picture.pk,
        "filter_spec": "original",
        "document_id": document.pk,
        "doc_id": document.pk,
        "wagtaildocs_chooser pk": document.pk,
        "wagtailadmin_api:documents pk": document.pk,
        "uploaded_file_id": waiting.pk,
        "file": document.filename,
    }


def _things(people: dict[str, Any], speaker: Person) -> dict[str, Any]:
    collection = Collection.get_first_root_node().add_child(name="Fotos")
    workflow, task = Workflow.objects.first(), Task.objects.first()
    ben, editing = people["Ben"], Page.objects.last()
    seen = EditingSession.objects.create(
        user=people["Sol"], content_object=editing, last_seen_at="2030-01-01T00:00:00Z"
    )
    chosen = {
        "person": speaker,
        "organisation": speaker.organisation,
        "territory": Territory.objects.create(name="Quito"),
        "venue": factories.a_venue(),
    }
    snippets = {
        f"{kind}_events_{name} pk": one.pk
        for name, one in chosen.items()
        for kind in ("wagtailsnippets", "wagtailsnippetchoosers")
    }
    handles = {f"{name} handle": getattr(one, "handle", one.pk) for name, one in chosen.items()}
    return (
        snippets
        | handles
        | {
            "wagtailadmin_collections pk": collection.pk,
            "collection_id": collection.pk,
            "wagtailadmin_workflows pk": workflow.pk,
            "workflow_pk": workflow.pk,
            "page_pk": Page.objects.get(depth=2, slug="home").pk if Page.objects.filter(slug="home").exists() else 2,
            **{f"wagtailadmin_workflows:{name}_task pk": task.pk for name in ("edit", "disable", "enable")},
            "wagtailadmin_workflows:add_task app_label": "wagtailcore",
            "wagtailadmin_workflows:add_task model_name": "groupapprovaltask",
            "wagtailadmin_editing_sessions app_label": "wagtailcore",
            "wagtailadmin_editing_sessions model_name": "page",
            "object_id": editing.pk,
            "session_id": seen.pk,
            "redirect_id": Redirect.objects.create(old_path="/antes", redirect_link="/").pk,
            "wagtaillocales pk": Locale.objects.get(language_code="pt").pk,
            "wagtailsites pk": Site.objects.get().pk,
            "wagtailusers_users pk": ben.pk,
            "wagtailusers_groups pk": Group.objects.get(name="Moderators").pk,
            "wagtail_localize:submit_snippet pk": chosen["person"].pk,
            "wagtail_localize:snippets_api pk": chosen["person"].pk,
        }
    )


def _live(session: SessionPage, event: Page, room: RoomInfo) -> dict[str, Any]:
    place = register(session=session.translation_key, mode="room", name="Rosa", email="rosa@example.org")
    return {
        "code": room.code,
        "live_screen key": room.screen_key,
        "key": session.translation_key,
        "event_ key": event.translation_key,
        "embed_event key": event.translation_key,
        "event_url": f"http://testserver{event.url}",
        "activity": POLL,
        "live_export_csv table": "options-1",
        "live_ballots activity": _voted(room),
        "entry": _wrote(room, closed=False).barred_for.seq,
        "seat": _wrote(room, closed=True).pk,
        "token": place.link,
        "wagtailadmin_password token": "x-y",
        "uidb64": "MQ",
        "period": "2026-12-10",
        "calendar_week period": "2026-W50",
        "calendar_month period": "2026-12",
        "path": "nothing",
    }


def _voted(room: RoomInfo) -> str:
    """An activity whose secret vote was counted."""
    key = "secret-1"
    log.append([house(room.id, key, a_setup(), 9), said(room.id, "open", key), said(room.id, "close", key)])
    return key


def _wrote(room: RoomInfo, *, closed: bool) -> Any:
    """A seat from which something was written, closed for it or not."""
    seat = Seat(room_id=room.id, mode="remote", barred=closed)
    by = {"name": "", "role": "person", "mode": "remote", "trust": "open", "language": "es"}
    actor = pseudonym(room.secret, str(seat.key), QUESTIONS)
    (seq,) = log.append([log.Draft(room.id, QUESTIONS, actor, by, "ask", {"text": "¿Y?"}, uuid.uuid4())])
    seat.barred_for = Entry.objects.get(room_id=room.id, seq=seq)
    seat.save()
    return seat
