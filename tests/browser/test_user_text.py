"""What people and organisers type is text wherever it is shown: no dialog, no report of the policy, no call (F34)."""

import json
import re
import time
import xml.etree.ElementTree as xml
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from live.conclude import conclude
from live.models import Room
from live.queries import RoomInfo, room_by_code
from live.registration.actions import register
from plenaria.demo.voices import Said, Voice, speak
from tests import cast, factories
from tests.browser.payloads import PAYLOADS
from tests.live.conftest import POLL, QUESTIONS, signed_in

CODE = "MESA77"
PATIENCE = 15.0  # seconds
EARLY, LATE = PAYLOADS[:54], PAYLOADS[54:]
REPORT = """addEventListener('securitypolicyviolation', event =>
    console.error('policy: ' + event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample))"""


class Watch:
    """A page and what it must never do: open a dialog, break the policy, ask another host for anything."""

    def __init__(self, page: Any, server: Any, user: Any = None):
        self.page, self.address, self.seen = page, server.address, list[str]()
        if user:
            name, value = signed_in(user).split("=")
            page.context.add_cookies([{"name": name, "value": value, "url": server.address}])
        page.add_init_script(REPORT)
        page.on("dialog", self._dialog)
        page.on("console", lambda line: self._told(line.text) if line.type == "error" else None)
        page.on("request", self._asked)

    def _dialog(self, dialog: Any) -> None:
        self.seen.append(f"{self.page.url}: a dialog")
        dialog.dismiss()

    def _told(self, text: str) -> None:
        if not text.startswith("Failed to load resource"):  # a page that answers 404 or 422
            self.seen.append(f"{self.page.url}: {text}")

    def _asked(self, request: Any) -> None:
        if request.url.startswith(("http", "ws")) and urlsplit(request.url).netloc != urlsplit(self.address).netloc:
            self.seen.append(f"{self.page.url}: asks for {request.url}")

    def meets(self, fault: str) -> bool:
        """Whether this is seen, soon or late."""
        until = time.monotonic() + PATIENCE
        while not any(fault in one for one in self.seen) and time.monotonic() < until:
            self.page.wait_for_timeout(20)
        return any(fault in one for one in self.seen)

    def visits(self, path: str) -> str:
        """Open the page and give back all its text, as one line."""
        self.page.goto(self.address + path, wait_until="load")
        return self.text()

    def text(self) -> str:
        return flat(self.page.evaluate("document.body.textContent"))


def flat(text: str) -> str:
    return " ".join(text.split())


def missing(text: str, payloads: list[str]) -> list[str]:
    """What is not there letter by letter."""
    return [one for one in payloads if flat(one) not in text]


def some(start: int, count: int, letters: int) -> list[str]:
    """A turn of the corpus that fits a field."""
    fitting = [one for one in PAYLOADS if len(one) <= letters]
    return [fitting[(start + number) % len(fitting)] for number in range(count)]


@pytest.fixture
def room(transactional_db: None) -> RoomInfo:
    """A room in which every field of organisers and people holds payloads: titles, options, names, questions."""
    event = factories.a_forum(
        title=f"Foro {PAYLOADS[13]} {PAYLOADS[8]}", slug="foro", introduction=" ".join(PAYLOADS[:20])
    )
    options = [{"type": "item", "id": f"o{n}", "value": {"label": one}} for n, one in enumerate(some(0, 8, 60))]
    activities = [
        {
            "type": "polls",
            "id": POLL,
            "value": {
                "title": PAYLOADS[7],
                "results": "live",
                "accepts": "anyone",
                "names": "nothing",
                "options": options,
                "several": False,
                "most": 0,
            },
        },
        {
            "type": "questions",
            "id": QUESTIONS,
            "value": {"title": PAYLOADS[6], "results": "live", "accepts": "anyone", "names": "name", "review": False},
        },
    ]
    session = factories.a_session(
        event,
        title=f"Mesa {PAYLOADS[0]} {PAYLOADS[6]}",
        slug="mesa",
        introduction=" ".join(PAYLOADS[20:40]),
        starts=timezone.now() - timedelta(minutes=10),
        activities=activities,
        venue=factories.a_venue(name=PAYLOADS[13], address=f"{PAYLOADS[9]} {PAYLOADS[43]}", access=PAYLOADS[14]),
        capacity_room=50,
    )
    organisation = factories.an_organisation(name=PAYLOADS[19])
    factories.a_speaker(session, name=PAYLOADS[17], position=PAYLOADS[44], organisation=organisation)
    Room.objects.filter(session=session.translation_key).update(code=CODE)
    found = room_by_code(CODE)
    assert found is not None
    asked = [Said(asker(n), QUESTIONS, "ask", {"text": one}) for n, one in enumerate(EARLY)]
    vote = Said(asker(0), POLL, "vote", {"choices": ["o0"]})
    speak(found, [Said(None, POLL, "open"), Said(None, QUESTIONS, "open"), *asked, vote], script="early")
    return found


def asker(number: int) -> Voice:
    return Voice(f"person-{number}", "remote", some(number, 1, 40)[0])


@pytest.fixture
def watch(room: RoomInfo, server: Any, visitor: Any) -> Any:
    """`watch(user)` is a new browser that is looked at; at the end nothing may have been seen."""
    watches: list[Watch] = []

    def begin(user: Any = None, **options: Any) -> Watch:
        watches.append(Watch(visitor(**options), server, user))
        return watches[-1]

    yield begin
    assert [fault for one in watches for fault in one.seen] == []


def test_in_the_room_it_is_text_when_the_page_is_made_and_when_it_is_told_later(
    room: RoomInfo, server: Any, watch: Any
) -> None:
    person, desk, screen = watch(), watch(cast.ada()), watch(viewport={"width": 1920, "height": 1080})
    assert missing(person.visits(f"/live/{CODE}/"), [*EARLY[:50], *some(0, 8, 60), PAYLOADS[6], PAYLOADS[7]]) == []
    assert missing(desk.visits(f"/live/{CODE}/desk/"), [*EARLY[:50], *some(0, 8, 60)]) == []
    screen.visits(f"/live/{CODE}/screen/{room.screen_key}/")
    for one in (person, desk):
        expect(one.page.locator("#link")).to_have_attribute("data-link", "on")
    said = [Said(asker(n), QUESTIONS, "ask", {"text": f"Ahora {one}"}) for n, one in enumerate(LATE)]
    staged = [Said(None, "room", "stage", {"activity": POLL})]
    speak(room, [*said, *staged], script="late")
    for one in (person, desk):
        expect(one.page.locator("body")).to_contain_text(f"Ahora {flat(LATE[-1])}")
        assert missing(one.text(), [f"Ahora {each}" for each in LATE]) == []
    expect(screen.page.locator("body")).to_contain_text(flat(PAYLOADS[7]))
    assert missing(screen.text(), some(0, 8, 60)) == []
    speak(room, [Said(None, "room", "stage", {"activity": QUESTIONS})], script="stage")
    expect(screen.page.locator("body")).to_contain_text(flat(PAYLOADS[6]))


def test_on_public_pages_it_is_text(room: RoomInfo, server: Any, watch: Any) -> None:
    drawn_up = conclude(room=room, by=cast.edith())
    drawn_up.title, drawn_up.slug = f"Conclusiones {PAYLOADS[13]}", "conclusiones"
    drawn_up.save_revision().publish()
    reader = watch()
    assert missing(reader.visits(f"/live/{CODE}/record/"), PAYLOADS[30:54]) == []
    assert missing(reader.visits("/foro/mesa/"), [*PAYLOADS[20:40], PAYLOADS[13], PAYLOADS[17], PAYLOADS[44]]) == []
    assert missing(reader.visits("/foro/"), PAYLOADS[:20]) == []
    assert missing(reader.visits("/foro/mesa/conclusiones/"), [PAYLOADS[13], EARLY[0]]) == []
    event = drawn_up.get_ancestors().get(slug="foro")
    key = event.translation_key
    for path in ("/", "/calendar/", "/people/", "/organisations/", f"/embed/event/{key}/", "/j/"):
        reader.visits(path)
    for path in ("feed.xml", "feed.json", f"feed/event/{key}.xml", "calendar/feed.ics", f"calendar/event/{key}.ics"):
        text = reader.page.request.get(f"{server.address}/{path}").text()
        if path.endswith("xml"):
            assert PAYLOADS[0] in "".join(xml.fromstring(text).itertext())
        elif path.endswith("json"):
            assert PAYLOADS[0] in json.dumps(json.loads(text)).replace("\\n", "\n")
        else:
            assert set(re.findall(r"^([A-Z-]+)[:;]", text, re.M)) <= KNOWN


KNOWN = {
    *("BEGIN", "END", "VERSION", "PRODID", "METHOD", "CALSCALE", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE", "URL"),
    *("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "SEQUENCE", "CATEGORIES"),
    *("CREATED", "LAST-MODIFIED", "TZID", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE", "X-LIC-LOCATION"),
    *(
        "REFRESH-INTERVAL",
        "X-PUBLISHED-TTL",
        "ORGANIZER",
        "CLASS",
        "TRANSP",
        "GEO",
        "DURATION",
        "SOURCE",
        "COLOR",
        "COMMENT",
    ),
}


def test_what_is_sent_back_is_text(room: RoomInfo, watch: Any) -> None:
    """A search, a code nobody has, an address that is not there, a form that could not be taken."""
    reader = watch()
    for one in (PAYLOADS[0], PAYLOADS[13], PAYLOADS[45], PAYLOADS[8]):
        reader.visits(f"/search/?q={quote(one)}")
        assert reader.page.locator("main [name=q]").first.input_value() == one
        reader.visits(f"/j/?code={quote(one)}")
        reader.visits(f"/j/{quote(one, safe='')}/")
        reader.visits(f"/{quote(one, safe='')}/")
        reader.visits(f"/calendar/?territory={quote(one)}&line={quote(one)}")
    reader.visits("/foro/mesa/")
    form = reader.page.locator("form[action*='/register/']").first
    form.locator("[name=name]").fill(PAYLOADS[45])
    form.locator("[name=email]").evaluate("(field, text) => { field.type = 'text'; field.value = text }", PAYLOADS[0])
    form.evaluate("form => { form.noValidate = true; form.submit() }")
    expect(reader.page.locator("form[action*='/register/'] [name=name]").first).to_have_value(PAYLOADS[45])


def test_in_the_editor_it_is_text(room: RoomInfo, watch: Any) -> None:
    names = some(0, 12, 80)
    for number, name in enumerate(names):
        register(session=room.session, mode="room", name=name, email=f"{number}@example.org")
    assert len(mail.outbox) == len(names)
    assert all(one.content_subtype == "plain" and not hasattr(one, "alternatives") for one in mail.outbox)
    conclude(room=room, by=cast.edith())
    editor = watch(cast.ada())
    editor.visits("/cms/")
    shown = editor.visits(reverse("people_report"))
    assert missing(shown, names) == []
    assert missing(editor.visits(f"{reverse('unanswered_report')}?p=1"), EARLY[:15]) == []
    editor.visits(reverse("registrations_report"))
    from sessions.queries import source

    page = source(room.session)
    event = page.get_parent()
    for name, key in (
        ("wagtailadmin_explore", event.pk),
        ("wagtailadmin_explore", page.pk),
        ("wagtailadmin_pages:edit", page.pk),
        ("wagtailadmin_pages:edit", event.pk),
        ("wagtailadmin_pages:edit", page.get_children().get().pk),
        ("wagtailadmin_pages:history", page.pk),
        ("wagtailadmin_pages:usage", page.pk),
        ("conclude_session", page.pk),
        ("wagtailadmin_pages:delete", page.pk),
    ):
        editor.visits(reverse(name, args=[key]))
    editor.visits(f"{reverse('wagtailadmin_pages:search')}?q={quote(PAYLOADS[45])}")
    editor.visits(reverse("wagtailsnippets_events_person:list"))


def test_control_what_is_read_as_code_is_seen(room: RoomInfo, server: Any, visitor: Any) -> None:
    """The policy stops what slips through; the watch sees that it had to, and in the editor sees the dialog."""
    public, editor = Watch(visitor(), server), Watch(visitor(), server, cast.ada())
    for one, path in ((public, f"/live/{CODE}/"), (editor, "/cms/")):
        one.visits(path)
        one.page.evaluate("text => document.body.insertAdjacentHTML('beforeend', text)", PAYLOADS[13])
        one.page.evaluate("text => document.body.insertAdjacentHTML('beforeend', text)", PAYLOADS[14])
    assert public.meets("policy: script-src-attr")
    assert editor.meets("a dialog")
    assert public.meets("evil.example")
    assert not any("a dialog" in fault for fault in public.seen)
