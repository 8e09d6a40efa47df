"""Every address of the URLconf, each once, and how to ask for it in the world of tests/site/world.py."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils import translation

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Route:
    """An address: its name (its path where it has none) and its path with parameters in angle brackets."""

    name: str
    path: str

    @property
    def is_admin(self) -> bool:
        return self.path.startswith("cms/")

    @property
    def parameters(self) -> list[str]:
        return PARAMETER.findall(self.path)


def routes() -> list[Route]:
    """All of them, in their order; one of a language is the same as that of another, so Spanish stands for all."""
    with translation.override("es"):
        found = list(_below(get_resolver()))
    names = [route.name for route in found]
    return [
        Route(f"{route.name} {route.path}", route.path) if names.count(route.name) > 1 else route for route in found
    ]


def _below(resolver: URLResolver, path: str = "", space: str = "") -> Iterator[Route]:
    for one in resolver.url_patterns:
        here = path + _path(one)
        if isinstance(one, URLResolver):
            yield from _below(one, here, f"{space}{one.namespace}:" if one.namespace else space)
        else:
            yield Route(f"{space}{one.name}" if one.name else here, here)


def _path(one: URLPattern | URLResolver) -> str:
    text = str(one.pattern)
    return text if isinstance(one.pattern, RoutePattern) or isinstance(one, URLResolver) else text.removeprefix("^")
