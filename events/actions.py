"""Writes what is published: conclusions drawn up from a session."""

import uuid
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.html import format_html
from wagtail.models import Page

from events.frozen import Result, freeze, words
from events.models.conclusions import ConclusionsPage
from plugins.contract import Tally

TITLE, HEADING = 255, 160  # letters a page and a heading take


@transaction.atomic
def draft_conclusions(*, parent: Page, title: str, results: Sequence[Result], by: AbstractBaseUser) -> ConclusionsPage:
    """An unpublished page below `parent`, with one conclusion begun for each result. Refuses who may not add pages."""
    if not parent.permissions_for_user(by).can_add_subpage():
        raise PermissionDenied
    language = parent.locale.language_code
    body = [block for rounds in _of_an_activity(results) for block in _blocks(rounds, language)]
    page = ConclusionsPage(
        title=title[:TITLE],
        locale=parent.locale,
        live=False,
        has_unpublished_changes=True,
        owner=by,
        session_key=parent.translation_key,
    )
    page.body = ConclusionsPage._meta.get_field("body").to_python(body)
    parent.add_child(instance=page)
    page.save_revision(user=by, log_action="wagtail.create")
    return page


def _of_an_activity(results: Sequence[Result]) -> Iterator[list[Result]]:
    """The rounds of each activity together."""
    for _key, rounds in groupby(results, key=lambda result: result.source.activity):
        yield list(rounds)


def _blocks(rounds: list[Result], language: str) -> Iterator[dict[str, Any]]:
    """Each vote begins a conclusion of its own, its rounds together; what people said stands under the activity's
    title, and so does the sentence that tells why there is nothing."""
    votes: dict[str, list[dict[str, Any]]] = {}
    said, title = [], words(rounds[-1].title, language)
    for result in rounds:
        for item in (item for section in result.sections for item in section.items):
            block = {"value": freeze(item, result.source)}
            if isinstance(item, Tally):
                votes.setdefault(words(item.question, language), []).append(_block("tally", block))
            else:
                said.append(_block("statement", block))
    for question, tallies in votes.items():
        yield _block("heading", question[:HEADING])
        yield from tallies
    lacks = next((result.lacks for result in reversed(rounds) if result.lacks), "")
    if said or lacks:
        yield _block("heading", title[:HEADING])
        yield from said
    if lacks:
        yield _block("words", format_html("<p>{}</p>", lacks))


def _block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}
