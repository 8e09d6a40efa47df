"""Questions keep their order while a few of many change, and a view stays small however long the words are."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from live.questions.format import Questions
from live.questions.order import Order
from live.questions.settings import QuestionsSettings
from live.questions.verbs import (
    ANSWER_LETTERS,
    LETTERS,
    Answer,
    Ask,
    Hide,
    Merge,
    Pin,
    Show,
    Split,
    Unpin,
    Upvote,
    WithdrawUpvote,
)
from plugins.contract import By, Refused, To

PERSON, DESK = To("person"), To("desk")
ABOUT = [
    Upvote,
    WithdrawUpvote,
    Hide,
    Show,
    Pin,
    Unpin,
    Answer,
    Split,
    lambda id: Merge(id, "7"),
    lambda id: Merge(id, str(int(id) % 5 + 1)),
]

# A step: what is said, of which question, by whom, and whether somebody looks afterwards.
STEPS = st.lists(
    st.tuples(st.integers(0, len(ABOUT)), st.integers(1, 30), st.sampled_from(["ben", "rosa", "ada"]), st.booleans()),
    max_size=60,
)


def by(seq: int, actor: str = "ben") -> By:
    return By(seq, actor, "", "host" if actor == "ada" else "person", "remote", "open", "es", float(seq))


def folded(steps: list[tuple[int, int, str, bool]], *, looking: bool) -> Questions:
    """The questions after these steps; `looking` makes views on the way."""
    one = Questions(QuestionsSettings())
    for seq in range(1, 21):
        one.accept(Ask(f"Question {seq}"), by(seq))
    for seq, (what, which, who, looks) in enumerate(steps, 21):
        said = ABOUT[what](str(which)) if what < len(ABOUT) else Ask("One more")
        try:
            one.accept(said, by(seq, who))
        except Refused:
            continue
        if looking and looks:
            one.view(PERSON)
            one.view(DESK)
    return one


def seen(one: Questions) -> list[object]:
    """Everything both sides see, items in their order."""
    views = [one.view(PERSON), one.view(DESK)]
    return [(list(view["items"].items()), view["count"], view.get("waiting")) for view in views]


def from_nothing(one: Questions, *, desk: bool) -> list[str]:
    items = [item for item in one.questions.values() if desk or item.state.public]
    return [item.id for item in sorted(items, key=lambda item: item.order(desk=desk))]


@given(STEPS)
def test_who_looks_on_the_way_changes_nothing(steps: list[tuple[int, int, str, bool]]) -> None:
    one = folded(steps, looking=True)
    assert seen(one) == seen(folded(steps, looking=False))
    assert list(one.view(PERSON)["items"]) == from_nothing(one, desk=False)
    assert list(one.view(DESK)["items"]) == from_nothing(one, desk=True)


def test_control_an_order_that_is_told_of_no_change_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Order, "changed", lambda self, item: None if self._order else self._changed.update({"1": None}))
    steps = [(ABOUT.index(Upvote), 20, "ben", True), (ABOUT.index(Upvote), 19, "ben", True)]
    one = folded([(len(ABOUT), 1, "ben", True), *steps], looking=True)
    assert list(one.view(PERSON)["items"]) != from_nothing(one, desk=False)


def test_a_view_of_long_words_stays_small_and_the_next_pages_hold_the_rest() -> None:
    one = Questions(QuestionsSettings())
    for seq in range(1, 101):
        one.accept(Ask("🗳" * LETTERS), by(seq))
        one.accept(Answer(str(seq), "🗳" * ANSWER_LETTERS), by(seq + 1000, "ada"))
    view = one.view(PERSON)
    assert len(msgspec.json.encode(view)) < 64_000
    assert 0 < len(view["items"]) < view["count"] == 100
    found = list(view["items"])
    while page := one.more(PERSON, "items", found[-1]):
        assert len(msgspec.json.encode(page)) < 64_000
        found += page
    assert found == [str(seq) for seq in range(1, 101)]


def test_words_that_json_writes_long_are_counted_as_long() -> None:
    one = Questions(QuestionsSettings())
    for seq in range(1, 101):
        one.accept(Ask("\x01" * (LETTERS - 1) + "x"), by(seq))
    assert len(msgspec.json.encode(one.view(DESK))) < 64_000
