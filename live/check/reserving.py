"""More people than places: F36, two hundred who register at once for fifty places."""

import asyncio
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from live.check.scenario import scenario
from live.check.stage import Stage

PEOPLE, PLACES = 200, 50
HANDS = 40  # requests on their way at the same time


@scenario(
    "F36",
    "Two hundred people for fifty places",
    promise="G6",
    expected="fifty are confirmed, each with a link; everybody else is told that it is full; no server error",
    within=120,
)
async def oversold(stage: Stage) -> None:
    """By the public form, each from the server they happen to reach."""
    meeting = await stage.ask("meeting", places=PLACES)
    people = list(range(PEOPLE))
    stage.chance.shuffle(people)

    def register(number: int) -> int:
        site = stage.house.sites[number % len(stage.house.sites)]
        form = {"mode": "room", "name": f"Persona {number}", "email": f"persona{number}@check.example"}
        request = urllib.request.Request(  # noqa: S310  (our own server)
            site.address + meeting["address"], urllib.parse.urlencode(form).encode(), {"Origin": site.address}
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(HANDS) as hands:
        told = Counter(await asyncio.gather(*(loop.run_in_executor(hands, register, one) for one in people)))
    taken = await stage.ask("taken", session=meeting["session"])
    stage.must(f"{PLACES} are confirmed", taken == PLACES, taken)
    stage.must(f"{PLACES} are told so", told[200] == PLACES, dict(told))
    stage.must("nobody meets a server error", not any(code >= 500 for code in told), dict(told))
    stage.figure("confirmed", taken)
    stage.figure("turned away", PEOPLE - told[200])
