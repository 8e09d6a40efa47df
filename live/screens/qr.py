"""A QR code as one SVG path."""

from dataclasses import dataclass
from functools import lru_cache

import segno

QUIET = 4  # modules of white around, as the standard asks


@dataclass(frozen=True)
class Qr:
    """The dark modules as a path, in a square of `side` modules with its quiet zone."""

    path: str
    side: int
    quiet: int = QUIET

    @property
    def box(self) -> str:
        return f"{-self.quiet} {-self.quiet} {self.side + 2 * self.quiet} {self.side + 2 * self.quiet}"


@lru_cache(maxsize=256)
def qr_of(address: str) -> Qr:
    """The QR code of an address."""
    rows = segno.make(address, micro=False, error="m").matrix
    return Qr("".join(_row(y, row) for y, row in enumerate(rows)), len(rows))


def _row(y: int, row: bytearray) -> str:
    """The dark runs of one row, each a rectangle one module high."""
    path, x = "", 0
    while x < len(row):
        end = x
        while end < len(row) and row[end]:
            end += 1
        if end > x:
            path += f"M{x} {y}h{end - x}v1h{x - end}z"
        x = end + 1
    return path
