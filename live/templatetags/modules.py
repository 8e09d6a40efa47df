"""Scripts fetched side by side: a module names those it imports only once it is here, a round trip later each time."""

import re
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_IMPORT = re.compile(r"""^(?:import|export)\b[^'"()]*["'](\./[^"']+)["']""", re.MULTILINE)


@cache
def imported(name: str) -> tuple[str, ...]:
    """Every module that one needs at once, itself first; what it imports later, when asked to, is left out."""
    found, waiting = [], [name]
    while waiting:
        one = waiting.pop(0)
        file = finders.find(one)
        if one in found or not isinstance(file, str):
            continue
        found.append(one)
        waiting += [normpath(join(dirname(one), path)) for path in _IMPORT.findall(Path(file).read_text())]
    return tuple(found)


@register.simple_tag
def module(name: str) -> SafeString:
    """{% module "live/live.js" %}: the script, and word of all it imports, so that the browser asks for all at once."""
    files = ((static(one),) for one in imported(name)[1:])
    others = format_html_join("", '<link rel="modulepreload" href="{}">', files)
    return format_html('{}<script type="module" src="{}"></script>', others, static(name))
