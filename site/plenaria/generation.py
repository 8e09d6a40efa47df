"""The generation of what is published: pages kept ready are named by it, so a new one makes them all old at once."""

import uuid
from typing import Any

from django.core.cache import BaseCache, caches
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_unpublished, post_page_move

from live.models import Room
from live.registration.models import Places

KEY = "generation"
ROOMS = frozenset({"home", "events", "programme"})
SHOWN = (Page, Site, Locale, PageViewRestriction, Places, AbstractImage, AbstractDocument)


def shared() -> BaseCache:
    """Where all processes read the generation: a file of the data folder, or Redis when several machines serve."""
    return caches["shared"]


def current() -> str:
    """The generation now. Read before a page is made: what changes meanwhile makes the page old as it is stored."""
    return shared().get_or_set(KEY, _new, None) or ""


def turn() -> None:
    """Begin a new generation as soon as what was written can be read by others."""
    transaction.on_commit(lambda: shared().set(KEY, _new(), None), robust=True)


def _new() -> str:
    return uuid.uuid4().hex


def _on_saved(sender: type[models.Model], created: bool = False, **kwargs: Any) -> None:
    shown = sender._meta.app_label in ROOMS or issubclass(sender, SHOWN)
    if shown or (created and sender is Room):  # an old room's row changes with every entry, and no page shows that
        turn()


def _on_changed(sender: Any, **kwargs: Any) -> None:
    turn()


def connect() -> None:
    """Listen to everything a public page shows: pages, people and places, the calendar, rooms' hours, seats."""
    post_save.connect(_on_saved, dispatch_uid="plenaria.generation.saved")
    post_delete.connect(_on_saved, dispatch_uid="plenaria.generation.deleted")
    post_page_move.connect(_on_changed, dispatch_uid="plenaria.generation.moved")
    page_unpublished.connect(_on_changed, dispatch_uid="plenaria.generation.unpublished")
