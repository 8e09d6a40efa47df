"""Server time of public pages, made anew and kept ready: an event of 300 sessions, a session, the calendar."""

import time
from collections.abc import Callable
from statistics import median, quantiles

from django.core.handlers.base import BaseHandler
from django.db import connection
from django.http import HttpResponseBase
from django.test import RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from live.rig.report import Report, Row
from plenaria.bench import bare
from plenaria.bench.forum import a_large_forum
from plenaria.bench.scratch import scratch

SESSIONS = 300
NEW = 60  # requests a page: enough for a steady p95 in a few seconds
TURNS, READY = 20, 50  # turns and requests in each: a thousand, in slices of a few milliseconds
LONGEST = 60.0  # ms at p95, made anew
SHARE = 0.5  # of the bare view's requests a second, kept ready

type Ask = Callable[[], HttpResponseBase]


def run() -> Report:
    """Made anew, each page within 60 ms at p95; kept ready, half as quick as a bare view or better."""
    with scratch():
        event, session = a_large_forum(SESSIONS)
        with translation.override(event.locale.language_code):
            addresses = {
                f"event, {SESSIONS} sessions": event.url or "",
                "session": session.url or "",
                "calendar": reverse("calendar"),
            }
        word = _bare()
        rows = [_made_anew(name, address) for name, address in addresses.items()]
        rows += [_kept_ready(name, address, word) for name, address in addresses.items()]
    notes = (
        "Through Django's handler in this process: all middleware, no socket. Connections are closed as a server does.",
        f"p50 and p95 in ms of {NEW} requests, by the clock; work is the processor's own time.",
        f"Requests/s of {TURNS * READY}, in turns with the bare view.",
        "The bare view says one word behind the middleware that startproject writes.",
    )
    return Report("Public pages", rows, notes)


def _asker(address: str, *, cookie: str = "", urlconf: str = "") -> Ask:
    handler = BaseHandler()
    handler.load_middleware()
    factory = RequestFactory()

    def ask() -> HttpResponseBase:
        request = factory.get(address, headers={"cookie": cookie} if cookie else None)
        if urlconf:
            request.urlconf = urlconf  # type: ignore[attr-defined]
        response = handler.get_response(request)
        response.close()
        assert response.status_code == 200, f"{address} answered {response.status_code}."
        return response

    ask()  # templates, content types and site roots are read once a process
    return ask


def _made_anew(name: str, address: str) -> Row:
    ask = _asker(address, cookie="messages=x")  # who may have messages never gets a page kept ready
    with CaptureQueriesContext(connection) as asked:
        size = len(ask().content)  # type: ignore[attr-defined]
    clock, work = _milliseconds(ask)
    p50, p95 = median(clock), _p95(clock)
    values = {"queries": len(asked), "kB": size / 1000, "p50": p50, "p95": p95, "p95 of work": _p95(work)}
    return Row(f"{name}, made anew", values, f"p95 ≤ {LONGEST:.0f} ms", p95 <= LONGEST)


def _kept_ready(name: str, address: str, word: Ask) -> Row:
    ask = _asker(address)
    with CaptureQueriesContext(connection) as asked:
        ask()
    each, bound = _in_turns(ask, word)
    values = {"queries": len(asked), "requests/s": each, "bare view/s": bound, "of it": each / bound}
    return Row(f"{name}, kept ready", values, f"≥ {SHARE} of a bare view", each >= SHARE * bound)


def _bare() -> Ask:
    with override_settings(MIDDLEWARE=bare.MIDDLEWARE):
        return _asker("/", urlconf=bare.__name__)


def _milliseconds(ask: Ask) -> tuple[list[float], list[float]]:
    """Each request's time by the clock, and the processor's time it took."""
    clock, work = [], []
    for _ in range(NEW):
        begun, busy = time.perf_counter(), time.process_time()
        ask()
        clock.append((time.perf_counter() - begun) * 1000)
        work.append((time.process_time() - busy) * 1000)
    return clock, work


def _p95(took: list[float]) -> float:
    return quantiles(took, n=20)[-1]


def _in_turns(*asks: Ask) -> list[float]:
    """Requests a second of each. Measured in turns, so that what else the machine does falls on all alike."""
    took = [0.0 for _ in asks]
    for _ in range(TURNS):
        for place, ask in enumerate(asks):
            begun = time.perf_counter()
            for _ in range(READY):
                ask()
            took[place] += time.perf_counter() - begun
    return [TURNS * READY / seconds for seconds in took]
