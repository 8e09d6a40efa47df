"""What events and the home page show of action plans."""

from collections.abc import Iterable

from django import template
from django.db.models import QuerySet
from django.utils.translation import get_language

from events import commitments
from events.models import ActionPlanPage, EventPage, EventTerritory
from events.models.event import Kind

register = template.Library()


@register.simple_tag
def action_plans() -> QuerySet[ActionPlanPage]:
    """All published plans, each once, in the reader's language where there is a page; the newest first."""
    return commitments.plans(get_language() or "")


@register.simple_tag
def plans_of(event: EventPage) -> list[ActionPlanPage]:
    """The published plans that stand below an event."""
    if not event.pk:
        return []
    return list(ActionPlanPage.objects.live().child_of(event).select_related("territory", "locale"))


@register.simple_tag
def places_of(event: EventPage) -> list[EventTerritory]:
    """The territories of a programme, each with the larger one it is part of."""
    return list(event.territories.select_related("territory__within"))


@register.filter
def only_programmes(events: Iterable[EventPage]) -> list[EventPage]:
    """Those of `events` that go on for years."""
    return [event for event in events if event.kind == Kind.PROGRAMME]


@register.filter
def without_programmes(events: Iterable[EventPage]) -> list[EventPage]:
    """Those of `events` one goes to."""
    return [event for event in events if event.kind != Kind.PROGRAMME]
