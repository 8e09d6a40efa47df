"""What a measurement says: rows for people, the same rows as JSON for machines."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Row:
    """One thing measured; `values` by column. `met` is None where no goal is set."""

    name: str
    values: Mapping[str, float | str]
    goal: str = ""
    met: bool | None = None


@dataclass(frozen=True)
class Report:
    """A measurement with its bound, made in the same run."""

    title: str
    rows: Sequence[Row]
    notes: Sequence[str] = field(default_factory=tuple)

    @property
    def met(self) -> bool:
        """Whether every goal that is set was reached."""
        return all(row.met is not False for row in self.rows)

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "met": self.met}

    def as_text(self) -> str:
        """A table whose columns are as wide as what stands in them."""
        columns = list(dict.fromkeys(name for row in self.rows for name in row.values))
        lines = [["", *columns, "goal"]]
        lines += [[row.name, *(_shown(row.values.get(name, "")) for name in columns), _goal(row)] for row in self.rows]
        widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
        table = ["  ".join(_set(line, widths)).rstrip() for line in lines]
        return "\n".join([self.title, "", *table, "", *self.notes])


def _set(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    """Words to the left, figures to the right."""
    first, *figures, goal = zip(line, widths, strict=True)
    return [f"{first[0]:<{first[1]}}", *(f"{text:>{width}}" for text, width in figures), goal[0]]


def _shown(value: float | str) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else str(value)


def _goal(row: Row) -> str:
    return row.goal if row.met is None else f"{row.goal}: {'met' if row.met else 'MISSED'}"
