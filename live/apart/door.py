"""What the door decides: everything that needs no order. Nothing refused here is stored. Pure."""

import re
from math import isfinite
from typing import Any

import msgspec

from live.apart.activity import Activity
from live.apart.calls import Said, Who
from live.apart.replicas import Replica
from live.wire.to_room import HOST_VERBS, ROOM, ROOM_VERBS
from plugins.contract import Phase, Refused


class Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Body of `stage`: the activity the projector shows, "" for none."""

    activity: str = ""


class Nothing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Body of every other verb of core."""


LARGEST = 2**63  # numbers from here on are of no use to a format, and thousands of digits stop a whole batch

TRUSTED = {"anyone": {"open", "registered", "account"}, "registered": {"registered", "account"}, "account": {"account"}}


def admit(replica: Replica, act: Said) -> dict[str, Any]:
    """The body to store for an act; raises `Refused` where it is malformed, unknown or not this seat's to say."""
    who = act.who
    if who.side == "screen":
        raise Refused("not_allowed")
    if act.activity == ROOM:
        if act.verb not in ROOM_VERBS:
            raise Refused("unknown_verb")
        _hosts_only(who)
        return _typed(act.body, Stage if act.verb == "stage" else Nothing)
    activity = _visible(replica, who, act.activity)
    if act.verb in HOST_VERBS:
        _hosts_only(who)
        return _typed(act.body, Nothing)
    return _said(activity, act)


def _said(activity: Activity, act: Said) -> dict[str, Any]:
    if activity.format is None or activity.halted:
        raise Refused("unavailable")
    who = act.who
    verb = activity.format.verbs.get(act.verb)
    if verb is None:
        raise Refused("unknown_verb")
    if verb.who == "host":
        _hosts_only(who)
    elif who.role != "person":
        raise Refused("unknown_verb")
    elif who.trust not in TRUSTED[activity.setup.accepts]:
        raise Refused(activity.setup.accepts)
    return _typed(act.body, verb.body)


def _visible(replica: Replica, who: Who, key: str) -> Activity:
    """The activity, if this seat can see it: absent and forbidden are told alike."""
    activity = replica.activities.get(key)
    hidden = activity is None or activity.retired or (activity.phase is Phase.DRAFT and who.role != "host")
    if activity is None or hidden:
        raise Refused("unknown_activity")
    return activity


def _hosts_only(who: Who) -> None:
    if who.role != "host":
        raise Refused("not_allowed")


def _typed(body: bytes, kind: type[msgspec.Struct]) -> dict[str, Any]:
    try:
        said = msgspec.to_builtins(msgspec.json.decode(body, type=kind), str_keys=True)
    except msgspec.ValidationError as error:
        raise of_body(error) from error
    if not _storable(said):
        raise Refused("malformed")
    return said


def _storable(value: Any) -> bool:
    """Whether every database keeps it: no letter zero, no half of a letter, no endless number."""
    match value:
        case str():
            return not any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in value)
        case float():
            return isfinite(value)
        case int():
            return abs(value) < LARGEST
        case dict():
            return all(_storable(part) for pair in value.items() for part in pair)
        case list() | tuple():
            return all(map(_storable, value))
    return True


def of_body(error: msgspec.ValidationError) -> Refused:
    """Why a body was not of its verb's type, as a code with values."""
    text = str(error)
    if match := re.search(r"`str` of length <= (\d+)", text):
        return Refused("too_long", most=int(match[1]))
    if re.search(r"`str` of length >= \d+|matching regex", text):
        return Refused("empty")
    if re.search(r"`array` of length >= \d+", text):
        return Refused("nothing_chosen")
    return Refused("malformed")
