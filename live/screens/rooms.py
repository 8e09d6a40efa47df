"""The room behind an address."""

from asgiref.sync import sync_to_async
from django.http import Http404
from django.utils.translation import gettext as _

from live import queries
from live.queries import RoomInfo


async def room_of_code(code: str) -> RoomInfo | None:
    """The room of a code, or None."""
    return await sync_to_async(queries.room_by_code)(code)


async def room_or_404(code: str) -> RoomInfo:
    """The room of a code; addresses that no person types answer 404 where there is none."""
    room = await room_of_code(code)
    if room is None:
        raise Http404(_("No room has this code."))
    return room
