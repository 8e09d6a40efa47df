"""Settings of the tests: a file database of their own, or PostgreSQL and Redis when asked by the environment."""

import atexit
import os
import shutil
import tempfile


def own_folder() -> str:
    """A new folder for this process, gone when it ends. The PLENARIA_DATA of a person is never touched."""
    folder = tempfile.mkdtemp(prefix="plenaria-test-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


# The server a test starts is handed its folder by PLENARIA_TEST_DATA (tests/server.py).
os.environ["PLENARIA_DATA"] = os.environ.get("PLENARIA_TEST_DATA") or own_folder()

from plenaria.settings import environment
from plenaria.settings.base import DATA, INSTALLED_APPS, LOGGING
from plenaria.settings.local import *  # noqa: F403
from plenaria.settings.local import CACHES, DATABASES, MIDDLEWARE

SECRET_KEY = "only-for-tests"  # noqa: S105
WAGTAILADMIN_BASE_URL = PLENARIA_URL = environment.text("PLENARIA_TEST_URL", "http://testserver")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

LOGGING["handlers"]["console"]["formatter"] = "json"  # as in production

# A test's writes are rolled back, so pages kept ready would outlive them; tests/site/test_caching.py switches it on.
MIDDLEWARE = [one for one in MIDDLEWARE if one != "plenaria.caching.PublicPages"]
CACHES = {**CACHES, "shared": {**CACHES["default"], "LOCATION": "shared"}}

if "DATABASE_URL" in os.environ:
    DATABASES = {"default": environment.database(os.environ["DATABASE_URL"])}
    INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.postgres"]
else:
    # Tests may be killed, but no power cut is tested: without waiting for the disk they run three times as fast.
    options = DATABASES["default"]["OPTIONS"]
    quick = {**options, "init_command": options["init_command"].replace("synchronous=FULL", "synchronous=OFF")}
    DATABASES = {"default": {**DATABASES["default"], "OPTIONS": quick}}
if "REDIS_URL" in os.environ:
    CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            # Runs at the same time must not hear one another; servers on one data folder must.
            "CONFIG": {
                "hosts": [environment.address("REDIS_URL", ("redis", "rediss"))],
                "prefix": f"plenaria-{DATA.name}",
            },
        }
    }
