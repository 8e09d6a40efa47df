"""`./dev cluster`: a whole installation on this machine; `./dev cluster restart` speaks to the one that runs."""

import os
import signal
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from live.rig.services import Missing
from plenaria.cluster.cluster import ROOT, Cluster
from plenaria.cluster.control import NotRunning, ask, runs, serve
from plenaria.settings import environment
from plenaria.upkeep.words import compile_words


def say(text: str) -> None:
    print(text, flush=True)


def main(words: list[str]) -> str | None:
    """Gives back the sentence with which it failed."""
    folder = Path(os.environ.get("PLENARIA_DATA") or ROOT / "var" / "cluster").expanduser().resolve()
    if words:
        try:
            ask(folder, words, say)
        except NotRunning as error:
            return str(error)
        return None
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.default_int_handler)
    compile_words()
    if runs(folder):
        return f"A cluster runs in {folder} already: end that one, or choose another folder with PLENARIA_DATA."
    try:
        port, processes = environment.number("PORT", 8000), environment.number("PROCESSES", 2)
        cluster = Cluster(folder, port=port, bind=os.environ.get("BIND", "127.0.0.1"), processes=processes)
    except (ImproperlyConfigured, OSError) as error:
        return str(error)
    try:
        cluster.start(say)
        say(f"The cluster is at {cluster.address} (Ctrl+C ends all of it; the data stays in {folder}).")
        serve(cluster, say)
    except Missing as error:
        return str(error)
    except KeyboardInterrupt:
        say("Ending the cluster")
    finally:
        cluster.stop()
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
