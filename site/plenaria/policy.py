"""One content security policy for all, loosened for the path of Wagtail's admin alone, which writes inline scripts."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.utils.csp import CSP

ADMIN_PATH = "/cms/"
INLINE = {"script-src": [CSP.SELF, CSP.UNSAFE_INLINE], "style-src": [CSP.SELF, CSP.UNSAFE_INLINE]}


class ContentSecurityPolicy(ContentSecurityPolicyMiddleware):
    """Django's own policy writer, told where the admin is."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path.startswith(ADMIN_PATH) and not hasattr(response, "_csp_config"):
            response._csp_config = {  # type: ignore[attr-defined]  # what Django's own decorator sets
                **settings.SECURE_CSP,
                **INLINE,
                "img-src": [CSP.SELF, "data:", "blob:"],
            }
        return super().process_response(request, response)
