"""G9: a format that raises can only break its own activity."""

import json
from typing import Any

import pytest

from live.apart.activity import Class
from live.apart.line import HOUSE, Line
from live.apart.publisher import Publisher
from live.apart.replicas import Replica
from plugins import registry
from plugins.contract import Json, To
from tests.live.test_fold_law import OPTIONS, setup

BY = {"name": "", "role": "person", "mode": "room", "trust": "open", "language": "es"}


@pytest.fixture
def lines() -> list[Line]:
    said: list[tuple[str, str, dict[str, str], str, dict[str, Any]]] = [
        (
            "polls",
            HOUSE,
            BY | {"role": "host"},
            "setup",
            {"setup": setup("polls", "live", options=OPTIONS), "place": 1},
        ),
        ("questions", HOUSE, BY | {"role": "host"}, "setup", {"setup": setup("questions", "live"), "place": 2}),
        ("polls", "host", BY | {"role": "host"}, "open", {}),
        ("questions", "host", BY | {"role": "host"}, "open", {}),
        ("polls", "ben", BY, "vote", {"choices": ["a"]}),
        ("questions", "ben", BY, "ask", {"text": "¿?"}),
    ]
    return [Line(seq, *one, float(seq)) for seq, one in enumerate(said, 1)]


def broken(*args: Any) -> Any:
    raise RuntimeError("broken")


@pytest.mark.parametrize("method", ["accept", "check", "view", "more", "results", "mine", "took_part", "group"])
def test_a_format_that_raises_leaves_the_rest_of_the_room_alone(
    method: str, lines: list[Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = registry.get("polls")
    assert kind is not None
    monkeypatch.setattr(kind, method, broken)
    replica = Replica()
    replica.fold(lines)
    audience = replica.classes("person", {"polls": "ben", "questions": "ben"})
    shown = json.loads(Publisher(replica).snapshot(audience))["activities"]
    assert shown["questions"]["view"]["count"] == 1
    assert replica.activities["questions"].mine("ben")
    assert replica.activities["polls"].more(Class("person"), "items", "1") == {}
    if method in ("view", "results"):
        assert shown["polls"]["missing"]
    if method in ("accept", "check"):
        assert replica.verdict(5).code == "broken"
        assert shown["polls"]["view"]["voters"] == 0


def test_a_view_that_raised_for_one_side_is_whole_for_another(
    lines: list[Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = registry.get("polls")
    assert kind is not None
    whole = kind.view

    def only_for_people(self: Any, to: To) -> Json:
        return whole(self, to) if to.side == "person" else broken()

    monkeypatch.setattr(kind, "view", only_for_people)
    replica = Replica()
    replica.fold(lines)
    shown = {side: json.loads(Publisher(replica).snapshot(replica.classes(side, {}))) for side in ("person", "desk")}
    assert "missing" not in shown["person"]["activities"]["polls"]
    assert shown["desk"]["activities"]["polls"]["missing"]
