"""Action plans and commitments: late by the calendar, threads that lead both ways, the same cost for one or three."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale
from wagtail.rich_text import RichText

from events.commitments import plan_context, sources, steps, taken_up
from events.models import (
    ActionPlanPage,
    CommitmentOrganisation,
    CommitmentPage,
    ConclusionsPage,
    EventComponent,
    EventMilestone,
    EventTerritory,
    Milestone,
    Origin,
    Territory,
)
from events.models.promises import Duty, Phase
from tests.factories import a_forum, a_home, a_line, a_session, an_organisation, published

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 1)


def a_plan(parent: Any = None, **fields: Any) -> ActionPlanPage:
    defaults = {"title": "Plan de Quito", "first_year": 2024, "last_year": 2027}
    return published(parent or a_home(), ActionPlanPage(**{**defaults, **fields}))


def a_commitment(plan: ActionPlanPage | None = None, *, code: str = "Q1", **lists: Any) -> CommitmentPage:
    page = CommitmentPage(title=f"Promesa {code}", code=code, goal="Que se pueda leer.", slug=lists.pop("slug", ""))
    page.organisations = [CommitmentOrganisation(organisation=an_organisation(), duty=duty) for duty in Duty]
    for name, some in lists.items():
        setattr(page, name, some)
    return published(plan or a_plan(), page)


def some_conclusions(parent: Any = None) -> ConclusionsPage:
    words = [("heading", "Caminar antes"), ("words", RichText("<p>Con todas.</p>")), ("heading", "Publicar la demora")]
    return published(parent or a_session(), ConclusionsPage(title="Lo que acordamos", body=words, slug="conclusiones"))


def html(client: Any, page: Any) -> str:
    answer = client.get(page.url)
    assert answer.status_code == 200
    return answer.content.decode()


def milestones(*given: tuple[date | None, Phase]) -> list[Milestone]:
    return [Milestone(title=f"Paso {place}", due=due, status=status) for place, (due, status) in enumerate(given, 1)]


@pytest.mark.parametrize(
    ("due", "status", "shown"),
    [
        (date(2026, 11, 30), Phase.PENDING, Phase.LATE),
        (date(2026, 11, 30), Phase.GOING, Phase.LATE),
        (date(2026, 11, 30), Phase.DONE, Phase.DONE),
        (TODAY, Phase.GOING, Phase.GOING),
        (None, Phase.PENDING, Phase.PENDING),
        (date(2027, 1, 1), Phase.LATE, Phase.LATE),
    ],
)
def test_a_milestone_is_late_once_its_day_is_over_and_it_is_not_done(due, status, shown):
    [step] = steps(milestones((due, status)), TODAY)
    assert step.phase is shown


def test_a_commitment_tells_what_was_promised_by_whom_and_how_far_it_came(client):
    given = milestones((date(2026, 1, 1), Phase.DONE), (date(2026, 2, 1), Phase.GOING))
    page = a_commitment(milestones=given, verifiable="yes", areas=[("item", "Datos abiertos")])
    with time_machine.travel(TODAY):
        shown = html(client, page)
    assert "Que se pueda leer." in shown
    assert "Datos abiertos" in shown
    assert page.organisations.first().organisation.name in shown
    assert 'href="#m2" data-phase="late"' in shown
    assert "1 de 2" in shown
    assert shown.count("Sin revisar todavía") == 4  # of five answers one is given


def test_the_thread_leads_from_a_conclusion_to_its_commitment_and_back(client):
    concluded = some_conclusions()
    promise = a_commitment(
        milestones=milestones((None, Phase.GOING)), origins=[Origin(conclusions=concluded, number=2)]
    )
    conclusion, commitment = html(client, concluded), html(client, promise)
    assert f'href="{concluded.url}#c2"' in commitment
    assert "Publicar la demora" in commitment
    assert f'href="{promise.url}"' in conclusion
    assert f'href="{promise.url}#m1"' in conclusion
    assert {number: len(some) for number, some in taken_up(concluded, None).items()} == {2: 1}


def test_a_commitment_of_all_conclusions_stands_below_them(client):
    concluded = some_conclusions()
    promise = a_commitment(origins=[Origin(conclusions=concluded)])
    assert f'href="{concluded.url}"' in html(client, promise)
    assert 'id="commitments"' in html(client, concluded)


def test_neither_side_shows_what_is_not_published(client):
    concluded = some_conclusions()
    promise = a_commitment(origins=[Origin(conclusions=concluded, number=1)])
    promise.unpublish()
    assert taken_up(concluded, None) == {}
    promise.get_latest_revision().publish()
    concluded.unpublish()
    assert sources(CommitmentPage.objects.get(pk=promise.pk), None) == []
    assert concluded.title not in html(client, promise)


def test_a_number_that_no_conclusion_has_is_refused():
    with pytest.raises(ValidationError, match="2 conclusiones"):
        Origin(conclusions=some_conclusions(), number=3).clean()


def test_two_commitments_of_a_plan_share_no_code():
    plan = a_plan()
    a_commitment(plan)
    with pytest.raises(ValidationError, match="Promesa Q1"):
        a_commitment(plan, code="q1", slug="otra")
    a_commitment(a_plan(title="Plan de Bogotá"), code="Q1")


def test_a_plan_does_not_end_before_it_begins():
    with pytest.raises(ValidationError, match="antes de empezar"):
        a_plan(first_year=2027, last_year=2024)


def test_plans_stand_below_the_home_page_or_an_event_and_nowhere_else():
    event = a_forum()
    assert ActionPlanPage.can_create_at(a_home())
    assert ActionPlanPage.can_create_at(event)
    assert not ActionPlanPage.can_create_at(a_line(event))
    assert not CommitmentPage.can_create_at(event)
    assert CommitmentPage.can_create_at(a_plan())


def test_a_plan_counts_the_milestones_of_all_its_commitments(rf):
    plan = a_plan()
    for code in ("A", "B"):
        a_commitment(plan, code=code, milestones=milestones((None, Phase.DONE), (date(2026, 1, 1), Phase.GOING)))
    with time_machine.travel(TODAY):
        shown = plan_context(plan, rf.get("/"))
    assert (shown["steps"], shown["done"], shown["late"]) == (4, 2, 2)
    assert [promise.page.code for promise in shown["promises"]] == ["A", "B"]


def test_home_lists_plans_and_programmes_apart_from_events(client):
    plan, forum = a_plan(), a_forum()
    programme = a_forum(kind="programme")
    shown = html(client, a_home())
    events, plans = shown.split('id="plans"')
    assert forum.title in events
    assert programme.title not in events
    assert {plan.title, programme.title} <= {one for one in (plan.title, programme.title) if one in plans}


def test_an_event_shows_its_plan_and_the_parts_of_a_programme(client):
    event = a_forum()
    assert 'id="components"' not in html(client, event)
    event.components = [EventComponent(title="Incidencia", text="Con aliados.")]
    event.territories = [EventTerritory(territory=Territory.objects.create(name="Yumbo"))]
    event.milestones = [EventMilestone(year=2020, text="Treinta actores.")]
    event.save_revision().publish()
    plan = a_plan(event)
    shown = html(client, event)
    for words in ("Incidencia", "Yumbo", "2020", "Treinta actores.", plan.title):
        assert words in shown


def queries(client: Any, page: Any) -> int:
    client.get(page.url)
    with CaptureQueriesContext(connection) as asked:
        html(client, page)
    return len(asked)


def test_pages_cost_the_same_for_one_commitment_and_for_three(client):
    plan, concluded = a_plan(), some_conclusions()

    def another(code: str) -> CommitmentPage:
        steps = milestones(*[(None, Phase.GOING)] * (1 if code == "A" else 4))
        numbers = (1,) if code == "A" else (1, 2)
        origins = [Origin(conclusions=concluded, number=number) for number in numbers]
        return a_commitment(plan, code=code, milestones=steps, origins=origins)

    first = another("A")
    once = [queries(client, page) for page in (plan, first, concluded)]
    others = [another(code) for code in ("B", "C")]
    assert [queries(client, page) for page in (plan, others[1], concluded)] == once
    assert max(once) <= 30


def test_a_commitment_is_found_by_its_code_and_its_words():
    page = a_commitment(code="CO0089")
    for words in ("CO0089", "leer"):
        assert page in CommitmentPage.objects.search(words)


def test_a_reader_of_another_language_gets_the_commitment_there_is():
    concluded = some_conclusions()
    a_commitment(origins=[Origin(conclusions=concluded, number=1)])
    english = concluded.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    assert [promise.page.code for promise in taken_up(english, None)[1]] == ["Q1"]


def test_an_institution_with_nothing_but_a_duty_has_its_page(client: Any) -> None:
    page = a_commitment()
    for part in page.organisations.all():
        answer = client.get(part.organisation.get_absolute_url())
        assert answer.status_code == 200
        [promised] = answer.context["record"].commitments
        assert (promised.what.pk, promised.role) == (page.pk, str(part.get_duty_display()))
    page.unpublish()
    assert client.get(part.organisation.get_absolute_url()).status_code == 404


def test_the_search_finds_plans_and_commitments(client):
    plan = a_plan(title="Plan del páramo")
    a_commitment(plan, code="PX9")
    for words, found in (("paramo", "Plan del páramo"), ("PX9", "Promesa PX9")):
        assert f">{found}</a>" in client.get(reverse("search"), {"q": words}).content.decode()
