"""A page's script comes with word of all it imports, so that none waits for another to be read."""

import gzip
from pathlib import Path

from django.contrib.staticfiles import finders

from live.templatetags.modules import imported, module

STYLES = ("plenaria/tokens.css", "plenaria/components.css", "live/live.css")
HEAD = 450  # bytes of an answer's head, as the product sends it
MOST = 54_000  # bytes: what is left up to 60 kB is for the formats' own


def test_what_is_imported_at_any_depth_is_named_once():
    found = imported("live/live.js")
    assert found[0] == "live/live.js"
    assert len(set(found)) == len(found)
    assert {"live/view.js", "live/marked.js", "live/paths.js"} <= set(found)  # the last two by way of the first


def test_a_phone_loads_little_and_nothing_of_the_desk_or_the_projector():
    files = (*imported("live/live.js"), *STYLES)
    assert not {"live/keys.js", "live/undo.js", "live/desk.js", "live/projector.js"}.intersection(files)
    packed = [gzip.compress(Path(str(finders.find(name))).read_bytes(), 9) for name in files]
    assert 20_000 < sum(len(one) + HEAD for one in packed) < MOST


def test_what_comes_only_when_it_is_needed_is_not_asked_for():
    assert "live/ballot.js" not in imported("live/live.js")


def test_the_page_names_them_before_the_script():
    made = module("live/live.js")
    assert made.count("modulepreload") == len(imported("live/live.js")) - 1
    assert made.endswith('<script type="module" src="/static/live/live.js"></script>')
