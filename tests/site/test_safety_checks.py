"""Unsafe settings of a public installation: found by number with a way out, and no server starts with them."""

import re
from typing import Any

import pytest
from django.conf import settings as current
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from plenaria.safety.checks import NEEDED, RULES, refuse_unsafe, safe_settings
from tests.database import ROOT
from tests.site.test_settings import PRODUCTION, manage

SAFE: dict[str, Any] = {
    "ALLOWED_HOSTS": ["plenaria.example"],
    "SECRET_KEY": PRODUCTION["SECRET_KEY"],
    "DEBUG": False,
    "PLENARIA_DEMO": False,
    "PLENARIA_URL": "https://plenaria.example",
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SECURE_SSL_REDIRECT": True,
    "MAILERS": {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend"}},
    "DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql"}},
    "CHANNEL_LAYERS": {"default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer"}},
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache"}},
}
STRICT = current.SECURE_CSP
UNSAFE: list[tuple[str, dict[str, Any]]] = [
    ("E101", {"ALLOWED_HOSTS": ["*"]}),
    ("E101", {"ALLOWED_HOSTS": ["plenaria.example", "*"]}),
    ("E101", {"ALLOWED_HOSTS": []}),
    ("E102", {"SECRET_KEY": "only-for-tests"}),
    ("E102", {"SECRET_KEY": "a" * 60}),
    ("E102", {"SECRET_KEY": "django-insecure-" + PRODUCTION["SECRET_KEY"]}),
    ("E103", {"DEBUG": True}),
    ("E104", {"PLENARIA_DEMO": True}),
    ("E105", {"PLENARIA_URL": "http://plenaria.example"}),
    ("E106", {"PLENARIA_URL": "https://other.example"}),
    ("E107", {"SECURE_CSP": {}}),
    ("E107", {"SECURE_CSP": {"img-src": [CSP.SELF]}}),
    ("E107", {"SECURE_CSP": {**STRICT, "default-src": [CSP.SELF, CSP.UNSAFE_INLINE]}}),
    ("E107", {"SECURE_CSP": {**STRICT, "script-src": [CSP.SELF, CSP.UNSAFE_EVAL]}}),
    ("E107", {"SECURE_CSP": {**STRICT, "script-src": ["https:"]}}),
    *[("E108", {"MIDDLEWARE": [one for one in current.MIDDLEWARE if one != needed]}) for needed in NEEDED],
    ("E109", {"SESSION_COOKIE_SECURE": False}),
    ("E109", {"SESSION_COOKIE_HTTPONLY": False}),
    ("E109", {"CSRF_COOKIE_SECURE": False}),
    ("E110", {"SECURE_SSL_REDIRECT": False}),
    ("E111", {"WAGTAILDOCS_EXTENSIONS": []}),
    ("E111", {"WAGTAILDOCS_EXTENSIONS": ["pdf", "HTML"]}),
    ("E111", {"WAGTAILIMAGES_EXTENSIONS": ["png", "svg"]}),
    ("E112", {"WAGTAILDOCS_MAX_UPLOAD_SIZE": None}),
    ("E112", {"WAGTAILIMAGES_MAX_IMAGE_PIXELS": None}),
    ("E113", {"WAGTAILEMBEDS_FINDERS": None}),
    ("E113", {"WAGTAILEMBEDS_FINDERS": [{"class": "wagtail.embeds.finders.oembed"}]}),
    ("W101", {"MAILERS": {}}),
    ("W101", {"MAILERS": {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}}),
    ("W102", {"DATABASES": {"default": {"ENGINE": "django.db.backends.sqlite3"}}}),
    ("W102", {"CHANNEL_LAYERS": {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}}),
    ("W102", {"CACHES": {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}}),
]


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Settings by name, as a check reads them and nobody else does."""
    from plenaria.safety import checks

    class Place:
        def __init__(self, **changes: Any):
            self.__dict__.update(SAFE | changes)

        def __getattr__(self, name: str) -> Any:
            return getattr(current, name)

    return lambda **changes: monkeypatch.setattr(checks, "settings", Place(**changes))


def test_safe_settings_have_no_finding(place):
    place()
    assert safe_settings(None) == []
    refuse_unsafe()


@pytest.mark.parametrize(("number", "changes"), UNSAFE, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_unsafe_is_found_and_told_with_a_way_out(place, number, changes):
    place(**changes)
    (found,) = safe_settings(None)
    assert found.id == f"plenaria.{number}"
    assert found.msg.endswith(".") and found.hint.endswith(".")


@pytest.mark.parametrize(("number", "changes"), UNSAFE, ids=lambda value: value if isinstance(value, str) else "")
def test_no_server_starts_with_an_error(place, number, changes):
    place(**changes)
    if number.startswith("W"):
        return refuse_unsafe()
    with pytest.raises(ImproperlyConfigured, match=rf"^plenaria\.{number}: "):
        refuse_unsafe()


def test_every_rule_is_tried():
    tried = {number for number, _changes in UNSAFE}
    assert tried == {f"{'E' if rule.error else 'W'}{rule.number}" for rule in RULES}


def test_every_check_stands_in_the_readme():
    readme = (ROOT / "site" / "plenaria" / "safety" / "README.md").read_text()
    assert re.findall(r"`plenaria\.(\w+)` \|", readme) == [f"{'E' if r.error else 'W'}{r.number}" for r in RULES]


def test_a_demo_on_this_machine_starts_and_a_public_one_does_not(place):
    place(PLENARIA_DEMO=True, ALLOWED_HOSTS=["*"], PLENARIA_URL="http://127.0.0.1:8000")
    refuse_unsafe()
    place(PLENARIA_DEMO=True)
    with pytest.raises(ImproperlyConfigured, match=r"plenaria\.E104"):
        refuse_unsafe()


def test_local_settings_are_told_what_they_lack_for_the_public(tmp_path):
    check = manage(tmp_path, "check", "--deploy", DJANGO_SETTINGS_MODULE="plenaria.settings.local")
    assert check.returncode == 1
    assert {"E101", "E104", "E105", "E109", "E110", "W101", "W102"} <= set(
        re.findall(r"\(plenaria\.(\w+)\)", check.stderr)
    )


def test_the_server_itself_refuses(tmp_path):
    """Servers run no checks of their own; a place of one's own with `*` stops where the application is made."""
    (tmp_path / "place.py").write_text("from plenaria.settings.production import *\nALLOWED_HOSTS = ['*']\n")
    asked = ("shell", "--verbosity", "0", "-c", "import plenaria.asgi")
    started = manage(tmp_path, *asked, **PRODUCTION | {"DJANGO_SETTINGS_MODULE": "place", "PYTHONPATH": str(tmp_path)})
    assert started.returncode != 0
    assert "plenaria.E101: ALLOWED_HOSTS holds '*'" in started.stderr
