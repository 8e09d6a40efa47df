"""Where rooms stand, asked once a second in one statement: how far their logs are, and whether who is in may stay."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from live import rules
from live.log import Head
from live.models import Room
from live.models import Seat as SeatRow
from live.seats import Signed

SIGNED_OUT, NOT_ALLOWED, NO_ROOM = 4501, 4503, 4504  # closing codes of the protocol: do not come back


@dataclass(frozen=True)
class Standing:
    """One room: its log's head, how many seats are barred; and of all accounts asked about, how many may stay."""

    head: Head
    barred: int
    allowed: int
    signed: int


def look(rooms: Collection[int], accounts: Collection[Signed]) -> dict[int, Standing]:
    """How every one of these rooms stands: one statement, however many people are in them."""
    barred = SeatRow.objects.filter(room=OuterRef("pk"), barred=True).order_by().values("room")
    rows = Room.objects.filter(pk__in=rooms).annotate(
        barred=Coalesce(Subquery(barred.annotate(many=Count("pk")).values("many")), 0),
        allowed=_many(_allowed(accounts)),
        signed=_many(_signed(accounts)),
    )
    found = rows.values_list("pk", "seq", "epoch", "barred", "allowed", "signed")
    return {pk: Standing(Head(seq, epoch), *rest) for pk, seq, epoch, *rest in found}


def barred(room: int) -> set[str]:
    """The seats of a room that were closed."""
    return {str(key) for key in SeatRow.objects.filter(room=room, barred=True).values_list("key", flat=True)}


def may_stay(accounts: Collection[Signed]) -> dict[Signed, int]:
    """For each account that may not stay, the code its sockets are closed with."""
    allowed = rules.moderators({one.user for one in accounts})
    gone = dict.fromkeys(_ended(accounts), SIGNED_OUT)
    return {one: NOT_ALLOWED for one in accounts if one.user not in allowed} | gone


def signed_out(accounts: Collection[Signed]) -> set[Signed]:
    """Those of these accounts of people who take part that are signed in no more, or were closed."""
    users = get_user_model().objects.filter(pk__in={one.user for one in accounts}, is_active=True)
    active = set(users.values_list("pk", flat=True))
    return _ended(accounts) | {one for one in accounts if one.user not in active}


def _ended(accounts: Collection[Signed]) -> set[Signed]:
    """Accounts whose session ended, or whose password is another now."""
    signed = set(_signed(accounts).values_list("session_key", flat=True))
    same = dict(get_user_model().objects.filter(pk__in={one.user for one in accounts}).values_list("pk", "password"))
    return {one for one in accounts if one.session not in signed or same.get(one.user) != one.password}


def _allowed(accounts: Collection[Signed]) -> QuerySet:
    same = Q(pk__in=[])
    for one in accounts:
        same |= Q(pk=one.user, password=one.password)
    return rules.moderating({one.user for one in accounts}).filter(same)


def _signed(accounts: Collection[Signed]) -> QuerySet:
    return Session.objects.filter(session_key__in={one.session for one in accounts}, expire_date__gt=timezone.now())


def _many(rows: QuerySet) -> Coalesce:
    """The number of rows, as a column of every room."""
    counted = rows.order_by().annotate(all=Value(1)).values("all").annotate(many=Count("pk", distinct=True))
    return Coalesce(Subquery(counted.values("many"), output_field=IntegerField()), 0)
