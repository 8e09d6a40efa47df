"""The bound of joining and of memory: a consumer that accepts and says back what it hears, on the same Daphne.

A server of its own: `daphne live.bench.echo:application`. It needs nothing of the product.
"""

import django
from django.conf import settings

if not settings.configured:  # configured already where a command of Plenaria only looks at this module
    settings.configure(SECRET_KEY="only-to-measure", INSTALLED_APPS=["channels"])  # noqa: S106
    django.setup()

from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter


class Echo(AsyncWebsocketConsumer):
    """As small as a consumer can be."""

    async def connect(self) -> None:
        await self.accept(next(iter(self.scope.get("subprotocols", ())), None))

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        await self.send(text_data=text_data)


application = ProtocolTypeRouter({"websocket": Echo.as_asgi()})
