"""An application that says what it is told to, by its outlet and by the server's own `send`, served in `test_lean`.

With STOCK in the environment Daphne stays as it comes; with CARELESS the outlet does not look at what Twisted holds.
Each command is one JSON text: `{"say": n, "size": s}` pushes n numbered frames; with `"mixed": true` every third goes
by `send` as text and every fifth as bytes. `{"texts": […]}` pushes them. `{"report": true}` answers with what was seen.
`{"close": code}` closes by the outlet and pushes once more. `/turned-away` closes as soon as it has accepted.
"""

import asyncio
import json
import os
import socket
from typing import Any

from live import lean
from live.outlets import DIRECT, Queued

if not os.environ.get("STOCK"):
    lean.install()
if os.environ.get("CARELESS"):
    lean.held = lambda transport: 0


def numbered(place: int, size: int) -> str:
    return f"{place}:".ljust(size, "ñ")


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] != "websocket":
        return
    outlet = scope.get("extensions", {}).get(DIRECT, {}).get("outlet")
    kind, most, writer = "direct", 0, None
    if outlet is None:
        kind, outlet = "queued", Queued(send)
        writer = asyncio.create_task(outlet.write_out())
    else:
        outlet._tcp.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    while (message := await receive())["type"] != "websocket.disconnect":
        if message["type"] == "websocket.connect":
            await send({"type": "websocket.accept"})
            if scope["path"] == "/turned-away":
                outlet.close(4429)
            continue
        match json.loads(message["text"]):
            case {"say": count, "size": size, **more}:
                for place in range(count):
                    if more.get("mixed") and place % 5 == 4:
                        await send({"type": "websocket.send", "bytes": numbered(place, size).encode()})
                    elif more.get("mixed") and place % 3 == 2:
                        await send({"type": "websocket.send", "text": numbered(place, size)})
                    else:
                        outlet.push(numbered(place, size))
                    most = max(most, outlet.waiting)
            case {"report": True}:
                outlet.push(json.dumps({"kind": kind, "most": most}))
            case {"texts": texts}:
                for text in texts:
                    outlet.push(text)
            case {"close": code}:
                outlet.close(code)
                outlet.push("after the end")
    outlet.push("to nobody")
    if writer is not None:
        writer.cancel()
