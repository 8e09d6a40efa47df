"""The fold law on many logs: whatever the process, the hash seed and the batches, the same bytes come of a log."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from plugins.contract import MODES, By, Format, Json
from plugins.testing.child import fold_elsewhere
from plugins.testing.fold import Log, Said
from plugins.testing.logs import ACTORS, NAMES, drawn

SEEDS = (1, 2)  # processes: each has another order of sets, and takes entries in other batches
CHUNK = 250  # logs a process is handed at once: some megabytes
FIRST = 100  # logs made up by hypothesis, which takes its time; their settings and bodies are dealt out anew for all
LONGEST = 25  # entries


class Differs(Exception):
    """A log that two processes fold to different states."""


def fold_many(kind: type[Format], number: int) -> int:
    """Fold `number` random logs in each process; how many agreed. Raises `Differs`."""
    done, logs = 0, random_logs(kind, number)
    with ThreadPoolExecutor(len(SEEDS)) as pool:
        while chunk := list(islice(logs, CHUNK)):
            folded = list(pool.map(lambda seed, chunk=chunk: fold_elsewhere(kind, chunk, seed=seed), SEEDS))
            if folded[0] != folded[1]:
                raise Differs(f"{kind.slug}: one of the logs {done + 1} to {done + len(chunk)} folds differently.")
            done += len(chunk)
    return done


def random_logs(kind: type[Format], number: int) -> Iterator[Log]:
    """Settings, items and bodies that hypothesis made up, said by anybody in any order; the same at every run."""
    dice = random.Random(0)  # noqa: S311  (no secret hangs on it)
    first = drawn(kind, min(FIRST, number), seed=0)
    pool = {verb: [said.body for log in first for said in log.entries if said.verb == verb] for verb in kind.verbs}
    for at in range(number):
        log = first[at % len(first)]
        own = {verb: [said.body for said in log.entries if said.verb == verb] for verb in kind.verbs}
        many = dice.randint(0, LONGEST)
        yield log._replace(entries=tuple(_said(kind, own, pool, seq, dice) for seq in range(2, 2 + many)))


def _said(
    kind: type[Format], own: dict[str, list[Json]], pool: dict[str, list[Json]], seq: int, dice: random.Random
) -> Said:
    verb = dice.choice([verb for verb in sorted(pool) if pool[verb]])
    bodies = own[verb] if own[verb] and dice.random() < 0.8 else pool[verb]
    role = "host" if kind.verbs[verb].who == "host" else "person"
    actor, name, mode = (dice.choice(each) for each in (ACTORS, NAMES, MODES))
    by = By(seq, f"{role}-{actor}", name, role, mode, "open", "es", 1_700_000_000.0 + seq)  # type: ignore[arg-type]
    return Said(verb, dice.choice(bodies), by)
