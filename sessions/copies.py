"""Copies of pages: of the newest draft, with activities of their own."""

import json
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID, uuid5

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.text import slugify
from wagtail.actions.copy_page import CopyPageAction
from wagtail.coreutils import find_available_slug
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.tasks import update_reference_index_task

UNSCHEDULED = {"go_live_at": None, "expire_at": None, "expired": False, "locked": False}
"""What belongs to the page copied and not to its copy."""


def copy_page(page: Page, *, to: Page, by: AbstractBaseUser, live: bool = False, **changes: Any) -> Any:
    """A copy of `page`, a draft as it stands, below `to`; published if `live`. `changes` are fields said anew.

    Who may is asked by the action that calls, once for all its copies. What Wagtail indexes of the copy waits until
    all are stored: on SQLite nobody else writes meanwhile, and a vote should not wait for an index."""
    changes = {"title": page.title, **UNSCHEDULED, **changes}
    changes |= {"live": True, "has_unpublished_changes": False} if live else {}
    wanted = slugify(" ".join(filter(None, [changes["title"], _day(changes)]))) or "page"
    changes["slug"] = find_available_slug(to, wanted)
    copying = CopyPageAction(page, to=to, update_attrs=changes, copy_revisions=False, keep_live=live, user=by)
    with disable_reference_index_auto_update():
        made = copying.execute(skip_permission_checks=True)
    named = (made._meta.app_label, made._meta.model_name, str(made.pk))
    transaction.on_commit(partial(update_reference_index_task.enqueue, *named), robust=True)
    return made


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
