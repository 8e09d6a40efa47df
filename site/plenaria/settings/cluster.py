"""`make cluster`: what production runs, on one machine without TLS and without mail, with the demo.

`plenaria.cluster` hands over every variable of production. An address with https stands in for the public one, because
production takes no other; here it is reached by http.
"""

from plenaria.settings.production import *  # noqa: F403
from plenaria.settings.production import DATA, PLENARIA_URL

PLENARIA_DEMO = True
PLENARIA_URL = WAGTAILADMIN_BASE_URL = PLENARIA_URL.replace("https://", "http://", 1)
CSRF_TRUSTED_ORIGINS = [PLENARIA_URL]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0  # or browsers would ask for https at this address for a year
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": str(DATA / "mail")},
    }
}
