"""The secret in a person's link: made from the registration's key, so it can be sent again, and stored nowhere."""

import base64
import hashlib
import uuid

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

TOKEN_SALT = "plenaria.registration.link"  # noqa: S105  (a purpose, not a secret)
SEAT_SALT = "plenaria.registration.seat"


def token(key: uuid.UUID) -> str:
    """192 bits nobody can guess who does not know the server's secret."""
    made = salted_hmac(TOKEN_SALT, str(key), algorithm="sha256").digest()[:24]
    return base64.urlsafe_b64encode(made).decode()


def digest(text: str) -> str:
    """What the table keeps of a token."""
    return hashlib.sha256(text.encode()).hexdigest()


def seat_key(key: uuid.UUID) -> str:
    """The one seat of a registration: whoever enters twice sits on the same chair."""
    return str(uuid.UUID(bytes=salted_hmac(SEAT_SALT, str(key), algorithm="sha256").digest()[:16], version=4))


def address(key: uuid.UUID) -> str:
    """The whole address of the person's place, for mails."""
    return settings.PLENARIA_URL + reverse("registration_place", args=[token(key)])
