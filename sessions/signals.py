"""What follows when pages are published, copied, taken back, moved or deleted: the calendar is brought up to date."""

from typing import Any

from django.db.models.signals import post_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished, post_page_move

from events.models import EventPage
from sessions import history, series, timetable
from sessions.copies import own_revision
from sessions.models import SessionPage


@receiver(page_published, sender=SessionPage)
def on_published(instance: SessionPage, **kwargs: Any) -> None:
    timetable.project(instance.translation_key)
    timetable.count_change(instance.translation_key)
    history.note_status(instance)


@receiver(pre_save, sender=Revision)
def on_revision_copied(instance: Revision, **kwargs: Any) -> None:
    """Wagtail copies the revisions of a page with it, word by word: those still say the key of the page they left."""
    said = instance.content.get("translation_key") if instance.pk is None else None
    if said is None or "activities" not in instance.content:
        return
    key = SessionPage.objects.filter(pk=instance.object_id).values_list("translation_key", flat=True).first()
    if key and said != str(key):
        instance.content = own_revision(instance.content, key)


@receiver(page_unpublished, sender=SessionPage)
@receiver(post_delete, sender=SessionPage)
def on_gone(instance: SessionPage, **kwargs: Any) -> None:
    timetable.project(instance.translation_key)
    timetable.count_change(instance.translation_key)


@receiver(post_delete, sender=SessionPage)
def on_deleted(instance: SessionPage, **kwargs: Any) -> None:
    series.forget(instance)


@receiver(post_page_move)
def on_moved(instance: Page, **kwargs: Any) -> None:
    """A session that moves to another event moves to its calendar."""
    for key in SessionPage.objects.descendant_of(instance, inclusive=True).values_list("translation_key", flat=True):
        timetable.project(key)


@receiver(page_published, sender=EventPage)
def on_event_published(instance: EventPage, **kwargs: Any) -> None:
    timetable.rename(instance)


@receiver(post_delete, sender=EventPage)
def on_event_gone(instance: EventPage, **kwargs: Any) -> None:
    timetable.drop_calendar(instance)
