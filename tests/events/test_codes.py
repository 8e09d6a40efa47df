"""Numbers of lines and sessions come from the tree and are never typed."""

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Locale

from events.queries import code_of, codes, family, line_number, number
from tests import factories

pytestmark = pytest.mark.django_db


def test_lines_sublines_and_sessions_are_numbered_by_their_place():
    forum = factories.a_forum()
    line = factories.a_line(forum)
    subline = factories.a_line(line)
    table = factories.a_session(subline)
    other = factories.a_line(forum)
    assert codes(forum) == {line.pk: "1", subline.pk: "1.1", table.pk: "1.1.1", other.pk: "2"}


def test_lines_and_sessions_beside_each_other_are_counted_together():
    forum = factories.a_forum()
    opening, line, closing = factories.a_session(forum), factories.a_line(forum), factories.a_session(forum)
    assert [codes(forum)[page.pk] for page in (opening, line, closing)] == ["1", "2", "3"]


def test_a_draft_keeps_its_number_so_that_publishing_it_renumbers_nothing():
    forum = factories.a_forum()
    factories.a_draft_session(forum)
    assert code_of(factories.a_session(forum)) == "2"


def test_moving_a_session_changes_its_number():
    forum = factories.a_forum()
    first, second = factories.a_session(forum), factories.a_session(forum)
    first.refresh_from_db()
    second.refresh_from_db()
    first.move(second, pos="right")
    first.refresh_from_db()
    assert code_of(first) == "2"


def test_a_translation_has_the_number_of_its_source_though_its_neighbours_are_not_translated():
    forum = factories.a_forum()
    factories.a_session(forum)
    second = factories.a_session(forum)
    english = Locale.objects.get(language_code="en")
    forum.copy_for_translation(english)
    assert code_of(second.copy_for_translation(english)) == "2"


@pytest.mark.parametrize("sessions", [1, 3])
def test_a_whole_event_is_numbered_with_one_query(sessions, django_assert_num_queries):
    forum = factories.a_forum()
    line = factories.a_line(forum)
    for _ in range(sessions):
        factories.a_session(line)
    ContentType.objects.clear_cache()
    codes(forum)
    with django_assert_num_queries(1):
        codes(forum)


def test_a_ninth_line_starts_again_at_the_first_colour():
    assert [family(code) for code in ("", "1", "8.2", "9", "17.1.1")] == [0, 1, 8, 1, 1]


def test_a_page_below_a_session_wears_the_colour_of_its_line():
    forum = factories.a_forum()
    factories.a_line(forum)
    assert line_number(factories.a_session(factories.a_line(forum))) == 2
    assert line_number(forum) == 0


def test_numbering_needs_nothing_but_paths_in_order():
    paths = ["000100010001", "0001000100010001", "0001000100010002", "000100010005"]
    assert number(paths) == dict(zip(paths, ["1", "1.1", "1.2", "2"], strict=True))
