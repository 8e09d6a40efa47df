"""Tables as files: CSV for one, XLSX and JSON for all of an activity. What is written is read back as it was."""

import csv
import io
from collections.abc import Iterable
from typing import Any

import msgspec
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from live.exports.tables import Download, Table, Turn, Value
from live.reports import UNPRINTABLE, harmless

CSV, XLSX, JSON = (
    "text/csv; charset=utf-8",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/json",
)
LONGEST = 32_767  # letters a cell of a spreadsheet holds


def csv_of(table: Table) -> bytes:
    """The table as RFC 4180 asks, in UTF-8 with the mark spreadsheets know it by; no cell is run as a formula."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(map(_harmless, table.lines))
    return text.getvalue().encode("utf-8-sig")


def _harmless(row: Iterable[Value]) -> list[Value]:
    return [harmless(cell.translate(UNPRINTABLE)) if isinstance(cell, str) else _plain(cell) for cell in row]


def _plain(cell: Value) -> Value:
    """Yes and no as JSON writes them; numbers as they are."""
    return ("false", "true")[cell] if isinstance(cell, bool) else cell


def xlsx_of(tables: Iterable[Table]) -> bytes:
    """A workbook with a sheet for each table."""
    workbook = Workbook(write_only=True)
    for table in tables:
        sheet = workbook.create_sheet(title=table.key)
        for row in table.lines:
            sheet.append([_cell(sheet, value) for value in row])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _cell(sheet: Any, value: Value) -> WriteOnlyCell:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, value.translate(UNPRINTABLE)[:LONGEST])
    cell.data_type = "s"  # text is text, also where it begins like a formula
    return cell


def json_of(download: Download, *, record: str) -> bytes:
    """Everything this reader may have of the activity; `record` is the address of the record that refs point into."""
    setup = download.setup
    told = {
        "activity": download.activity,
        "format": setup.format,
        "version": setup.version,
        "title": setup.title,
        "phase": download.phase,
        "results": setup.results.value,
        "accepts": setup.accepts,
        "names": setup.names,
        "secret": setup.secret,
        "source": setup.source,
        "record": record,
        "rounds": [_turn(turn) for turn in download.turns],
    }
    return msgspec.json.encode(told)


def _turn(turn: Turn) -> dict[str, Any]:
    found: dict[str, Any] = {"round": turn.number}
    if turn.lacks:
        found["lacks"] = turn.lacks
    if turn.waits:
        found["waits"] = True
    if turn.settings is not None:
        found["settings"] = turn.settings
    sheets = [{"name": one.name, "columns": one.columns, "rows": one.rows} for one in turn.tables]
    return found | {"sheets": sheets}
