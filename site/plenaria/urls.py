"""Every address of the house. What people read carries its language (Spanish has no prefix)."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from plenaria.safety.uploads import picture
from plenaria.watching import away, door

handler500 = away.handler500

media = [path("media/<path:path>", picture)] if settings.SERVES_MEDIA else []

urlpatterns = [
    *media,
    *[path(address[1:], view) for address, view in door.ADDRESSES.items()],
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *i18n_patterns(
        path("accounts/", include("allauth.urls")),
        path("", include("live.urls")),
        path("", include("sessions.urls")),
        path("", include("sessions.share.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
