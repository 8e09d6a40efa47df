"""Numbered checks of the settings a public installation runs with: `manage.py check --deploy`, and at every start."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

from plenaria.safety.uploads import RUNS_IN_A_BROWSER

SECRET = 50  # characters: Django's own bound for one made at random
NEEDED = (
    "django.middleware.security.SecurityMiddleware",
    "plenaria.safety.headers.SafeHeaders",
    "plenaria.policy.ContentSecurityPolicy",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
)
LOOSE = ("'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:", "data:")
"""Sources of scripts that let text become code."""

NO_POST = ("console", "dummy", "filebased", "locmem")
"""Mailers of Django that send nothing."""


@dataclass(frozen=True)
class Rule:
    """A rule of safe settings. `fault` gives what is wrong with them, or nothing; `hint` is the way out."""

    number: int
    fault: Callable[[], str]
    hint: str
    error: bool = True

    def findings(self) -> Iterator[CheckMessage]:
        if what := self.fault():
            kind, letter = (Error, "E") if self.error else (Warning, "W")
            yield kind(what, hint=self.hint, id=f"plenaria.{letter}{self.number:03}")


def _hosts() -> str:
    if not settings.ALLOWED_HOSTS:
        return "ALLOWED_HOSTS is empty: nobody is let in."
    return "ALLOWED_HOSTS holds '*', which takes any name for ours." if "*" in settings.ALLOWED_HOSTS else ""


def _secret() -> str:
    key = settings.SECRET_KEY
    if len(key) < SECRET or len(set(key)) < 10 or key.startswith("django-insecure-"):
        return f"SECRET_KEY has {len(key)} characters of {len(set(key))} kinds: seats and sessions can be forged."
    return ""


def _debug() -> str:
    return "DEBUG is on: error pages show code, settings and data." if settings.DEBUG else ""


def _demo() -> str:
    return "PLENARIA_DEMO is on: everybody knows the password of its accounts." if settings.PLENARIA_DEMO else ""


def _address() -> str:
    parts = urlsplit(settings.PLENARIA_URL)
    if parts.scheme != "https" or not parts.hostname:
        return f"PLENARIA_URL is {settings.PLENARIA_URL!r}: seats and passwords would travel in the open."
    return ""


def _address_is_a_host() -> str:
    host = urlsplit(settings.PLENARIA_URL).hostname or ""
    if settings.ALLOWED_HOSTS and not validate_host(host, settings.ALLOWED_HOSTS):
        return f"PLENARIA_URL leads to {host!r}, which ALLOWED_HOSTS does not name: links in mails lead nowhere."
    return ""


def _policy() -> str:
    policy: dict[str, Any] = getattr(settings, "SECURE_CSP", None) or {}
    if not policy.get("default-src"):
        return "SECURE_CSP has no default-src: text that is shown may run as code."
    scripts = policy.get("script-src", policy["default-src"])
    if loose := [source for source in map(str, scripts) if source in LOOSE]:
        return f"SECURE_CSP lets scripts in from {', '.join(loose)}: text that is shown may run as code."
    return ""


def _middleware() -> str:
    missing = [name for name in NEEDED if name not in settings.MIDDLEWARE]
    return f"MIDDLEWARE lacks {', '.join(missing)}." if missing else ""


def _cookies() -> str:
    names = ("SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_SECURE")
    off = [name for name in names if not getattr(settings, name)]
    return f"{', '.join(off)} is off: cookies can be read on the way or by scripts." if off else ""


def _https() -> str:
    return "" if settings.SECURE_SSL_REDIRECT else "SECURE_SSL_REDIRECT is off: pages are shown over plain HTTP too."


def _files() -> str:
    documents = {kind.lower() for kind in getattr(settings, "WAGTAILDOCS_EXTENSIONS", ())}
    if not documents:
        return "WAGTAILDOCS_EXTENSIONS names no kinds of files: any kind may be uploaded."
    if bad := (documents | {kind.lower() for kind in settings.WAGTAILIMAGES_EXTENSIONS}) & RUNS_IN_A_BROWSER:
        return f"Files of the kinds {', '.join(sorted(bad))} may be uploaded, and a browser runs what they hold."
    return ""


def _sizes() -> str:
    names = ("WAGTAILDOCS_MAX_UPLOAD_SIZE", "WAGTAILIMAGES_MAX_UPLOAD_SIZE", "WAGTAILIMAGES_MAX_IMAGE_PIXELS")
    without = [name for name in names if not getattr(settings, name, None)]
    return f"{', '.join(without)} is not set: one upload can fill the disk or the memory." if without else ""


def _embeds() -> str:
    finders = getattr(settings, "WAGTAILEMBEDS_FINDERS", None)
    if finders is None:
        return "WAGTAILEMBEDS_FINDERS is not set: the server asks any of Wagtail's providers for what editors paste."
    if any("providers" not in one for one in finders):
        return "WAGTAILEMBEDS_FINDERS has a finder without a list of providers."
    return ""


def _mail() -> str:
    backend = getattr(settings, "MAILERS", {}).get("default", {}).get("BACKEND", "")
    if not backend or any(f".{kind}." in backend for kind in NO_POST):
        return f"Mail goes to {backend or 'nowhere'}: nobody receives a link or a password."
    return ""


def _one_process() -> str:
    database = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    layer = settings.CHANNEL_LAYERS["default"]["BACKEND"].endswith("InMemoryChannelLayer")
    cache = "locmem" in settings.CACHES["default"]["BACKEND"]
    found = [name for name, is_so in (("SQLite", database), ("channels", layer), ("cache", cache)) if is_so]
    return (
        f"In the memory or file of one process: {', '.join(found)}. A second process would not hear." if found else ""
    )


RULES = (
    Rule(101, _hosts, "Name the hosts, such as ['plenaria.example']."),
    Rule(102, _secret, f"Make one at random, of at least {SECRET} characters: secrets.token_urlsafe(50)."),
    Rule(103, _debug, "Set DEBUG = False."),
    Rule(104, _demo, "Set PLENARIA_DEMO = False, and remove the demo's accounts if they were made."),
    Rule(105, _address, "Give the public address, such as https://plenaria.example."),
    Rule(106, _address_is_a_host, "Add the host of PLENARIA_URL to ALLOWED_HOSTS."),
    Rule(107, _policy, "Keep SECURE_CSP of plenaria.settings.base: scripts of our own alone."),
    Rule(108, _middleware, "Keep MIDDLEWARE of plenaria.settings.base and add to it."),
    Rule(109, _cookies, "Set them to True, as plenaria.settings.production does."),
    Rule(110, _https, "Set SECURE_SSL_REDIRECT = True, and SECURE_PROXY_SSL_HEADER if a proxy ends TLS."),
    Rule(111, _files, "Keep the lists of plenaria.settings.base: no HTML, SVG, XML or scripts."),
    Rule(112, _sizes, "Keep the limits of plenaria.settings.base, or set others."),
    Rule(113, _embeds, "Keep WAGTAILEMBEDS_FINDERS = [], or give each finder the providers you trust."),
    Rule(101, _mail, "Set MAIL_URL, such as smtp://user:password@mail.example:587.", error=False),
    Rule(102, _one_process, "Use PostgreSQL and Redis, or start one process and no more.", error=False),
)


@register(Tags.security, deploy=True)
def safe_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every finding in the settings."""
    return [found for rule in RULES for found in rule.findings()]


def refuse_unsafe() -> None:
    """Stop a public server with the same sentences. A demo on this machine or in the hall is not public."""
    if settings.PLENARIA_DEMO and urlsplit(settings.PLENARIA_URL).scheme != "https":
        return
    if errors := [found for found in safe_settings(None) if isinstance(found, Error)]:
        raise ImproperlyConfigured("\n".join(f"{one.id}: {one.msg} {one.hint}" for one in errors))
