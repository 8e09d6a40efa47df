"""What measurements and rehearsals serve: a local installation, on PostgreSQL and Redis where the environment says so.

Everything is as durable and as strict as in `local`: no limit is loosened for a measurement.
"""

import os

from plenaria.settings import environment
from plenaria.settings.base import DATA, INSTALLED_APPS
from plenaria.settings.local import *  # noqa: F403

if "DATABASE_URL" in os.environ:
    DATABASES = {"default": environment.database(os.environ["DATABASE_URL"])}
    INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.postgres"]
if "REDIS_URL" in os.environ:
    # Rigs at the same time must not hear one another; processes on one data folder must.
    redis = {"hosts": [environment.address("REDIS_URL", ("redis", "rediss"))], "prefix": f"plenaria-{DATA.name}"}
    CHANNEL_LAYERS = {"default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": redis}}

# A rehearsal may ask to be treated as strangers are.
PLENARIA_SPARES_LOOPBACK = environment.text("PLENARIA_SPARES_LOOPBACK", "yes") == "yes"
