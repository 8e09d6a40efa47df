"""The number of a line or session as typography: its stops are seats, hence round."""

from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def code(number: str, size: str = "") -> SafeString | str:
    """A number such as 1.1.1; `size` is a class of the face, "code-xl" on a poster. Nothing for no number."""
    return _drawn(number, size) if number else ""


@lru_cache(maxsize=4096)
def _drawn(number: str, size: str) -> SafeString:
    first, *rest = number.split(".")
    drawn = format_html_join("", "<i></i>{}", ((part,) for part in rest))
    return format_html(
        '<span class="code{}"><span class="vh">{}</span><span aria-hidden="true">{}{}</span></span>',
        f" {size}" if size else "",
        number,
        first,
        drawn,
    )
