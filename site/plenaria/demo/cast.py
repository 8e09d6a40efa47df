"""The cast of the demo: one account for each way of working with the house."""

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

PASSWORD = "mesa-redonda-24"  # noqa: S105  (printed by the demo; an installation makes its own accounts)


@dataclass(frozen=True)
class Member:
    """Somebody of the cast and what they may do."""

    name: str
    group: str
    does: str

    @property
    def email(self) -> str:
        return f"{self.name.lower()}@plenaria.example"


CAST = (
    Member("Ada", "Organisers", "organises: writes pages, publishes, may moderate"),
    Member("Max", "Moderators", "moderates: the desk"),
    Member("Edith", "Editors", "edits: draws up and validates conclusions"),
    Member("Rosa", "", "takes part from afar, with an account"),
    Member("Ben", "", "takes part in the room, with an account"),
)


def gather() -> dict[str, Any]:
    """The accounts by name; those that are missing are made."""
    return {member.name: _account(member) for member in CAST}


def _account(member: Member) -> Any:
    people = get_user_model().objects
    found = people.filter(email=member.email).first()
    if found is not None:
        return found
    user = people.create_user(username=member.email, email=member.email, password=PASSWORD, first_name=member.name)
    if member.group:
        user.groups.add(Group.objects.get(name=member.group))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
