"""A session is opened and saved in Wagtail while a format is taken away: its activity comes back unchanged."""

import json

import pytest
from wagtail.test.utils.form_data import querydict_from_html

from plugins import registry
from sessions.models import SessionPage
from tests import factories

pytestmark = pytest.mark.django_db
POLL = {
    "type": "polls",
    "id": "8a3f6c5e-2f0e-4a3c-9d5e-3f1c2b4a5d6e",
    "value": {
        "title": "¿Qué alianza falta?",
        "results": "at_close",
        "accepts": "anyone",
        "names": "name",
        "options": [{"type": "item", "id": "1", "value": {"label": "Universidad"}}],
    },
}
GONE = {"type": "gone", "id": "5d2f7c1a-0b1e-4a57-8d55-0a9a4c1b7e11", "value": {"deep": [1, {"words": "é"}]}}


def raw(page) -> list:
    return json.loads(json.dumps(list(page.activities.raw_data)))


def stored(page: SessionPage) -> list:
    """What stands in the database, as it is."""
    from django.db import connection  # the column itself, past every block

    with connection.cursor() as cursor:
        cursor.execute("SELECT activities FROM programme_sessionpage WHERE page_ptr_id = %s", [page.pk])
        value = cursor.fetchone()[0]
    return json.loads(value) if isinstance(value, str) else value


def edit(client, page, **said):
    """Opens the editor, changes `said` and publishes, as a browser would."""
    shown = client.get(f"/cms/pages/{page.pk}/edit/")
    assert shown.status_code == 200
    posted = querydict_from_html(shown.content.decode(), form_id="w-editor-form")
    posted.update({**said, "action-publish": "1"})
    return client.post(f"/cms/pages/{page.pk}/edit/", posted)
