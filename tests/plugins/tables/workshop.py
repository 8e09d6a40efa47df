"""A workshop without a room: who says what at which table, and what came of it."""

import json
import random

import msgspec
import pytest

from plugins.contract import MODES, By, Refused, To
from plugins.tables import verbs as v
from plugins.tables.format import Tables
from plugins.tables.settings import Axis, Pillar, Sector, TablesSettings
from plugins.testing.fold import Log, Said

DESK, SCREEN, STANDING = To("desk"), To("screen"), To("person")
AXES = [Axis({"es": "Movilidad"}, "move"), Axis({"es": "Agua"}, "water")]
PILLARS = [Pillar({"es": "Transparencia"}, "open"), Pillar({"es": "Participación"}, "join")]
SECTORS = [Sector({"es": "Ciudadanía"}, "citizens"), Sector({"es": "Academia"}, "academia")]
BEGAN = 1_700_000_000.0
VERBS = {one.body: name for name, one in Tables.verbs.items()}


def at(table):
    """What a phone at this table is shown."""
    return To("person", f"table-{table}")


class Workshop:
    """One activity, and the log of what was said in it."""

    def __init__(self, **settings):
        asked = {"axes": AXES, "pillars": PILLARS, "tables": 3, "seats": 4, **settings}
        self.settings = TablesSettings(**asked)
        self.format = Tables(self.settings)
        self.entries, self.seq = [], 1

    def says(self, actor, said, *, mode="room", name=None, role="person"):
        """An entry of the log: folded, and its id given back."""
        self.seq += 1
        by = By(self.seq, f"actor-{actor}", name or actor.title(), role, mode, "open", "es", BEGAN + self.seq)
        self.entries.append(Said(VERBS[type(said)], msgspec.to_builtins(said), by))
        self.format.check(said)
        self.format.accept(said, by)
        return str(self.seq)

    def host(self, said):
        return self.says("ada", said, role="host")

    def refused(self, actor, said, **by):
        """Why it does not count; nothing anybody sees has changed."""
        before = self.whole()
        with pytest.raises(Refused) as caught:
            self.says(actor, said, **by)
        assert self.whole() == before, "it was refused and changed something all the same"
        assert caught.value.code in Tables.refusals
        return caught.value.code

    def sentence(self, actor, said, **by):
        """What who is refused is told."""
        with pytest.raises(Refused) as caught:
            self.says(actor, said, **by)
        return Tables.refusals[caught.value.code].format(**caught.value.values)

    def whole(self):
        sides = [DESK, SCREEN, STANDING, *(at(number) for number in self.format.state.hall.tables)]
        return json.dumps([self.format.view(side) for side in sides])

    def view(self, to):
        return self.format.view(to)

    # -------------------------------------------------- what often happens
    def seated(self, table, *actors, mode="room"):
        """These people sit at a table."""
        for actor in actors:
            self.says(actor, v.Sit(str(table)), mode=mode)

    def begun(self, *actors, table=1):
        """They sit at a table, the first facilitates, and a round runs."""
        self.seated(table, *actors)
        self.says(actors[0], v.TakeRole("facilitator"))
        self.host(v.BeginRound())
        return self

    def writes(self, actor, text="Más buses", **said):
        return self.says(actor, v.Write(**{"text": text, "axis": "move", "pillar": "open", **said}))

    def place(self, actor):
        return self.format.state.hall.people[f"actor-{actor}"].place

    def note(self, id):
        return self.format.state.notes[id]

    @property
    def log(self):
        return Log(msgspec.to_builtins(self.settings), tuple(self.entries))


def played(seed, acts=160, **settings):
    """A workshop in which people and hosts say what makes sense more often than not."""
    dice, one = random.Random(seed), Workshop(**settings)
    people = [f"p{number}" for number in range(9)]
    for actor in people:
        sector = dice.choice(["", "citizens"]) if settings.get("sectors") else ""
        _tried(one, actor, v.Sit(str(dice.randint(1, 3)), sector))
    for number, actor in enumerate(people):
        _tried(one, actor, v.TakeRole("facilitator" if number % 2 else "rapporteur"))
    _tried(one, "", v.BeginRound())
    for _turn in range(acts):
        _tried(one, dice.choice(people), _something(one, dice))
    for number in (1, 2, 3):
        _tried(one, "", v.DeskHandIn(str(number)))
    return one


def _tried(one, actor, said):
    try:
        if Tables.verbs[VERBS[type(said)]].who == "host":
            one.host(said)
        else:
            one.says(actor, said, mode=MODES[sum(map(ord, actor)) % len(MODES)])
    except Refused:
        return


def _something(one, dice):
    notes = [*one.format.state.notes, "99"]
    seats = [person.place for person in one.format.state.hall.people.values() if person.table] or ["1.1"]
    note, other = (dice.choice(notes) for _ in range(2))
    table, seat, role = str(dice.randint(1, 4)), dice.choice(seats), dice.choice(["facilitator", "rapporteur"])
    common = [
        v.Write(text=f"Nota {one.seq}", axis="move", pillar=dice.choice(["open", "join"]), aloud=dice.random() < 0.2),
        v.Support(note),
        v.TakeRole(role),
    ]
    people = [
        v.WithdrawSupport(note), v.Edit(note=note, text="Otra"), v.Merge(note, other), v.Split(note), v.HandIn(),
        v.TakeBack(), v.Choose(note), v.Unchoose(note), v.CountHeads(3), v.CountHands(note, 2), v.LeaveRole(role),
        v.Withdraw(note), v.Sit(table),
    ]  # fmt: skip
    hosts = [
        v.EndRound(), v.BeginRound(), v.BeginRound(), v.Rotate(), v.Move(table, seat), v.GiveRole(seat, role),
        v.AddTable(), v.Dissolve(table), v.Look(table), v.LookAway(), v.DeskHandIn(table), v.DeskHandIn(table),
        v.DeskMerge(note, other), v.DeskSplit(note), v.Hide(note), v.Show(note), v.Call(table), v.Next(),
        v.EndPlenary(), v.FreeRole(table, role), v.SetSeats(table, 3), v.Extend(5),
    ]  # fmt: skip
    return dice.choice(dice.choices([common, people, hosts], [6, 4, 1])[0])
