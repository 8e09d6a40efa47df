"""Rights that side views of the editor forget to ask for. tests/site/rights.py holds what everybody may do."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.deprecation import MiddlewareMixin
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

type May = Callable[..., bool]


def may_move(request: HttpRequest, *, page_to_move_id: int, **rest: Any) -> bool:
    """Wagtail 8.0 asks when a page is moved, but shows the question with both titles to every editor."""
    return _page(page_to_move_id).permissions_for_user(request.user).can_move()


def may_edit(request: HttpRequest, *, page_id: int) -> bool:
    """wagtail-localize 1.14 asks for the right to translate anything, and not for this page."""
    return _page(page_id).permissions_for_user(request.user).can_edit()


def may_update(request: HttpRequest, *, translation_source_id: int) -> bool:
    """The same; and its button that publishes translations does so for people who may not publish."""
    source = get_object_or_404(TranslationSource, pk=translation_source_id).get_source_instance()
    if not isinstance(source, Page):
        return True  # people and places: the right to translate is all there is
    rights = source.permissions_for_user(request.user)
    return rights.can_edit() and (rights.can_publish() or not request.POST.get("publish_translations"))


GUARDED: dict[str, May] = {
    "wagtailadmin_pages:move_confirm": may_move,
    "wagtailadmin_pages:confirm_workflow_cancellation": may_edit,
    "wagtail_localize:submit_page_translation": may_edit,
    "wagtail_localize:update_translations": may_update,
}


class SideViews(MiddlewareMixin):
    """Asks before the view is entered; who is not signed in is sent to sign in by the view itself."""

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        may = GUARDED.get(request.resolver_match.view_name if request.resolver_match else "")
        if may and request.user.is_authenticated and not may(request, **kwargs):
            raise PermissionDenied


def _page(pk: int) -> Page:
    return get_object_or_404(Page, pk=pk).specific
