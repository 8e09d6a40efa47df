"""Reads the environment; a wrong value stops the start with one sentence."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The variable `name`; without it `default`, and without that an error that says what to set."""
    value = os.environ.get(name, default)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. Give it a value in the environment and start again.")
    return value


def secret(name: str) -> str:
    """A secret nobody can guess: 50 characters are Django's own bound for one made at random."""
    value = text(name)
    if len(value) < 50:
        raise ImproperlyConfigured(f"{name} has {len(value)} characters, but needs at least 50, made at random.")
    return value


def token(name: str) -> str:
    """A word that opens a door to who brings it, or "" where none is set; 20 characters at random are not guessed."""
    value = os.environ.get(name, "")
    if value and len(value) < 20:
        raise ImproperlyConfigured(f"{name} has {len(value)} characters, but needs at least 20, made at random.")
    return value


def number(name: str, default: int) -> int:
    """A whole number above zero."""
    value = os.environ.get(name, str(default))
    if not value.isdigit() or int(value) == 0:
        raise ImproperlyConfigured(f"{name} is {value!r}, but must be a whole number above zero, such as {default}.")
    return int(value)


def folder(name: str, default: Path) -> Path:
    """A folder that can be written to; made when it is not there."""
    path = Path(os.environ.get(name) or default).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name} is {str(path)!r}, but that is no folder to write to: {error}.") from error
    if not os.access(path, os.W_OK):
        raise ImproperlyConfigured(f"{name} is {str(path)!r}, but nothing can be written there.")
    return path


def address(name: str, schemes: tuple[str, ...], default: str | None = None) -> str:
    """An address such as https://plenaria.example, of one of `schemes`."""
    value = text(name, default)
    parts = urlsplit(value)
    if parts.scheme not in schemes or not parts.hostname:
        example = f"{schemes[0]}://host"
        raise ImproperlyConfigured(f"{name} is {value!r}, but must be an address such as {example}.")
    return value


def database(url: str) -> dict[str, object]:
    """Django's settings for `postgresql://user:password@host:port/name`."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"DATABASE_URL is {parts.scheme!r}://…, but must be an address such as postgresql://user@host:5432/plenaria."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5},  # seconds; else who asks a host that is gone waits for two minutes
    }


def hosts(name: str) -> list[str]:
    """Host names separated by commas; `*` is refused, because it would switch the origin check off."""
    names = [part.strip() for part in text(name).split(",") if part.strip()]
    if not names:
        raise ImproperlyConfigured(f"{name} names no host. Name the hosts, such as plenaria.example.")
    if "*" in names:
        raise ImproperlyConfigured(
            f"{name} holds '*', which lets any site in. Name the hosts, such as plenaria.example."
        )
    return names


def mail(name: str) -> dict[str, object]:
    """Options of Django's SMTP mailer for `smtp://user:password@host:port` (`smtps` for TLS from the start)."""
    parts = urlsplit(address(name, ("smtp", "smtps")))
    secure = parts.scheme == "smtps"
    return {
        "host": parts.hostname,
        "port": parts.port or (465 if secure else 587),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": secure,
        "use_tls": not secure,
    }
