"""Copies of pages: unpublished, of the newest draft, with activities of their own."""

import json
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from django.contrib.auth.models import AbstractBaseUser
from django.utils.text import slugify
from wagtail.actions.copy_page import CopyPageAction
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

UNSCHEDULED = {"go_live_at": None, "expire_at": None, "expired": False, "locked": False}
"""What belongs to the page copied and not to its copy."""


def copy_page(page: Page, *, to: Page, by: AbstractBaseUser, **changes: Any) -> Any:
    """An unpublished copy of `page`, a draft as it stands, below `to`; `changes` are fields said anew.

    Who may is asked by the action that calls, once for all its copies."""
    changes = {"title": page.title, **UNSCHEDULED, **changes}
    named = slugify(" ".join(filter(None, [changes["title"], _day(changes)]))) or "page"
    changes["slug"] = find_available_slug(to, named)
    copying = CopyPageAction(page, to=to, update_attrs=changes, copy_revisions=False, keep_live=False, user=by)
    return copying.execute(skip_permission_checks=True)


def _day(changes: dict[str, Any]) -> str:
    return changes["day"].isoformat() if isinstance(changes.get("day"), date) else ""


def own_id(key: UUID, activity: str) -> str:
    """The id of an activity in the copy of its page. The same copy always gives the same id."""
    return str(uuid5(key, activity))


def own_activities(raw: list[dict[str, Any]], key: UUID) -> list[dict[str, Any]]:
    """Activities with ids of their own; what is inside them, such as the ids of options, stays."""
    return [{**one, "id": own_id(key, one.get("id", ""))} for one in raw]


def own_revision(content: dict[str, Any], key: UUID) -> dict[str, Any]:
    """A revision copied from another session's page, with the ids of this one: going back to it changes no activity."""
    raw = json.loads(content.get("activities") or "[]")
    return {**content, "translation_key": str(key), "activities": json.dumps(own_activities(raw, key))}
