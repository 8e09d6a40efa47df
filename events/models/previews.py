"""Pages that can be looked at in every language before they are published."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AS_IT_STANDS = ("", _("As it stands"))


class PreviewedInLanguages:
    """Adds a preview in each language: the newest words of that translation, or these words where there is none."""

    @property
    def preview_modes(self) -> list[tuple[str, str | Promise]]:
        return [AS_IT_STANDS, *settings.LANGUAGES]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Rendered here, while the language is the one that was asked for. An unknown mode shows the page as it is."""
        if mode_name not in dict(settings.LANGUAGES):
            return self.shown_in("", request)
        with translation.override(mode_name):
            return self.shown_in(mode_name, request)

    def shown_in(self, language: str, request: HttpRequest) -> HttpResponse:
        response = super(PreviewedInLanguages, self.words_in(language)).serve_preview(request, "")  # type: ignore[misc]
        return response.render()

    def words_in(self, language: str) -> Any:
        """The newest draft of this page in a language."""
        page: Any = self
        if not language or page.locale.language_code == language:
            return page
        twins = type(page).objects.filter(translation_key=page.translation_key, locale__language_code=language)
        twin = twins.first()
        return twin.get_latest_revision_as_object() if twin else page
