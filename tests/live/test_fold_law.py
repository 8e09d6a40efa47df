"""G3, the fold law: what patches make of an earlier view is what a fresh replica folds from the log, for each class."""

import json
import random
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from live.apart.line import HOUSE, Line
from live.apart.publisher import Publisher, name_of
from live.apart.replicas import Replica
from plugins import registry
from tests.live.dialogue import merged

POLICIES = ["live", "after_vote", "at_close", "revealed"]
PEOPLE = [f"actor-{number}" for number in range(5)]
OPTIONS = [{"id": one, "label": {"es": one}} for one in ("a", "b", "c")]


@pytest.fixture(scope="module", autouse=True)
def formats() -> None:
    registry.load(["plugins", "live"])


def setup(slug: str, results: str, **own: Any) -> dict[str, Any]:
    return {
        "format": slug,
        "version": 1,
        "title": {"es": "¿?"},
        "results": results,
        "accepts": "anyone",
        "names": "name",
        "settings": own,
    }


@st.composite
def logs(draw: st.DrawFn) -> list[Line]:
    """A log as a lively meeting writes it, refusals included."""
    lines: list[Line] = []

    def write(activity: str, actor: str, verb: str, role: str = "person", **body: Any) -> None:
        mode = draw(st.sampled_from(["room", "remote", "assisted"]))
        by = {"name": "Ana", "role": role, "mode": mode, "trust": "open", "language": "es"}
        lines.append(Line(len(lines) + 1, activity, actor, by, verb, body, float(len(lines))))

    for place, slug in enumerate(("polls", "questions"), 1):
        own = (
            {"options": OPTIONS, "several": draw(st.booleans()), "most": 2}
            if slug == "polls"
            else {"review": draw(st.booleans())}
        )
        write(slug, HOUSE, "setup", "host", setup=setup(slug, draw(st.sampled_from(POLICIES)), **own), place=place)
    for _ in range(draw(st.integers(0, 40))):
        act = draw(st.integers(0, 9))
        slug = draw(st.sampled_from(["polls", "questions"]))
        someone = draw(st.sampled_from(PEOPLE))
        question = str(draw(st.integers(1, len(lines))))
        if act < 3:
            write("polls", someone, "vote", choices=draw(st.lists(st.sampled_from("abcx"), min_size=1, max_size=3)))
        elif act < 5:
            write("questions", someone, "ask", text=draw(st.text(min_size=1, max_size=20)) + "?")
        elif act < 7:
            write("questions", someone, draw(st.sampled_from(["upvote", "withdraw_upvote"])), question=question)
        elif act == 7:
            verb = draw(st.sampled_from(["hide", "show", "pin", "unpin"]))
            write("questions", "host", verb, "host", question=question)
        elif act == 8:
            write(slug, "host", draw(st.sampled_from(["open", "close", "reveal", "conceal", "round"])), "host")
        else:
            write("room", "host", draw(st.sampled_from(["start", "end"])), "host")
    return lines


def whole(replica: Replica, side: str, actor: str) -> tuple[str, dict[str, Any]]:
    """The audience and the whole view of someone, from a replica that published nothing yet."""
    audience = replica.classes(side, dict.fromkeys(replica.activities, actor))
    return name_of(audience), json.loads(Publisher(replica).snapshot(audience))


def folded(lines: list[Line]) -> Replica:
    replica = Replica()
    replica.fold(lines)
    return replica


def followed(lines: list[Line], cuts: list[int], side: str, actor: str) -> dict[str, Any]:
    """What a client holds that joined at the first cut and merged every patch since."""
    replica = folded(lines[: cuts[0]])
    publisher = Publisher(replica)
    audience = replica.classes(side, dict.fromkeys(replica.activities, actor))
    view = json.loads(publisher.snapshot(audience))
    for start, end in zip(cuts, [*cuts[1:], len(lines)], strict=True):
        done = replica.fold(lines[start:end])
        now = replica.classes(side, dict.fromkeys(replica.activities, actor))
        publisher.touch(done.touched)
        pieces = publisher.tick({(audience, now)})[audience, now]
        for piece in pieces:
            patch = json.loads("{" + piece + "}")
            view = merged(view, patch if "room" in patch else {"activities": patch})
        audience = now
    return view


@settings(max_examples=80, deadline=None)
@given(log=logs(), cuts=st.lists(st.integers(2, 42), min_size=1, max_size=6), person=st.sampled_from(["", *PEOPLE]))
def test_patches_make_the_view_a_fresh_replica_folds(log: list[Line], cuts: list[int], person: str) -> None:
    places = sorted({min(cut, len(log)) for cut in cuts})
    for side in ("person", "desk", "screen"):
        _, fresh = whole(folded(log), side, person)
        assert followed(log, places, side, person) == fresh


@settings(max_examples=60, deadline=None)
@given(log=logs())
def test_no_view_holds_an_actor_a_null_or_what_is_hidden(log: list[Line]) -> None:
    replica = folded(log)
    _, desk = whole(replica, "desk", "")
    items = desk["activities"]["questions"]["view"]["items"]
    hidden = {key for key, item in items.items() if item["state"] in ("hidden", "waiting")}
    for side in ("person", "screen"):
        _, view = whole(replica, side, "")
        text = json.dumps(view)
        assert "actor-" not in text
        assert "null" not in text
        for key, one in view["activities"].items():
            assert ("results" in one) == replica.activities[key].public
            assert not hidden & set(one["view"].get("items", {}))


def test_a_forgotten_move_would_break_the_law() -> None:
    """The control: a client that is not told of its new class does not see what a fresh replica shows it."""
    by = {"name": "", "role": "person", "mode": "room", "trust": "open", "language": "es"}
    host = by | {"role": "host"}
    first = {"setup": setup("polls", "after_vote", options=OPTIONS), "place": 1}
    log = [
        Line(1, "polls", HOUSE, host, "setup", first, 0.0),
        Line(2, "polls", "host", host, "open", {}, 0.0),
        Line(3, "polls", "actor-1", by, "vote", {"choices": ["a"]}, 0.0),
    ]
    replica = folded(log[:2])
    publisher = Publisher(replica)
    audience = replica.classes("person", {"polls": "actor-1"})
    view = json.loads(publisher.snapshot(audience))
    publisher.touch(replica.fold(log[2:]).touched)
    for piece in publisher.tick({(audience, audience)})[audience, audience]:
        view = merged(view, {"activities": json.loads("{" + piece + "}")})
    _, fresh = whole(folded(log), "person", "actor-1")
    assert "results" in fresh["activities"]["polls"]
    assert view != fresh


def test_a_gap_in_the_log_is_never_passed_over() -> None:
    with pytest.raises(ValueError, match="jumps from 0 to 2"):
        folded([Line(2, "room", "host", {"role": "host"}, "start", {}, 0.0)])


def test_two_processes_with_other_hash_seeds_fold_the_same_bytes() -> None:
    script = (
        "import sys; sys.path[:0] = ['.', 'site']\n"
        "from tests.live.test_fold_law import *\n"
        "registry.load(['plugins', 'live'])\n"
        "import json, django.conf\n"
        "print(json.dumps([whole(folded(a_log(7)), side, 'actor-1') for side in ('person', 'desk', 'screen')]))\n"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "DJANGO_SETTINGS_MODULE": "plenaria.settings.test", "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def a_log(seed: int) -> list[Line]:
    """A long log, the same for one seed."""
    chance = random.Random(seed)
    by = {"name": "Ana", "role": "person", "mode": "remote", "trust": "open", "language": "es"}
    host = by | {"role": "host"}
    said: list[tuple[str, str, dict[str, str], str, dict[str, Any]]] = [
        ("polls", HOUSE, host, "setup", {"setup": setup("polls", "live", options=OPTIONS), "place": 1}),
        ("questions", HOUSE, host, "setup", {"setup": setup("questions", "live"), "place": 2}),
        ("polls", "host", host, "open", {}),
        ("questions", "host", host, "open", {}),
    ]
    for number in range(300):
        someone = f"actor-{chance.randrange(40)}"
        said.append(
            ("polls", someone, by, "vote", {"choices": [chance.choice("abc")]})
            if number % 2
            else ("questions", someone, by, "ask", {"text": f"¿{number}?"})
        )
    return [Line(seq, *one, float(seq)) for seq, one in enumerate(said, 1)]
