"""Files people uploaded: which kinds a browser would run, and pictures alone by their path."""

import posixpath

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve

RUNS_IN_A_BROWSER = frozenset(
    {"css", "htm", "html", "js", "mht", "mhtml", "mjs", "shtml", "svg", "svgz", "swf", "wasm", "xht", "xhtml", "xml"}
    | {"xsl", "xslt"}
)
"""Kinds of files that would be code of this site if they were opened from it."""

PICTURES = frozenset({"images", "original_images", "avatar_images"})
"""Folders anybody may read. Documents have an address of their own, which asks who may and hands them over as files."""

INERT = "default-src 'none'; sandbox"


def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture of the media folder; whatever it holds, it is shown and never run."""
    path = posixpath.normpath(path).lstrip("/")  # as it is read below: ".." must not lead out of the folder
    if path.partition("/")[0] not in PICTURES:
        raise Http404
    answer = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    answer["Content-Security-Policy"] = INERT
    return answer
