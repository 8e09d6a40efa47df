"""Where HTTP and sockets come in."""

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.settings.local")

from django.core.asgi import get_asgi_application

http = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402  (apps must be loaded first)

from live import lean  # noqa: E402
from live.routing import sockets  # noqa: E402
from plenaria.safety.checks import refuse_unsafe  # noqa: E402
from plugins.checks import refuse_faults  # noqa: E402

refuse_faults()
refuse_unsafe()
lean.install()

# What is imported stays: a collection in the middle of a burst of votes need not look at it (162 ms against 3).
gc.collect()
gc.freeze()

application = ProtocolTypeRouter({"http": http, "websocket": URLRouter(sockets)})
