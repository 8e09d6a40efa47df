"""What a search shows of each thing: its words in the reader's language, number, day and address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import formats
from django.utils.translation import get_language
from wagtail.models import Page

from events.models import EventPage, Organisation, Person, Territory
from events.queries import codes, family, read_in
from sessions import calendar_entries
from sessions.meetings import EVENT_DEPTH, meetings


@dataclass(frozen=True)
class Hit:
    """One thing found."""

    kind: str
    title: str
    url: str
    language: str = ""
    code: str = ""
    note: str = ""

    @property
    def family(self) -> int:
        return family(self.code)


def session_hits(keys: list[UUID], request: HttpRequest) -> list[Hit]:
    """Sessions with their number, day and hour."""
    if not keys:
        return []
    entries = calendar_entries.entries(get_language() or "", Q(session__in=keys))
    listed = {
        meeting.key: meeting for meeting in meetings([one.page for one in calendar_entries.opened(entries)], request)
    }
    return [
        Hit("session", one.title, one.url, one.language, one.code, f"{said(one.starts)}, {one.clock} · {one.event}")
        for key in dict.fromkeys(keys)
        if (one := listed.get(key))
    ]


def said(when: datetime) -> str:
    """Day and hour of a place's clock."""
    return f"{formats.date_format(when, 'DATE_FORMAT')}, {when:%H:%M}"


def event_hits(keys: list[UUID], request: HttpRequest) -> list[Hit]:
    """Events with their sort and first day."""
    pages = read_in(get_language() or "").filter(translation_key__in=keys) if keys else []
    return [
        Hit("event", page.title, page.get_url(request) or "", page.locale.language_code, note=_event_note(page))
        for page in _in_order(pages, keys)
    ]


def _event_note(page: EventPage) -> str:
    day = formats.date_format(page.first_day) if page.first_day else ""
    return ", ".join(filter(None, [str(page.get_kind_display()), day]))


def page_hits(kind: str, model: type[Page], keys: list[UUID], request: HttpRequest) -> list[Hit]:
    """Lines or conclusions with the number they have or stand below, and their event."""
    if not keys:
        return []
    pages = _in_language(model, keys)
    events = {page.path: page for page in EventPage.objects.filter(path__in={_event_path(page) for page in pages})}
    given = codes(*events.values())
    above = {page.path: page.pk for page in Page.objects.filter(path__in={p.path[: -p.steplen] for p in pages})}
    return [
        Hit(
            kind,
            page.title,
            page.get_url(request) or "",
            page.locale.language_code,
            given.get(page.pk) or given.get(above.get(page.path[: -page.steplen], 0), ""),
            events[_event_path(page)].title if _event_path(page) in events else "",
        )
        for page in _in_order(pages, keys)
    ]


def _in_language(model: type[Page], keys: list[UUID]) -> list[Page]:
    """One published page of each translation: in the reader's language, else the one first made."""
    chosen: dict[UUID, Page] = {}
    for page in model.objects.live().filter(translation_key__in=keys).select_related("locale").order_by("pk"):
        if page.translation_key not in chosen or page.locale.language_code == get_language():
            chosen[page.translation_key] = page
    return list(chosen.values())


def _in_order[P: Page](pages: Iterable[P], keys: list[UUID]) -> list[P]:
    by_key = {page.translation_key: page for page in pages}
    return [by_key[key] for key in dict.fromkeys(keys) if key in by_key]


def _event_path(page: Page) -> str:
    return page.path[: EVENT_DEPTH * page.steplen]


def listed_hits(kind: str, found: list[int], public: QuerySet[Any]) -> list[Hit]:
    """People, organisations or territories; of those found, only who appears in public."""
    seen = {one.pk: one for one in public.filter(pk__in=found)}
    return [Hit(kind, one.name, one.get_absolute_url(), note=_about(one)) for pk in found if (one := seen.get(pk))]


def _about(one: Person | Organisation | Territory) -> str:
    if isinstance(one, Person):
        return ", ".join(filter(None, [one.position, str(one.organisation or "")]))
    return str(one.within or "") if isinstance(one, Territory) else ""
