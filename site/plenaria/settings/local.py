"""One process on SQLite, no service: what `make demo` runs."""

import secrets
from typing import Any

from plenaria.settings.base import *  # noqa: F403
from plenaria.settings.base import DATA
from plenaria.settings.environment import number

DEBUG = False
PLENARIA_DEMO = PLENARIA_SPARES_LOOPBACK = True
SERVES_MEDIA = True
PORT = number("PORT", 8000)
ALLOWED_HOSTS = ["*"]  # a demo is opened from phones in the same room, by whatever name the machine has
WAGTAILADMIN_BASE_URL = PLENARIA_URL = f"http://127.0.0.1:{PORT}"


def kept_secret() -> str:
    """A secret of this data folder's own, made once, so that seats and sessions outlive a restart."""
    file = DATA / "secret-key"
    if not file.exists():
        file.write_text(secrets.token_urlsafe(50))
        file.chmod(0o600)
    return file.read_text()


SECRET_KEY = kept_secret()

DATABASES: dict[str, Any] = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "plenaria.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
        },
    }
}
CHANNEL_LAYERS: dict[str, Any] = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

# Mails are files one can open: var/mail.
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": str(DATA / "mail")},
    }
}
DEFAULT_FROM_EMAIL = "Plenaria <no-reply@plenaria.example>"
