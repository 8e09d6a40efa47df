"""Where HTTP and sockets come in."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.settings.local")

from django.core.asgi import get_asgi_application

http = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402  (apps must be loaded first)

from live.routing import sockets  # noqa: E402
from plugins.checks import refuse_faults  # noqa: E402

refuse_faults()

application = ProtocolTypeRouter({"http": http, "websocket": URLRouter(sockets)})
