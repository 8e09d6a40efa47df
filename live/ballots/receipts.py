"""Receipts: 128 random bits, by which a person finds the own ballot in the published list and nobody else does."""

import re
import secrets

FEWEST = 8  # digits by which one looks for a receipt: two groups, as a person notes them
DIGITS = 32
PATTERN = r"^([0-9a-f]{4}(-[0-9a-f]{4}){7})?$"
"""Of a receipt as it stands on the wire; "" where the server makes one."""


def new_receipt() -> str:
    """A receipt for who has no script to make one."""
    return grouped(secrets.token_hex(DIGITS // 2))


def grouped(digits: str) -> str:
    """Digits in groups of four, to be read aloud and compared."""
    return "-".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def tidy(typed: str) -> str:
    """A receipt, or the beginning of one, as people type it: case, spaces and hyphens are forgiven; "" for anything
    else."""
    digits = re.sub(r"[\s-]", "", typed[:100]).lower()
    return grouped(digits) if re.fullmatch(rf"[0-9a-f]{{{FEWEST},{DIGITS}}}", digits) else ""


def as_sent(text: str) -> str:
    """A whole receipt out of a form, "" for anything else."""
    return text if re.fullmatch(PATTERN, text) else ""
