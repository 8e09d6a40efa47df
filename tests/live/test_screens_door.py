"""The way into the room stands on a session's page while there is something to enter for."""

from datetime import timedelta

import pytest
from django.template import engines
from django.utils import timezone

from live.queries import room_of
from tests.factories import a_session

pytestmark = pytest.mark.django_db


def door(page, user=None):
    template = engines["django"].from_string("{% load live_door %}{% live_door page %}")
    return template.render({"page": page, "user": user}).strip()


@pytest.mark.parametrize("minutes", [-10, 29])
def test_a_session_that_is_live_or_about_to_be_has_a_door(minutes):
    page = a_session(starts=timezone.now() + timedelta(minutes=minutes))
    assert f"/j/{room_of(page.translation_key).code}/" in door(page)


@pytest.mark.parametrize("fields", [{"minutes": -300}, {"minutes": 31}, {"minutes": -10, "status": "cancelled"}])
def test_any_other_session_has_none(fields):
    page = a_session(starts=timezone.now() + timedelta(minutes=fields.pop("minutes")), **fields)
    assert door(page) == ""


def test_moderators_find_the_desk_of_any_session_and_nobody_else_does(max, cleo):
    page = a_session(starts=timezone.now() + timedelta(days=2))
    assert f"/live/{room_of(page.translation_key).code}/desk/" in door(page, max)
    assert door(page, cleo) == ""
