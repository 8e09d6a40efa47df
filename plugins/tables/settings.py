"""What the organiser fills in for work tables, and what makes no sense together."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from plugins.contract import N_, Text

MOST_TABLES = 60  # of a hall; each is one class of viewers
MOST_SEATS = 30  # of a table: beyond that nobody hears the other end
MOST_AXES, MOST_PILLARS = 8, 6  # what a board shows on a tablet
MOST_SECTORS = 12

type Seating = Literal["choice", "random", "balanced"]
"""How people come to a table."""

type TableMode = Literal["room", "mixed", "remote"]
"""Where a table meets."""


class Axis(Struct, frozen=True):
    """One row of the board; `id` is given by the form and names it for ever."""

    label: Annotated[Text, Meta(title=N_("Axis"), description=N_("Up to 60 letters."), extra={"letters": 60})]
    id: str = ""


class Pillar(Struct, frozen=True):
    """One column of the board."""

    label: Annotated[Text, Meta(title=N_("Pillar"), description=N_("Up to 60 letters."), extra={"letters": 60})]
    id: str = ""


class Sector(Struct, frozen=True):
    """As what people sit down: by it tables are mixed."""

    label: Annotated[Text, Meta(title=N_("Sector"), description=N_("Up to 40 letters."), extra={"letters": 40})]
    id: str = ""


class TablesSettings(Struct, frozen=True):
    """What the organiser fills in. Tables in the room have the first numbers, then the mixed, then the remote ones."""

    axes: Annotated[
        list[Axis],
        Meta(
            title=N_("Axes"),
            description=N_("The rows of the board, such as the axes of a plan."),
            min_length=1,
            max_length=MOST_AXES,
        ),
    ]
    pillars: Annotated[
        list[Pillar],
        Meta(
            title=N_("Pillars"),
            description=N_("The columns of the board. Leave it empty for a board of one column."),
            max_length=MOST_PILLARS,
        ),
    ] = []
    tables: Annotated[
        int,
        Meta(title=N_("Tables"), description=N_("All of them. More can be added at the desk."), ge=1, le=MOST_TABLES),
    ] = 6
    seats: Annotated[
        int,
        Meta(title=N_("Seats a table"), description=N_("People with a device of their own."), ge=1, le=MOST_SEATS),
    ] = 10
    remote_tables: Annotated[
        int,
        Meta(
            title=N_("Of these, far away"),
            description=N_("Tables that meet by video alone. They have the last numbers."),
            ge=0,
            le=MOST_TABLES,
        ),
    ] = 0
    mixed_tables: Annotated[
        int,
        Meta(
            title=N_("Of these, mixed"),
            description=N_("Tables at which people in the room and far away sit together."),
            ge=0,
            le=MOST_TABLES,
        ),
    ] = 0
    seating: Annotated[
        Seating,
        Meta(
            title=N_("How people come to a table"),
            description=N_("People far away sit at remote or mixed tables, all others in the room."),
            extra={
                "labels": {
                    "choice": N_("Each chooses a table"),
                    "random": N_("By lot"),
                    "balanced": N_("Mixed by sector and way to take part"),
                }
            },
        ),
    ] = "choice"
    sectors: Annotated[
        list[Sector],
        Meta(
            title=N_("Sectors"),
            description=N_("As what people come: citizens, academia, companies. Leave it empty to ask for none."),
            max_length=MOST_SECTORS,
        ),
    ] = []
    rounds: Annotated[int, Meta(title=N_("Rounds"), description=N_("How many are planned."), ge=1, le=20)] = 1
    minutes: Annotated[
        int, Meta(title=N_("Minutes a round"), description=N_("The clock that everybody sees."), ge=1, le=240)
    ] = 20
    plenary_notes: Annotated[
        int,
        Meta(
            title=N_("Notes a table sends to the plenary"),
            description=N_("At most so many are shown while it has the floor."),
            ge=1,
            le=5,
        ),
    ] = 2
    floor_seconds: Annotated[
        int,
        Meta(title=N_("Seconds a table has the floor"), description=N_("In the plenary."), ge=10, le=3600),
    ] = 180

    def __post_init__(self):
        if self.remote_tables + self.mixed_tables > self.tables:
            raise ValueError(
                N_("remote_tables: These are more tables than there are. Give fewer, or raise the number of tables.")
            )

    @property
    def modes(self) -> tuple[TableMode, ...]:
        """Where each table meets, in the order of their numbers."""
        near = self.tables - self.remote_tables - self.mixed_tables
        many: tuple[tuple[TableMode, int], ...]
        many = (("room", near), ("mixed", self.mixed_tables), ("remote", self.remote_tables))
        return tuple(mode for mode, count in many for _table in range(count))
