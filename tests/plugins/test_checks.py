"""A wrong format fails at start-up with a number, what is wrong, and the way out."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from msgspec import Struct

from live.polls.format import Polls, Vote, Withdraw
from plugins import checks, registry
from plugins.contract import Format, Verb
from plugins.testing.adversary.broken import NamesActors
from plugins.testing.adversary.honest import Honest


class Blob(Struct):
    when: bytes


class Titled(Struct):
    title: str = ""


class Bare(Format):
    """Says nothing."""


def variant(**said):
    """A poll with one thing wrong."""
    return type("Polls", (Polls,), {"__module__": Polls.__module__, **said})


def numbers(kind):
    return [fault.number for fault in checks.faults(kind)]


def test_the_shipped_formats_have_no_fault():
    assert registry.faults() == []
    assert checks.formats(None) == []


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (Bare, 4),
        (variant(slug="Polls!"), 5),
        (variant(slug="missing"), 5),
        (variant(slug="surveys"), 6),
        (variant(tookpart=lambda self, actor: True), 7),
        *((variant(verbs={core: Verb(Vote)}), 8) for core in sorted(checks.CORE_VERBS)),
        (variant(verbs={"cast a vote": Verb(Vote)}), 9),
        (variant(verbs={"vote": Verb(dict)}), 10),
        (variant(verbs={"vote": Verb(Vote), "again": Verb(Vote)}), 11),
        (variant(Settings=Titled), 12),
        (variant(Settings=Blob), 13),
        (variant(slug="surveys"), 14),
        (variant(verbs={"vote": Verb(Vote), "back": Verb(Withdraw, withdraws=True)}), 19),
        (variant(verbs={"vote": Verb(Vote, ballot=True, withdraws=True)}), 19),
    ],
)
def test_a_fault_has_its_number(kind, number):
    assert number in numbers(kind)


def test_a_check_says_the_way_out(monkeypatch):
    monkeypatch.setattr(registry, "formats", lambda: {"polls": variant(verbs={"open": Verb(Vote)})})
    (error,) = checks.formats(None)
    assert (error.id, error.hint) == ("plenaria.E008", "Choose another word of the field.")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A package of formats of one's own; what was loaded comes back afterwards."""
    package = f"shelf_{tmp_path.name}"
    (tmp_path / package).mkdir()
    (tmp_path / package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)

    def add(name, text):
        (tmp_path / package / name).mkdir()
        (tmp_path / package / name / "__init__.py").touch()
        (tmp_path / package / name / "format.py").write_text(text)

    yield package, add
    registry.load(["plugins", "live"])


FORMAT = "from live.polls.format import Polls\nclass {name}(Polls):\n    slug = '{slug}'\n"


def test_a_folder_is_found(folder):
    package, add = folder
    add("dots", FORMAT.format(name="Dots", slug="dots"))
    registry.load([package])
    assert list(registry.formats()) == ["dots"]
    assert registry.get("dots").__name__ == "Dots"
    assert registry.get("polls") is None


def test_a_format_that_cannot_be_imported_does_not_take_the_others_along(folder):
    package, add = folder
    add("broken", "import nothing_of_this_name")
    add("dots", FORMAT.format(name="Dots", slug="dots"))
    registry.load([package])
    assert (list(registry.formats()), [fault.number for fault in registry.faults()]) == (["dots"], [1])


def test_two_formats_in_a_module_are_one_too_many(folder):
    package, add = folder
    add("dots", FORMAT.format(name="Dots", slug="dots") + FORMAT.format(name="Spots", slug="dots"))
    registry.load([package])
    assert [fault.number for fault in registry.faults()] == [2]


def test_a_slug_belongs_to_one_format(folder):
    package, add = folder
    add("dots", FORMAT.format(name="Dots", slug="dots"))
    add("spots", FORMAT.format(name="Spots", slug="dots"))
    registry.load([package])
    assert [fault.number for fault in registry.faults()] == [3]


def test_a_format_for_another_contract_is_named_and_not_run(folder):
    package, add = folder
    add("dots", FORMAT.format(name="Dots", slug="dots") + "    contract = 2\n")
    registry.load([package])
    assert registry.get("dots") is None
    (fault,) = registry.faults()
    assert (fault.number, fault.what) == (
        15,
        f"{package}.dots.format was written for version 2 of the contract; here 1 is spoken.",
    )
    assert "uninstall it" in fault.hint


class Shows(Honest):
    """Its person's page is what a test says."""

    slug = "shows"


@pytest.fixture
def page_of(tmp_path, monkeypatch):
    """A format whose pages are these."""
    place = tmp_path / "shows" / "templates" / "shows"
    place.mkdir(parents=True)
    monkeypatch.setattr(registry, "folder", lambda kind: tmp_path / "shows")

    def write(text):
        for side in checks.SIDES:
            (place / f"{side}.html").write_text(text)
        return checks.faults(Shows)

    return write


@pytest.mark.parametrize(
    "text",
    [
        "{% load live_tags %}{% live %}",
        "{% load live_tags %}{% each ul view.items %}{% endeach %}",
        "{% no_such_tag %}",
        "{% include 'shows/not_there.html' %}",
    ],
)
def test_a_page_that_cannot_be_drawn_is_named(page_of, text):
    faults = page_of(text)
    assert {fault.number for fault in faults} == {16}
    assert faults[0].what.startswith("shows/person.html cannot be drawn: ")


def test_a_page_that_can_be_drawn_is_not(page_of):
    assert page_of("{% load live_tags %}<h2>{% live title %}</h2>") == []


def test_a_format_that_breaks_at_once_is_named():
    breaking = {"__module__": Honest.__module__, "view": lambda self, to: {"first": self.lines[10].seq}}
    (fault,) = checks.faults(type("Breaks", (Honest,), breaking))
    assert fault == registry.Fault(
        17,
        "adversary breaks on the smallest log, by IndexError: list index out of range.",
        "Fold a log by hand, or run the suite: plugins/README.md says how.",
    )


def test_an_actor_in_a_view_is_named_at_start_up():
    (fault,) = checks.faults(NamesActors)
    assert (fault.number, fault.what) == (18, "adversary: view of the person tells who an actor is.")


def test_a_server_is_stopped_by_the_same_sentences(monkeypatch):
    checks.refuse_faults()
    monkeypatch.setattr(checks, "faults", lambda kind: [registry.Fault(5, "The slug is none.", "Give one.")])
    with pytest.raises(ImproperlyConfigured, match=r"plenaria\.E005: The slug is none\. Give one\."):
        checks.refuse_faults()
