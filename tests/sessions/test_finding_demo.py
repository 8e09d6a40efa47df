"""Every session of the demo is found by calendar, line, place, person and search, in each language."""

import re
from collections import defaultdict
from urllib.parse import urlencode

import pytest
from django.conf import settings

from sessions import calendar_entries, filters
from sessions.filter_words import vocabulary

QUICK = ("es",)  # the others are looked through in the long suite
LANGUAGES = [pytest.param(one, marks=() if one in QUICK else pytest.mark.long) for one, _name in settings.LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visitor_finds_every_session_in_each_language(client, demo, language):
    coming = {entry.source.pk for entry in calendar_entries.entries("es", calendar_entries.coming())}
    prefix, known = "" if language == settings.LANGUAGE_CODE else f"/{language}", vocabulary(language)
    listed = calendar_entries.opened(calendar_entries.entries(language))
    assert len(listed) > 5
    expected = defaultdict(set)
    for one in listed:
        for way in ways(one, known, "" if one.source.pk in coming else "&past=1"):
            expected[prefix + way].add(one.page.get_url())
    missing = {way: urls for way, urls in expected.items() if not urls <= linked(client, way)}
    assert missing == {}


def linked(client, address):
    """The addresses a page leads to."""
    return set(re.findall(r'href="([^"]+)"', client.get(address).content.decode()))


def ways(one, known, past):
    """The addresses a visitor may come by."""
    yield f"/calendar/day/{one.entry.day}/"
    yield f"/calendar/week/{one.entry.day:%G-W%V}/"
    yield f"/calendar/month/{one.entry.day:%Y-%m}/"
    yield f"/search/?{urlencode({'q': one.page.title})}"
    for name in filters.NAMES:
        for value in known.said_by(one.entry, name):
            yield f"/calendar/?{name}={value}{past}"
    for handle in known.said_by(one.entry, "territory"):
        yield f"/territories/{handle}/"
    for speaker in one.source.speakers.select_related("person"):
        yield f"/people/{speaker.person.handle}/"
