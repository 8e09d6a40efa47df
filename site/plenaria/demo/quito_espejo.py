"""What came of Eugenio Espejo: drawn up from the record of nine tables, two notes set under words of the editor."""

from typing import Any

from wagtail.rich_text import RichText

from events.models import ConclusionsPage
from live.conclude import conclude
from live.queries import room_of
from plenaria.demo import pages
from plenaria.demo.quito_notes import NOTES
from plenaria.demo.quito_words import Workshop
from sessions.models import SessionPage

TAKEN_UP = (("La demora del bus", 4, 1), ("Se camina la calle", 4, 2))
"""Of the two agreements: how the words begin, and the table and place of the note each rests on."""


def concluded(session: SessionPage, workshop: Workshop, editor: Any) -> ConclusionsPage:
    """The page as the editor left it: results moved, none altered, words added, validated and published."""
    found = ConclusionsPage.objects.child_of(session).filter(slug="conclusiones").first()
    if found is not None:
        return found
    room = room_of(session.translation_key)
    assert room is not None
    page = conclude(room=room, by=editor)
    page.title, page.slug = f"{workshop.zone}: lo que acordó la plenaria", "conclusiones"
    page.introduction = f"<p>{workshop.came_to}</p>"
    page.body = _arranged([(block.block_type, block.value) for block in page.body], workshop)
    pages.validate(page, editor)
    return page


REST = "Las demás notas de las mesas no se perdieron: están en el acta y en las descargas de la sala."


def _arranged(drawn: list[tuple[str, Any]], workshop: Workshop) -> list[tuple[str, Any]]:
    """First the two agreements, each with the note it comes from; then what else went to the plenary, and the vote."""
    drawn = [block for block in drawn if block[0] != "statement" or block[1]["value"]["state"] == "chosen"]
    first: list[tuple[str, Any]] = []
    for (heading, words), (begins, table, place) in zip(workshop.concluded, TAKEN_UP, strict=True):
        assert heading.startswith(begins)
        note = _note(drawn, table, place)
        drawn = [block for block in drawn if block is not note]
        first += [("heading", heading), ("words", RichText(f"<p>{words}</p>")), note]
    return [*first, *drawn, ("words", RichText(f"<p>{REST}</p>"))]


def _note(drawn: list[tuple[str, Any]], table: int, place: int) -> tuple[str, Any]:
    """A table's note among what was drawn up."""
    text = [note.text for note in NOTES if note.table == table][place - 1]
    return next(block for block in drawn if block[0] == "statement" and block[1]["value"]["text"] == text)
