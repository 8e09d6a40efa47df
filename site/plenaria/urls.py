"""Every address of the house. What people read carries its language (Spanish has no prefix)."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from plenaria import health

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("accounts/", include("allauth.urls")),
        path("", include("live.urls")),
        path("", include("sessions.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
