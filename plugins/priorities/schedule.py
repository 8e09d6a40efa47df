"""Which pairs one person compares, in which order: a round robin of their own.

The circle method of tournaments: one seat stays, the others move on by one a round. So everybody meets every pair once
at most, and every proposal once before any a second time. Each person's circle is seated in another order, drawn from
the pseudonym alone: the same in every process, and so different that a few pairs of many people cover all.
"""

from hashlib import blake2b


def circle(ids: tuple[str, ...], actor: str) -> tuple[str, ...]:
    """The proposals in the order of this person's circle."""
    return tuple(sorted(ids, key=lambda id: (blake2b(f"{actor} {id}".encode(), digest_size=8).digest(), id)))


def number(proposals: int) -> int:
    """How many pairs so many proposals have."""
    return proposals * (proposals - 1) // 2


def pair(seated: tuple[str, ...], turn: int) -> tuple[str, str]:
    """The pair of a turn, from 1 to `number`; who stands first alternates."""
    odd = len(seated) % 2  # then the seat that stays is empty, and who would meet it rests
    around = len(seated) - 1 + odd
    turns = (around + 1) // 2 - odd
    at, match = divmod(turn - 1, turns)
    match += odd
    one = seated[(at + match) % around]
    other = seated[(at - match) % around] if match else seated[around]
    return (one, other) if turn % 2 else (other, one)
