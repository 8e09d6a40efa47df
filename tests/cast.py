"""The cast: the same seven people in every test. Factories fill in only the rest."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

PASSWORD = "una-clave-larga-y-buena"


def person(name: str, *, groups: tuple[str, ...] = (), **fields: Any) -> Any:
    """A user called `name` whose sign-in is `<name>@example.org` and PASSWORD."""
    low = name.lower()
    user = get_user_model().objects.create_user(
        username=low, email=f"{low}@example.org", password=PASSWORD, first_name=name, **fields
    )
    user.groups.set([Group.objects.get_or_create(name=group)[0] for group in groups])
    return user


def ada() -> Any:
    """Organises and hosts."""
    return person("Ada", groups=("Organisers",))


def ben() -> Any:
    """Takes part in the room."""
    return person("Ben")


def rosa() -> Any:
    """Takes part from afar."""
    return person("Rosa")


def cleo() -> Any:
    """Is signed in, has no part in anything and must see nothing of it."""
    return person("Cleo")


def edith() -> Any:
    """Edits and publishes."""
    return person("Edith", groups=("Editors",))


def max_() -> Any:
    """Moderates."""
    return person("Max", groups=("Moderators",))


def sol() -> Any:
    """Keeps the whole place running."""
    return person("Sol", is_staff=True, is_superuser=True)
