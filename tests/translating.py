"""Translates pages as an editor does: submits them, types the words segment by segment, publishes."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource


def locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


def submitted(page: Page, language: str = "en") -> Translation:
    """The translation of `page`, its parents translated before it and published as they are."""
    for above in page.get_ancestors().filter(depth__gt=2):
        if not above.has_translation(locale(language)):
            translated(above.specific, {}, language)
    source, _ = TranslationSource.update_or_create_from_instance(page)
    return Translation.objects.get_or_create(source=source, target_locale=locale(language))[0]


def translated[P: Page](page: P, words: Mapping[str, str], language: str = "en", *, publish: bool = True) -> P:
    """The page in another language: `words` by their source; what is not among them stays as it is."""
    translation = submitted(page, language)
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        said = words.get(segment.string.data, segment.string.data)
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": said},
        )
    with transaction.atomic():
        translation.save_target(publish=publish)
    return page.get_translation(locale(language))


def paths(translation: Translation) -> dict[str, Any]:
    """What a translator is asked for: the source's words by their path."""
    segments = translation.source.stringsegment_set.select_related("string", "context")
    return {segment.context.path: segment.string.data for segment in segments}
