"""An event switches formats on: its sessions offer those and no others, and lose nothing that is on them."""

import json
from typing import Any

import pytest
from wagtail.admin.telepath import JSContext

from events.models import EventPage
from events.queries import offered_formats
from plugins import registry
from sessions.models import SessionPage
from tests import factories
from tests.live.conftest import ACTIVITIES
from tests.sessions.test_missing_format import edited

pytestmark = pytest.mark.django_db

NOT_ON = "is not switched on for this event"


def form_of(session: SessionPage, user: Any, **said: Any) -> Any:
    kind = SessionPage.get_edit_handler().get_form_class()
    return kind(instance=session, for_user=user, parent_page=session.get_parent(), **said)


def menu(form: Any) -> set[str]:
    """The formats that can be added in this form, as the browser is told."""
    packed = json.loads(form.fields["activities"].widget.block_json)
    closed = next(part for part in _all(packed) if isinstance(part, dict) and "closed" in part)["closed"]
    return set(registry.formats()) - set(closed)


def _all(value: Any) -> Any:
    yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _all(part)


def test_an_event_that_says_nothing_offers_all(sol):
    session = factories.a_session()
    assert menu(form_of(session, sol)) == set(registry.formats())


@pytest.mark.parametrize("below", [0, 1, 2])
def test_the_menu_holds_what_is_switched_on_however_deep_the_session_stands(sol, below):
    parent: Any = factories.a_forum(formats=["questions"])
    for _ in range(below):
        parent = factories.a_line(parent)
    assert menu(form_of(factories.a_session(parent), sol)) == {"questions"}
    new = SessionPage.get_edit_handler().get_form_class()(instance=SessionPage(), for_user=sol, parent_page=parent)
    assert menu(new) == {"questions"}


def test_the_form_of_another_event_is_not_touched(sol):
    factories.a_session(factories.a_forum(formats=["questions"]))
    form_of(SessionPage.objects.get(), sol)
    assert menu(form_of(factories.a_session(), sol)) == set(registry.formats())
    packed = json.dumps(JSContext().pack(SessionPage._meta.get_field("activities").stream_block))
    assert '"closed": ["missing"]' in packed


def test_what_is_on_the_page_stays_and_saves(client, sol):
    event = factories.a_forum(formats=["questions"])
    session = factories.a_session(event, activities=ACTIVITIES)
    client.force_login(sol)
    edited(client, session, title="Otro título")
    session.refresh_from_db()
    assert [child.block_type for child in session.activities] == ["polls", "questions"]


def test_what_is_switched_off_is_refused_with_a_sentence_and_nothing_is_lost(client, sol):
    event = factories.a_forum(formats=["polls"])
    session = factories.a_session(event, activities=ACTIVITIES)
    form = form_of(session, sol)
    block = form.fields["activities"].block
    raw = [*session.activities.get_prep_value(), {**ACTIVITIES[1], "id": "new"}]
    with pytest.raises(Exception) as refused:  # noqa: PT011  (Wagtail's own, asked below)
        block.clean(block.to_python(raw))
    [(at, error)] = refused.value.block_errors.items()
    assert at == 2
    assert "Preguntas no" in str(error.non_block_errors) or NOT_ON in str(error.non_block_errors)
    assert len(block.clean(block.to_python(raw[:2]))) == 2


def test_a_draft_of_an_event_counts_until_it_is_published(sol):
    event = EventPage(title="Foro", first_day="2026-12-10", live=False)
    factories.a_home().add_child(instance=event)
    event.formats = ["questions"]
    event.save_revision()
    assert offered_formats(event) == {"questions"}
    published = factories.a_forum(formats=["polls"])
    published.formats = ["questions"]
    published.save_revision()
    assert offered_formats(published) == {"polls"}


def test_the_event_s_form_shows_every_format_with_its_words_and_icon(client, sol):
    event = factories.a_forum(formats=["questions", "gone"])
    client.force_login(sol)
    page = client.get(f"/cms/pages/{event.pk}/edit/", headers={"accept-language": "en"}).content.decode()
    for slug, kind in registry.formats().items():
        box = f'name="formats" value="{slug}"'
        assert box in page
        assert f'href="#icon-{kind.icon}"' in page[page.index(box) :]
    assert 'name="formats" value="gone"' in page, "what is not installed any more can be kept"


def test_a_plugin_causes_no_migration():
    field = EventPage._meta.get_field("formats")
    assert "choices" not in field.deconstruct()[3]
