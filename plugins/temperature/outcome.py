"""What a temperature came to: its part of the conclusions, and its tables to download."""

from plugins import split
from plugins.contract import COUNTED, N_, Cell, Conclusion, Option, Section, Sheet, Statement, Tally
from plugins.split import ByMode
from plugins.temperature.history import clock
from plugins.temperature.room import Reason, Room
from plugins.temperature.settings import TemperatureSettings

NOW = (N_("Step"), N_("In the room"), N_("Far away"), N_("Assisted"), N_("Way not told"), N_("People"))
TIMELINE = (N_("After"), N_("Step"), N_("People"), N_("Moment"))
MOST = 100  # reasons in a conclusion


def conclusion(room: Room, settings: TemperatureSettings) -> Conclusion:
    """Where it ended, and why some objected, where everybody could read that."""
    sections = (
        Section(N_("Temperature"), (_tally(room, settings),)),
        Section(N_("Objections"), tuple(map(_statement, public(room, settings)[:MOST]))),
    )
    return Conclusion(tuple(one for one in sections if one.items))


def public(room: Room, settings: TemperatureSettings) -> list[Reason]:
    """People were told who reads their reason: what only the desk reads goes nowhere else."""
    return room.shown_reasons() if settings.reasons == "all" else []


def _tally(room: Room, settings: TemperatureSettings) -> Tally:
    modes = room.modes
    told = split.covers_everybody(modes)
    entries = [one.seq for one in room.standing.values()]
    return Tally(
        question=settings.statement,
        options=tuple(
            Option(one.id, one.label, split.counted(room.counts[one.id], split=told)) for one in settings.steps
        ),
        voters=split.counted(modes, split=told),
        refs=(min(entries), max(entries)) if entries else (),
    )


def _statement(one: Reason) -> Statement:
    return Statement(text=one.text, language=one.language, mode=one.mode, refs=(one.seq,))


def sheets(room: Room, settings: TemperatureSettings) -> tuple[Sheet, ...]:
    """The stand, by mode where that may be told; every point of the timeline, a row for each step; the reasons that
    everybody may read."""
    told = split.covers_everybody(room.modes)
    now = tuple((one.label, *_by_mode(room.counts[one.id], told=told), room.votes(one.id)) for one in settings.steps)
    reasons = tuple((one.seq, one.text, one.language) for one in public(room, settings))
    return (
        Sheet("now", NOW, now),
        Sheet("timeline", TIMELINE, tuple(_timeline(room, settings))),
        Sheet("objections", (N_("Entry"), N_("Objection"), N_("Language")), reasons),
    )


def _by_mode(people: ByMode, *, told: bool) -> tuple[Cell, ...]:
    counts = split.counted(people, split=told)
    return tuple(getattr(counts, mode) for mode in COUNTED)


def _timeline(room: Room, settings: TemperatureSettings) -> list[tuple[Cell, ...]]:
    marked: dict[int, list[str]] = {}
    for one in room.moments.values():
        marked.setdefault(room.history.place(one.seconds), []).append(one.text)
    return [
        (clock(end), step.label, count, "; ".join(marked.get(place, ())))
        for place, end, counts in room.history.told()
        for step, count in zip(settings.steps, counts, strict=True)
    ]
