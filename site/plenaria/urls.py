"""Every address of the house. What people read carries its language (Spanish has no prefix)."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from plenaria import health

media = [path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT})] if settings.SERVES_MEDIA else []

urlpatterns = [
    *media,
    path("healthz", health.healthz),
    path("readyz", health.readyz),
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
