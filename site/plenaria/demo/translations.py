"""The demo in English, French and Portuguese: pages translated as an editor does it, from words kept side by side."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from events.models import ConclusionsPage

LANGUAGES = ("en", "fr", "pt")
HOME_DEPTH = 2  # home pages are there in every language from the start


def translate(*pages: Page) -> None:
    """These pages and what stands above them, published in every language. What is there already stays as it is."""
    for code in LANGUAGES:
        target = Locale.objects.get(language_code=code)
        for page in pages:
            for one in (*page.get_ancestors().filter(depth__gt=HOME_DEPTH).specific(), page):
                if not one.has_translation(target):
                    _publish(one, target)


def translate_what_came_of(event: Page) -> None:
    """The published conclusions of an event, with the sessions they stand below."""
    translate(*ConclusionsPage.objects.live().descendant_of(event))


@transaction.atomic
def _publish(page: Page, target: Locale) -> None:
    source, _made = TranslationSource.get_or_create_from_instance(page)
    Translation.objects.create(source=source, target_locale=target)
    StringTranslation.objects.bulk_create(_segments(source, target), ignore_conflicts=True)
    made, _new = source.create_or_update_translation(target, publish=False, fallback=True)
    made.get_latest_revision().publish()


def _segments(source: TranslationSource, target: Locale) -> Iterable[StringTranslation]:
    """The words there are; what nobody translated yet stays Spanish, and Wagtail lists it as missing."""
    known = words(target.language_code)
    for segment in source.stringsegment_set.select_related("string", "context"):
        same = segment.string.data if segment.context.path == "slug" else ""  # addresses stay, also as people know them
        if said := known.get(segment.string.data, same):
            yield StringTranslation(
                translation_of=segment.string,
                locale=target,
                context_id=segment.context_id,
                data=said,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )


@cache
def words(language: str) -> dict[str, str]:
    """The demo's Spanish words with those of another language."""
    rows = json.loads((Path(__file__).parent / "words.json").read_text())
    return {row["es"]: row[language] for row in rows if language in row}
