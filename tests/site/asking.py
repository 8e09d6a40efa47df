"""Asks for an address as somebody, and says whether it opened. What the asking changed is taken back."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any
from unittest.mock import patch

from django.db import connection, transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import reverse

from tests.site.routes import PARAMETER, Route
from tests.site.world import World

REFUSED, ELSEWHERE, NO_SUCH_METHOD, BROKEN = ".", ">", "x", "!"
OPEN, HOME = "open", "home"
QUIET = {"django_session", "wagtailadmin_editingsession", "wagtailusers_userprofile", "account_emailaddress"}
"""Tables in which asking alone leaves a trace."""

WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
TO_SIGN_IN = ("/accounts/login/", "/cms/login/", "/_util/login/")

# Addresses written as regular expressions, and those that need a question to be about something.
WRITTEN = {
    "wagtailadmin_api:pages:listing": "cms/api/main/pages/",
    "wagtailadmin_pages:revisions_compare": "cms/pages/<pk>/revisions/compare/earliest...latest/",
    "wagtaildocs_serve": "documents/<document_id>/<file>",
    "account_confirm_email": "accounts/confirm-email/x/",
    "account_reset_password_from_key": "accounts/password/reset/key/1-x/",
    "wagtail_serve": "<page_path>",
    "cms/^.*/$": "cms/nothing/here/",
}
QUESTIONS = {
    "wagtail_bulk_action": "?id=<page_id>",
    "oembed": "?url=<event_url>",
    "live_snapshot": "?as=desk",
    "live_items": "?as=desk",
    "live_act": "?as=desk",
    "live_part": "?side=desk",
    "live_close_seat": "?entry=<entry>",
    "wagtailadmin_choose_page_chosen_multiple": "?id=<page_id>",
}


def address(route: Route, world: World) -> str:
    """The route with the world's values in place of its parameters."""
    path = WRITTEN.get(route.name, route.path.replace("^", "")) + QUESTIONS.get(route.name, "")
    return "/" + PARAMETER.sub(lambda match: str(value(route, match[1], world)), path)


def value(route: Route, parameter: str, world: World) -> object:
    """What stands for a parameter: the world's value under the longest beginning of the route's name, else its own."""
    own = [key for key in world.values if key.endswith(f" {parameter}") and route.name.startswith(key.split(" ")[0])]
    return world.values[max(own, key=len) if own else parameter]


@contextmanager
def unpainted() -> Iterator[None]:
    """Who may is decided before a template is filled in, so nothing is painted here: ten times as quick."""
    with patch.object(Template, "render", lambda self, context=None, request=None: ""):
        yield


def row(route: Route, method: str, world: World, clients: dict[str, Client]) -> str:
    """One letter a person, in the order of the cast."""
    where = address(route, world)
    return "".join(mark(name, route, where, method, client) for name, client in clients.items())


def mark(name: str, route: Route, where: str, method: str, client: Client) -> str:
    """The person's letter, large where something was written; `!` where someone refused has written all the same."""
    cookies, tables = dict(client.cookies), set[str]()

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        tables.update(WRITES.findall(sql))
        return execute(sql, *rest)

    with connection.execute_wrapper(watch), transaction.atomic():
        shown = _ask(route, where, method, client)
        transaction.set_rollback(True)
    client.cookies = SimpleCookie({key: one.value for key, one in cookies.items()})
    wrote = method != "GET" and bool(tables - QUIET)
    if shown in {OPEN, HOME} and wrote:
        return name[0].upper()
    if wrote:
        return BROKEN
    return {OPEN: name[0].lower(), HOME: REFUSED}.get(shown, shown)


def _ask(route: Route, where: str, method: str, client: Client) -> str:
    try:
        answer = client.generic(method, where, "asked=1", "application/x-www-form-urlencoded")
    except Exception:
        if route.is_admin:  # some of Wagtail's forms take no empty answer; whoever gets so far is in
            return OPEN
        raise
    answer.close()  # a file that was not read to its end
    if answer.status_code == 405:
        return NO_SUCH_METHOD
    to = re.sub(r"^https?://[^/]+", "", answer.headers.get("Location", ""))
    if answer.status_code in {401, 403, 404} or to.startswith(TO_SIGN_IN):
        return REFUSED
    if to == reverse("wagtailadmin_home"):  # Wagtail's way to refuse; some of its views end there with their work done
        return HOME
    return ELSEWHERE if to and method == "GET" else OPEN
