"""Which table somebody comes to. It follows from the log alone: a lot is drawn from the entry and the pseudonym."""

from hashlib import sha256

from plugins.contract import Refused
from plugins.tables.hall import Hall, Person, Table
from plugins.tables.settings import Seating


def found(hall: Hall, person: Person, seating: Seating, seq: int) -> Table | None:
    """The table for this person, by lot or balanced; None where every seat is taken. Tables that suit the way of
    taking part come first; where they are full or there are none, any with a free seat."""
    free = [table for table in hall.standing if table.free]
    suit = [table for table in free if table.suits(person.mode)] or free
    if not suit:
        return None
    return _by_lot(suit, person.actor, seq) if seating == "random" else min(suit, key=lambda one: _alike(one, person))


def _by_lot(tables: list[Table], actor: str, seq: int) -> Table:
    """One of those with the most room, so that tables fill evenly."""
    most = max(table.free for table in tables)
    roomy = [table for table in tables if table.free == most]
    lot = int.from_bytes(sha256(f"{actor} {seq}".encode()).digest()[:8])
    return roomy[lot % len(roomy)]


def _alike(table: Table, person: Person) -> tuple[int, int, int]:
    """Fewest of the same mode and sector first, then fewest people, then the lowest number."""
    same = sum(1 for one in table.people.values() if (one.mode, one.sector) == (person.mode, person.sector))
    return same, len(table.people), table.number


def chosen(hall: Hall, person: Person, number: str) -> Table:
    """The table somebody asks for; refuses one of another mode, and a full one."""
    if not number:
        raise Refused("which")
    table = hall.table(number)
    if not table.suits(person.mode):
        raise Refused("far" if table.mode == "remote" else "near", table=table.number)
    if not table.free and person.table is not table:
        raise Refused("full", table=table.number, seats=table.seats)
    return table
