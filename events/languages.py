"""In the editor: publishing a translation of a page that is not published is answered with a sentence."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from events.models.translated import NO_SOURCE, Translated, lacks_source

BEFORE_LOCALIZE = -1  # wagtail-localize answers this hook itself, at 0


@hooks.register("before_edit_page", order=BEFORE_LOCALIZE)
def wait_for_the_source(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What was typed as a translation is kept by each segment, so going back to the editor loses nothing."""
    if not (asks_to_publish(request) and issubclass(page.specific_class, Translated) and lacks_source(page)):
        return None
    messages.error(request, str(NO_SOURCE))
    return redirect("wagtailadmin_pages:edit", page.pk)


def asks_to_publish(request: HttpRequest) -> bool:
    """The editor of a page and that of a translation each have their own way to say so."""
    return request.method == "POST" and ("action-publish" in request.POST or request.POST.get("action") == "publish")
