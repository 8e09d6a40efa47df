"""Sessions that can be looked at in every state and language before anybody else sees them."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.models.previews import AS_IT_STANDS, PreviewedInLanguages
from sessions.pretence import pretending

STATES = {
    "announced": _("Announced"),
    "open": _("Open for registration"),
    "live": _("Live now"),
    "past": _("Past"),
    "cancelled": _("Cancelled"),
    "postponed": _("Postponed"),
}
"""The states of `sessions.state.State`, which needs this model; a test holds both equal."""


class PreviewedInStates(PreviewedInLanguages):
    """Adds a preview for each language and state, such as "es-cancelled". The time shown is the draft's."""

    @property
    def preview_modes(self) -> list[tuple[str, str | Promise]]:
        return [AS_IT_STANDS, *((f"{code}-{state}", f"{name}: {STATES[state]}") for code, name, state in _all())]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from sessions.queries import source
        from sessions.state import State  # both need this model

        language, _dash, state = mode_name.partition("-")
        page: Any = self
        first = source(page.translation_key) if page.pk and page.translated else page
        with pretending(first, State(state) if state in STATES else None):
            return super().serve_preview(request, language)


def _all() -> list[tuple[str, str, str]]:
    return [(code, name, state) for code, name in settings.LANGUAGES for state in STATES]
