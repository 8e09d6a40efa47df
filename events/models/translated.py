"""Pages that are translated: words go from language to language, everything else is the source page's."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

NO_SOURCE = _("The page this is a translation of is not published. Publish that one first.")


def same_in_all(*names: str) -> list[SynchronizedField]:
    """Fields that are copied from the source page and that translators are not shown."""
    return [SynchronizedField(name, overridable=False) for name in names]


class Translated:
    """A page whose translations follow it: none is published before the page first made."""

    def publish(self, revision: Any, *args: Any, **said: Any) -> Any:
        if lacks_source(self):  # type: ignore[arg-type]
            raise PublishPagePermissionError(str(NO_SOURCE))
        return super().publish(revision, *args, **said)  # type: ignore[misc]


def lacks_source(page: Page) -> bool:
    """Whether `page` is a translation of a page that is not published."""
    made = Page.objects.filter(translation_key=page.translation_key).order_by("pk").values("pk", "live").first()
    return made is not None and made["pk"] != page.pk and not made["live"]
