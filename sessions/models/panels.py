"""How an organiser edits a session: twelve fields first, the rest under Details."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, TabbedInterface, TitleFieldPanel
from wagtail.models import Page

from sessions.forms import SessionForm

FIRST = (
    "category",
    "day",
    "begins",
    "minutes",
    "mode",
    "venue",
    "capacity_room",
    "capacity_remote",
    "introduction",
    "body",
    "activities",
)
"""With the title, what most sessions need: twelve at most, so that the first screen can be taken in."""

DETAILS = ("platform", "join_address", "zone", "languages", "territory", "registers", "status", "recording")


def session_handler() -> TabbedInterface:
    """The tabs of the editor."""
    speakers = InlinePanel(
        "speakers",
        panels=[FieldPanel("person"), FieldPanel("role")],
        label=_("Speaker"),
        heading=_("Speakers"),
        help_text=_("Who moderates, speaks and reports, in the order of the page."),
    )
    return TabbedInterface(
        [
            ObjectList([TitleFieldPanel("title"), *(FieldPanel(name) for name in FIRST)], heading=_("Session")),
            ObjectList([speakers, *(FieldPanel(name) for name in DETAILS)], heading=_("Details")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ],
        base_form_class=SessionForm,
    )
