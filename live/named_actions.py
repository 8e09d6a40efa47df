"""What the history of a session's page says of its room by name: opened, ended, a seat closed, conclusions drawn up."""

from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, log
from wagtail.models import Page

from sessions.models import SessionPage
from sessions.queries import source

OPENED, ENDED, CONCLUDED = "plenaria.room.open", "plenaria.room.end", "plenaria.conclude"
SEAT_CLOSED, LET_IN = "plenaria.seat.close", "plenaria.seat.let_in"


def register(actions: LogActionRegistry) -> None:
    """Gives each of our actions its words."""
    actions.register_action(OPENED, _("Open the room"), _("Room opened"))
    actions.register_action(ENDED, _("End the session"), _("Session ended at the desk"))
    actions.register_action(SEAT_CLOSED, _("Close a seat"), _("A seat closed at the desk"))
    actions.register_action(LET_IN, _("Let in again"), _("A closed seat let in again"))
    actions.register_action(CONCLUDED, _("Draw up conclusions"), _("Conclusions drawn up"))


def note_room(session: UUID, action: str, user: int | None, **data: int | None) -> None:
    """Says in the history of the session's page who opened or ended its room, or closed a seat in it."""
    try:
        page = source(session)
    except SessionPage.DoesNotExist:
        return
    by = get_user_model().objects.filter(pk=user).first() if user else None
    log(instance=page, action=action, user=by, data=data or None)


def note_conclusions(session: SessionPage, draft: Page, by: AbstractBaseUser) -> None:
    """Says in the history of the session's page who drew up which page of conclusions."""
    log(instance=session, action=CONCLUDED, user=by, data={"page": draft.pk, "title": draft.title})
