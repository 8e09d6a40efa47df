"""The demo tells of Quito, Bogotá and Participa+ with their facts, and each thread leads on."""

from typing import Any

import pytest

from events.models import ActionPlanPage, CommitmentPage, ConclusionsPage, EventPage
from plenaria.demo.pages import home
from sessions.models import SessionPage

pytestmark = pytest.mark.usefixtures("demo")


@pytest.fixture
def quito(demo: Any) -> EventPage:
    return home().get_children().get(slug="quito-gobierno-abierto").specific


def text(client: Any, page: Any) -> str:
    answer = client.get(page.url)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def test_quito_held_six_workshops_in_six_zones_and_counted_a_vote(client, quito):
    workshops = SessionPage.objects.live().child_of(quito).order_by("path")
    assert [workshop.day.day for workshop in workshops] == [15, 16, 17, 18, 19, 22]
    assert len({workshop.territory for workshop in workshops}) == 6
    assert {workshop.territory.within.name for workshop in workshops} == {"Quito"}
    assert ConclusionsPage.objects.live().descendant_of(quito).count() == 6
    shown = text(client, quito)
    for fact in ("Movilidad sostenible", "Integridad", "PNUD", "Consejo Consultivo", "2024-2033"):
        assert fact in shown
    counted = ConclusionsPage.objects.get(url_path__endswith="/quitumbe/conclusiones/")
    assert "<b>114</b>" in text(client, counted)
    assert client.get("/live/QT15UM/record/").status_code == 200


def test_each_of_quitos_commitments_comes_from_a_conclusion_that_leads_to_it(client, quito):
    plan = ActionPlanPage.objects.get(slug="plan-2024-2027")
    promises = CommitmentPage.objects.live().child_of(plan)
    assert promises.count() == 4
    for promise in promises:
        for origin in promise.origins.all():
            assert f'href="{promise.url}"' in text(client, origin.conclusions)
            assert f'href="{origin.conclusions.url}#c{origin.number}"' in text(client, promise)


def test_bogotas_commitment_has_its_facts_and_what_is_still_to_be_reviewed(client):
    shown = text(client, home().get_children().get(slug="colombia-2020-2022").get_children().get(slug="co0089"))
    for fact in ("50 %", "50 000 personas", "Ruralidad", "IDPAC", "Datos abiertos", "2020-2022"):
        assert fact in shown
    assert shown.count("Sin revisar todavía") == 4
    for phase in ("done", "late", "going", "pending"):
        assert f'data-phase="{phase}"' in shown


def test_participa_shows_components_territories_and_what_2020_came_to(client):
    shown = text(client, home().get_children().get(slug="participa-mas"))
    for fact in ("Incidencia", "Buenaventura", "Yumbo", "Bogotá", "45 municipios", "30 actores", "Colombia Líder"):
        assert fact in shown
