"""The formats of participation an organiser can switch on for an event, as they are shown in its form."""

from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from plugins import registry
from plugins.contract import Format


def choices(stored: Iterable[str] = ()) -> list[tuple[str, SafeString]]:
    """Every format there is; those `stored` that are not installed can be kept."""
    kinds = registry.formats()
    gone = [(slug, _line("warning", slug, _("It is not installed here."))) for slug in stored if slug not in kinds]
    return [*((slug, _of(kind)) for slug, kind in kinds.items()), *gone]


def _of(kind: type[Format]) -> SafeString:
    return _line(kind.icon, _(kind.name), _(kind.description))


def _line(icon: str, name: str, description: str) -> SafeString:
    drawn = render_to_string("wagtailadmin/shared/icon.html", {"name": icon, "classname": "default"})
    return format_html("<span>{} <b>{}</b>: {}</span>", drawn, name, description)
