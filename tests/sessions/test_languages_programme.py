"""A programme in another language holds every line and session: what is not translated stands there as first made."""

import pytest

from sessions.programme import programme
from tests import factories
from tests.translating import translated

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def forum():
    """1 Agua with 1.1 Fuente (1.1.1 Mesa uno, 1.1.2 Mesa dos) and 1.2 Mesa tres; 2 Tierra with 2.1; 3 Cierre."""
    forum = factories.a_forum(title="Foro")
    water = factories.a_line(forum, title="Agua")
    spring = factories.a_line(water, title="Fuente")
    for title in ("Mesa uno", "Mesa dos"):
        factories.a_session(spring, title=title)
    factories.a_session(water, title="Mesa tres")
    factories.a_session(factories.a_line(forum, title="Tierra"), title="Mesa cuatro")
    factories.a_session(forum, title="Cierre")
    return forum


def told(some):
    """The programme as lines of text."""
    for part in some.parts:
        if part.branch:
            yield from of_branch(part.branch)
        for one in part.meetings:
            yield f"{one.code} {one.title}"


def of_branch(branch):
    yield f"{branch.code} {branch.title}"
    for one in branch.meetings:
        yield f"{one.code} {one.title}"
    for sub in branch.branches:
        yield from of_branch(sub)


SPANISH = [
    "1 Agua",
    "1.2 Mesa tres",
    "1.1 Fuente",
    "1.1.1 Mesa uno",
    "1.1.2 Mesa dos",
    "2 Tierra",
    "2.1 Mesa cuatro",
    "3 Cierre",
]


def test_the_source_has_its_own_pages(forum):
    assert list(told(programme(forum, None))) == SPANISH


def test_a_translation_has_the_same_with_its_own_words_where_there_are_any(forum):
    table = forum.get_descendants().get(title="Mesa dos").specific
    words = {"Foro": "Forum", "Agua": "Water", "Fuente": "Spring", "Mesa dos": "Table two"}
    for above in table.get_ancestors().filter(depth__gt=2).specific():
        translated(above, words)
    english = translated(table, words)
    there = programme(english.event, None)
    say = {"1 Agua": "1 Water", "1.1 Fuente": "1.1 Spring", "1.1.2 Mesa dos": "1.1.2 Table two"}
    assert list(told(there)) == [say.get(line, line) for line in SPANISH]
    line = there.parts[0].branch
    assert (line.language, line.branches[0].meetings[0].language, line.branches[0].meetings[1].language) == (
        "en",
        "es",
        "en",
    )
    below = programme(english.get_parent().specific, None)
    assert [f"{one.code} {one.title}" for one in below.meetings] == ["1.1.1 Mesa uno", "1.1.2 Table two"]


def test_what_is_only_there_in_spanish_is_marked_as_spanish(client, forum):
    english = translated(forum, {"Foro": "Forum"})
    text = client.get(english.url).content.decode()
    assert 'lang="es" hreflang="es"' in text
    assert "Mesa cuatro" in text


def test_a_session_first_made_in_the_translated_event_is_there_too(forum):
    english = translated(forum, {"Foro": "Forum"})
    factories.a_session(english, title="Only here")
    assert "Only here" in [line.partition(" ")[2] for line in told(programme(english, None))]


def test_drafts_stay_away(forum):
    english = translated(forum, {"Foro": "Forum"})
    hidden = forum.get_descendants().get(title="Mesa uno").specific
    hidden.unpublish()
    assert "1.1.1 Mesa uno" not in list(told(programme(english, None)))


@pytest.mark.parametrize("many", [1, 3])
def test_a_translated_programme_costs_the_same_however_long_it_is(many, django_assert_num_queries):
    forum = factories.a_forum(title="Foro")
    for _ in range(many):
        factories.a_session(factories.a_line(forum))
    english = translated(forum, {"Foro": "Forum"})
    programme(english, None)
    with django_assert_num_queries(PROGRAMME_QUERIES):
        programme(english, None)


PROGRAMME_QUERIES = 7
