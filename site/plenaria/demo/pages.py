"""Puts pages where an editor would: once, published, found again by their slug."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from wagtail.models import Page, Site

from events.models import EventOrganisation, EventPage, Organisation, Person, Territory, Venue
from sessions.models import SessionPage, SessionSpeaker


def home() -> Page:
    """The home page of the Spanish site."""
    return Site.objects.get(is_default_site=True).root_page


def put[P: Page](parent: Page, slug: str, make: Callable[[], P], *, publish: bool = True) -> tuple[P, bool]:
    """The page `slug` below `parent`, and whether it had to be made."""
    found = parent.get_children().filter(slug=slug).first()
    if found is not None:
        return found.specific, False
    page = make()
    page.slug, page.locale, page.live = slug, parent.locale, False
    parent.add_child(instance=page)
    revision = page.save_revision()
    if publish:
        revision.publish()
    return page, True


def validate(page: Page, editor: Any) -> None:
    """Publish a page through its workflow, as `editor` does it: send it in, approve it."""
    page.save_revision(user=editor, changed=True)
    workflow = page.get_workflow()
    assert workflow is not None
    task = workflow.start(page, editor).current_task_state
    task.approve(user=editor, comment="Cifras comprobadas con el acta.")


def text(*paragraphs: str, heading: str = "") -> list[tuple[str, Any]]:
    """A page's body: perhaps a heading, and paragraphs."""
    words = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return [*([("heading", heading)] if heading else []), ("text", words)]


def hold(event: EventPage, *parts: tuple[str, str]) -> None:
    """Say which organisations hold an event: (name, part)."""
    event.organisations = [EventOrganisation(organisation=organisation(name), part=part) for name, part in parts]


def seat(session: SessionPage, *parts: tuple[str, str, str]) -> None:
    """Say who has a part in a session: (name, position, role)."""
    session.speakers = [SessionSpeaker(person=person(name, position), role=role) for name, position, role in parts]


def organisation(name: str) -> Organisation:
    return Organisation.objects.get_or_create(name=name)[0]


def person(name: str, position: str) -> Person:
    return Person.objects.get_or_create(name=name, defaults={"position": position})[0]


def territory(name: str, *, within: str = "") -> Territory:
    """A territory, and the larger one it is part of."""
    larger = territory(within) if within else None
    return Territory.objects.get_or_create(name=name, defaults={"within": larger})[0]


def venue(name: str, place: Territory) -> Venue:
    return Venue.objects.get_or_create(name=name, defaults={"territory": place})[0]


def listing(heading: str, items: Sequence[str]) -> list[tuple[str, Any]]:
    """A heading and numbered lines below it, for a page's body."""
    rows = "".join(f"<li>{item}</li>" for item in items)
    return [("heading", heading), ("text", f"<ol>{rows}</ol>")]


def lines(*items: str) -> list[tuple[str, str]]:
    """Short lines, as a commitment's lists keep them."""
    return [("item", item) for item in items]


def wall(instant: datetime, zone: str) -> dict[str, Any]:
    """Day, hour and zone of an instant, as the clock on the wall shows them."""
    there = instant.astimezone(ZoneInfo(zone))
    return {"day": there.date(), "begins": there.time().replace(tzinfo=None), "zone": zone}


def poll(
    id: str, title: str, options: dict[str, str], *, results: str = "at_close", correct: str = "", **settings: Any
) -> dict[str, Any]:
    """A poll as the activities field keeps it; `options` by their ids, the `correct` one of a quiz among them."""
    choices = _choices(options)
    for choice in choices:
        choice["value"]["correct"] = choice["id"] == correct
    core = {"title": title, "results": results, "accepts": "anyone", "names": "nothing"}
    return {"type": "polls", "id": id, "value": {**core, "options": choices, **settings}}


def questions(
    id: str, title: str, *, categories: dict[str, str] | None = None, affiliations: dict[str, str] | None = None
) -> dict[str, Any]:
    """Questions as the activities field keeps them; categories and affiliations by their ids."""
    core = {"title": title, "results": "live", "accepts": "anyone", "names": "name", "review": False}
    lists = {"categories": _choices(categories or {}), "affiliations": _choices(affiliations or {})}
    return {"type": "questions", "id": id, "value": core | lists}


def _choices(labels: dict[str, str]) -> list[dict[str, Any]]:
    return [{"type": "item", "id": key, "value": {"label": label}} for key, label in labels.items()]


def activities(*raw: dict[str, Any]) -> Any:
    """The value of a session's activities."""
    return SessionPage._meta.get_field("activities").to_python(list(raw))
