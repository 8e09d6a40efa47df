"""What tables came to: what is concluded, and what other activities take. Drafts that were never handed in stay out."""

from plugins.contract import N_, Conclusion, Counts, Item, Part, Section, Statement, Text
from plugins.tables.note import Note
from plugins.tables.settings import TablesSettings
from plugins.tables.state import State

MOST_GIVEN = 100  # notes another activity may take
TABLE: Text = {"es": "Mesa {n}", "en": "Table {n}", "fr": "Table {n}", "pt": "Mesa {n}"}
PARTS = (("why", N_("Why")), ("allies", N_("Resources and allies")), ("doer", N_("Who would act")))


class Outcome:
    """Of what was handed in: what went to the plenary first, then the most joined."""

    def __init__(self, state: State, settings: TablesSettings):
        self._state, self._settings = state, settings

    def given(self) -> tuple[Item, ...]:
        """For another activity to take: the words, with the number they are known by."""
        notes = self._state.all_shared()[:MOST_GIVEN]
        return tuple(Item(one.id, {one.language: f"{one.number} {one.said.text}"}, self._refs(one)) for one in notes)

    def concluded(self) -> Conclusion:
        notes = self._state.all_shared()
        chosen = tuple(self._statement(one) for one in notes if one.chosen)
        sections = [Section(N_("Brought to the plenary"), chosen)]
        rest = tuple(self._statement(one) for one in notes if not one.chosen)
        sections.append(Section(N_("Also proposed at the tables"), rest))
        return Conclusion(tuple(section for section in sections if section.items))

    def _refs(self, note: Note) -> tuple[int, ...]:
        """The entries behind it and behind all that counts as it."""
        found = (seq for one in self._state.merging.members(note) for seq in (one.seq, one.changed))
        return tuple(dict.fromkeys(seq for seq in found if seq))

    def _statement(self, note: Note) -> Statement:
        tables = dict.fromkeys(one.table for one in self._state.merging.members(note))
        return Statement(
            text=note.said.text,
            language=note.language,
            mode=note.mode,
            support=Counts(**note.support),
            state=state_of(note, self._state),
            refs=self._refs(note),
            about=(*(table_name(number) for number in tables), *place_of(note, self._settings)),
            parts=tuple(Part(title, getattr(note.said, name)) for name, title in PARTS),
        )


def table_name(number: int) -> Text:
    """A table as each language calls it."""
    return {language: words.format(n=number) for language, words in TABLE.items()}


def place_of(note: Note, settings: TablesSettings) -> tuple[Text, ...]:
    """Its axis and its pillar, in the organiser's words."""
    axis, _dash, pillar = note.cell.partition("-")
    found = [settings.axes[int(axis) - 1].label]
    if settings.pillars:
        found.append(settings.pillars[int(pillar) - 1].label)
    return tuple(label for label in found if label)


def state_of(note: Note, state: State) -> str:
    """A word for what became of it."""
    if note.into:
        return "merged"
    if note.chosen:
        return "chosen"
    return "dissolved" if state.hall.tables[str(note.table)].dissolved else "proposed"
