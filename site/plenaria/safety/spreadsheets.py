"""Wagtail's own exports: no cell of a CSV file begins like a formula, as in the reports of the house."""

from typing import Any

from django.utils.encoding import force_str
from django.utils.functional import Promise
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from live.reports import UNPRINTABLE, harmless


def guard_exports() -> None:
    """Wagtail 8.0 makes formulas of no XLSX cell, but leaves CSV as it is, and fails on characters XLSX may not hold.
    All its exports pass through this one method."""
    plain = SpreadsheetExportMixin.preprocess_field_value

    def guarded(self: SpreadsheetExportMixin, field: str, value: Any, export_format: str) -> Any:
        made = plain(self, field, value, export_format)
        if not isinstance(made, str | Promise):
            return made
        text = force_str(made).translate(UNPRINTABLE)
        return harmless(text) if export_format == self.FORMAT_CSV else text

    SpreadsheetExportMixin.preprocess_field_value = guarded
