"""Who may do what in a room. Unknown means no."""

from collections.abc import Collection

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q, QuerySet

from live.queries import RoomInfo

MODERATE = "live.moderate_room"


def may_moderate(user: AbstractBaseUser | AnonymousUser, room: RoomInfo) -> bool:
    """Whether this account may sit at the desk of this room."""
    return bool(user.is_authenticated and user.is_active and user.pk in moderators([user.pk]))


def moderators(users: Collection[int]) -> set[int]:
    """Those of `users` who may moderate now: one statement, asked again for each batch of acts."""
    return set(moderating(users).values_list("pk", flat=True).distinct())


def moderating(users: Collection[int]) -> QuerySet:
    """The accounts among `users` that may moderate now; one may stand there several times."""
    permission = {"codename": "moderate_room", "content_type__app_label": "live"}
    holds = Q(is_superuser=True)
    holds |= Q(**{f"groups__permissions__{key}": value for key, value in permission.items()})
    holds |= Q(**{f"user_permissions__{key}": value for key, value in permission.items()})
    return get_user_model().objects.filter(holds, pk__in=users, is_active=True)
