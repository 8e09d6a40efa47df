"""Going away for an update: on SIGTERM what was taken is committed and answered, sockets are told to come back (4412),
and only then the server ends as it would have at once."""

import asyncio
import logging
import signal
import threading
from collections.abc import Callable
from typing import Any

logger = logging.getLogger(__name__)

COMMITS = 5.0  # seconds for what waits to be committed and answered
LAST = 2.0  # seconds for the last frames to reach the network
STEP = 0.02


def on_term(drain: Callable[[], Any]) -> Callable[[], None]:
    """Run `drain` before the server's own handler of SIGTERM; gives what undoes it.

    Set while the loop runs: what a server sets as it starts would take the place of anything earlier. A second SIGTERM
    does not wait. Outside a server, where nobody handles the signal, nothing is changed."""
    before = signal.getsignal(signal.SIGTERM)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        return lambda: None
    loop = asyncio.get_running_loop()

    async def leave() -> None:
        try:
            await drain()
        except Exception:
            logger.exception("not everything was told before leaving")
        before(signal.SIGTERM, None)

    def ended() -> None:
        signal.signal(signal.SIGTERM, before)
        loop.create_task(leave())  # noqa: RUF006  (the server's end is what holds it)

    def undo() -> None:
        signal.signal(signal.SIGTERM, before)

    loop.add_signal_handler(signal.SIGTERM, ended)
    return undo


async def until(true: Callable[[], bool], seconds: float) -> None:
    """Wait until something holds, but no longer."""
    for _ in range(round(seconds / STEP)):
        if true():
            return
        await asyncio.sleep(STEP)
