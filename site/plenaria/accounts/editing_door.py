"""What somebody reads who is signed in and may not enter the editor: a sentence, where Wagtail sends in circles."""

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.views.defaults import permission_denied


class EditingDoor(MiddlewareMixin):
    """Wagtail sends everybody refused to sign in; who has signed in is sent back from there, without end."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not request.path.startswith(reverse("wagtailadmin_home")) or not _to_sign_in(response):
            return response
        if not request.user.is_authenticated:
            return response
        list(get_messages(request))  # the page says the same
        return permission_denied(request, PermissionError())


def _to_sign_in(response: HttpResponseBase) -> bool:
    return response.status_code == 302 and response["Location"].startswith(settings.WAGTAILADMIN_LOGIN_URL)
