"""The desk's button that draws up conclusions; the answer is the draft, open in the editor."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from live.conclude import conclude, unshown
from live.queries import RoomInfo, room_by_code
from live.screens.unread import told_when_unread


@require_POST
@login_required
@told_when_unread
def conclude_room(request: HttpRequest, code: str) -> HttpResponse:
    """Who may not add pages below the session gets 403; the page made is theirs to edit."""
    room = room_by_code(code)
    if room is None:
        raise Http404(_("No room has this code."))
    return open_draft(request, room)


def open_draft(request: HttpRequest, room: RoomInfo) -> HttpResponse:
    """Draw up and go there; says what was left out."""
    page = conclude(room=room, by=request.user)  # type: ignore[arg-type]  # nobody is anonymous here
    if left_out := unshown(room):
        titles = ", ".join(f"“{title}”" for title in left_out)
        why = _("Left out, because the desk has not shown the results: %(titles)s. Show them, then draw up again.")
        messages.warning(request, why % {"titles": titles})
    return redirect("wagtailadmin_pages:edit", page.pk)
