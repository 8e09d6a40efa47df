"""Settings of the tests: a file database of their own, or PostgreSQL and Redis when asked by the environment."""

import os
import tempfile

os.environ.setdefault("PLENARIA_DATA", tempfile.mkdtemp(prefix="plenaria-test-"))

from plenaria.settings import environment
from plenaria.settings.local import *  # noqa: F403
from plenaria.settings.local import DATABASES

SECRET_KEY = "only-for-tests"  # noqa: S105
PLENARIA_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}

if "DATABASE_URL" in os.environ:
    DATABASES = {"default": environment.database(os.environ["DATABASE_URL"])}
if "REDIS_URL" in os.environ:
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": [environment.address("REDIS_URL", ("redis", "rediss"))]},
        }
    }
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.postgres"]  # noqa: F405
