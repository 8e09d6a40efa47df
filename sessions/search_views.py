"""Search as a page, and what is suggested while somebody types."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from sessions.search import MODELS, search, suggest, tidy
from sessions.search_hits import Hit

SUGGESTED = 8  # a list the eye takes in at once, and a phone shows above its keyboard


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Everything found, by kind; without a question, the field alone."""
    question = tidy(request.GET.get("q", ""))
    groups = search(question, request)
    count = sum(len(group.hits) for group in groups)
    return render(request, "sessions/search.html", {"question": question, "groups": groups, "count": count})


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """The first names that begin so, for the list below the field."""
    hits = suggest(tidy(request.GET.get("q", "")), request, SUGGESTED)
    return JsonResponse({"suggestions": [_shown(hit) for hit in hits]}, headers={"Cache-Control": "max-age=60"})


def _shown(hit: Hit) -> dict[str, str]:
    shown = {"title": hit.title, "url": hit.url, "language": hit.language, "code": hit.code}
    return {**shown, "kind": capfirst(str(MODELS[hit.kind]._meta.verbose_name))}
