"""The tables of a hall, who sits where, and who has which role."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from plugins.contract import MODES, Mode, Refused
from plugins.tables.settings import MOST_TABLES, TableMode
from plugins.tables.verbs import Role


@dataclass(eq=False)
class Person:
    """Somebody who sat down. `id` is the entry that said so, and stays whatever table they move to."""

    id: str
    actor: str
    name: str
    mode: Mode
    sector: str
    table: "Table | None" = None  # None: their table was dissolved, and no other had a seat
    seat: int = 0

    @property
    def place(self) -> str:
        """The seat as people say it, such as 4.7."""
        return f"{self.table.number}.{self.seat}" if self.table else ""


@dataclass(eq=False)
class Table:
    """One table. It may have more people than seats: who rotates brings the chair."""

    number: int
    mode: TableMode
    seats: int
    people: dict[int, Person] = field(default_factory=dict)  # by seat
    roles: dict[Role, Person] = field(default_factory=dict)
    heads: int = 0  # people without a device, as the facilitator counted
    dissolved: bool = False

    @property
    def id(self) -> str:
        return str(self.number)

    @property
    def group(self) -> str:
        return f"table-{self.number}"

    @property
    def free(self) -> int:
        return max(0, self.seats - len(self.people))

    def suits(self, mode: Mode) -> bool:
        """Whether somebody who takes part in this way belongs here."""
        return self.mode == "mixed" or (self.mode == "remote") == (mode == "remote")

    def counts(self) -> dict[Mode, int]:
        counts = dict.fromkeys(MODES, 0)
        for person in self.people.values():
            counts[person.mode] += 1
        return counts

    def has(self, person: Person, role: Role | None = None) -> bool:
        """Whether this person has the role here; without one, either of them."""
        return person in self.roles.values() if role is None else self.roles.get(role) is person


class Hall:
    """All tables and people. `moved` hears of each table at which somebody sat down, got up or changed role."""

    def __init__(self, modes: Iterable[TableMode], seats: int, moved: Callable[[Table], None]):
        self.tables = {str(at): Table(at, mode, seats) for at, mode in enumerate(modes, 1)}
        self.people: dict[str, Person] = {}  # by actor, in the order they came
        self._seats, self._moved = seats, moved

    @property
    def standing(self) -> list[Table]:
        """Tables that were not dissolved."""
        return [table for table in self.tables.values() if not table.dissolved]

    # -------------------------------------------------- who is meant
    def table(self, number: str) -> Table:
        """The table of a number; refuses one that is not there or is no more."""
        found = self.tables.get(number)
        if found is None or found.dissolved:
            raise Refused("table")
        return found

    def person(self, actor: str) -> Person:
        """Who says it; refuses who has no seat."""
        found = self.people.get(actor)
        if found is None or found.table is None:
            raise Refused("seat_first")
        return found

    def at(self, place: str) -> Person:
        """Who sits at a seat such as 4.7."""
        number, _dot, seat = place.partition(".")
        people = self.table(number).people
        if not seat.isascii() or not seat.isdecimal() or int(seat) not in people:
            raise Refused("seat")
        return people[int(seat)]

    # -------------------------------------------------- sitting down and moving
    def seat(self, person: Person, table: Table | None) -> None:
        """Put somebody at a table's first free seat, or nowhere; roles stay at the table they leave."""
        before = person.table
        if before is not None:
            del before.people[person.seat]
            before.roles = {role: who for role, who in before.roles.items() if who is not person}
            self._moved(before)
        person.table, person.seat = table, 0
        if table is not None:
            person.seat = next(at for at in range(1, len(table.people) + 2) if at not in table.people)
            table.people[person.seat] = person
            self._moved(table)

    def add(self, mode: TableMode) -> Table:
        """One more table."""
        if len(self.tables) >= MOST_TABLES:
            raise Refused("tables", most=MOST_TABLES)
        table = Table(len(self.tables) + 1, mode, self._seats)
        self.tables[table.id] = table
        self._moved(table)
        return table

    def resize(self, table: Table, seats: int) -> None:
        """Another number of seats; nobody is sent away."""
        if seats < len(table.people):
            raise Refused("people", people=len(table.people))
        table.seats = seats
        self._moved(table)

    def dissolve(self, table: Table) -> list[Person]:
        """The table is no more; who sat there, in the order of seats, for another table to be found."""
        if len(self.standing) == 1:
            raise Refused("last")
        table.dissolved = True
        up = [table.people[seat] for seat in sorted(table.people)]
        for person in up:
            self.seat(person, None)
        self._moved(table)
        return up

    def rotate(self) -> None:
        """Everybody without a role goes to the next table of the same mode, from the last to the first. A table may
        come to have more people than seats."""
        moves = [move for ring in self._rings() for move in _around(ring)]
        if not moves:
            raise Refused("alone")
        for person, _table in moves:
            self.seat(person, None)
        for person, table in moves:
            self.seat(person, table)

    def _rings(self) -> Iterator[list[Table]]:
        for mode in ("room", "mixed", "remote"):
            yield [table for table in self.standing if table.mode == mode]

    # -------------------------------------------------- roles
    def give(self, person: Person, role: Role) -> None:
        """One has a role at a table; a second is refused, and told what to do."""
        table = person.table
        assert table is not None
        if role in table.roles:
            raise Refused("has_it" if table.has(person, role) else role, table=table.number)
        table.roles[role] = person
        self._moved(table)

    def free(self, table: Table, role: Role) -> None:
        """Nobody has the role any more."""
        if role not in table.roles:
            raise Refused("no_role")
        del table.roles[role]
        self._moved(table)

    def count(self, table: Table, people: int) -> None:
        """So many people without a device."""
        table.heads = people
        self._moved(table)


def _around(ring: list[Table]) -> Iterator[tuple[Person, Table]]:
    if len(ring) < 2:
        return
    for at, table in enumerate(ring):
        onward = ring[(at + 1) % len(ring)]
        yield from ((table.people[seat], onward) for seat in sorted(table.people) if not table.has(table.people[seat]))
