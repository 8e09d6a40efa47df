"""Writes what is published: conclusions drawn up from a session."""

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Page

from events.frozen import Result, freeze, words
from events.models.conclusions import ConclusionsPage
from plugins.contract import Statement, Tally

TITLE, HEADING = 255, 160  # letters a page and a heading take


@transaction.atomic
def draft_conclusions(*, parent: Page, title: str, results: Sequence[Result], by: AbstractBaseUser) -> ConclusionsPage:
    """An unpublished page below `parent`, with one conclusion begun for each result. Refuses who may not add pages."""
    if not parent.permissions_for_user(by).can_add_subpage():
        raise PermissionDenied
    language = parent.locale.language_code
    body = [block for result in results for block in _blocks(result, language)]
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


def _blocks(result: Result, language: str) -> Iterator[dict[str, Any]]:
    """Each vote begins a conclusion of its own; what people said stands together under the activity's title."""
    items = [item for section in result.sections for item in section.items]
    for vote in (item for item in items if isinstance(item, Tally)):
        yield _block("heading", words(vote.question, language)[:HEADING])
        yield _block("tally", {"value": freeze(vote, result.source)})
    said = [item for item in items if isinstance(item, Statement)]
    if said:
        yield _block("heading", words(result.title, language)[:HEADING])
    for statement in said:
        yield _block("statement", {"value": freeze(statement, result.source)})


def _block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}
