"""What an account is called on screen."""

from django.contrib.auth.models import AbstractUser


def shown(user: AbstractUser) -> str:
    """The name they gave; else what stands before the @ of their address, which only they see here."""
    return user.get_full_name() or user.email.partition("@")[0] or user.get_username()
