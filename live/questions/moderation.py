"""What the desk decides about one question."""

from live.questions.item import Item, Standing
from live.questions.verbs import About, Answer, Claim, Hide, Pin, Release, Show, Unanswer, Unhide, Unpin, Unshow
from plugins.contract import By, Refused

UNDONE: dict[type[About], type[About]] = {Unshow: Show, Unhide: Hide, Unanswer: Answer}
"""What each of these takes back, if it was the last decision: another moderator may have decided since."""


def moderate(item: Item, said: About, by: By) -> None:
    """Two moderators may say the same: what is so already stays so. Only a claim is one moderator's own."""
    match said:
        case Claim() if item.claimed not in ("", by.actor):
            raise Refused("claimed")
        case Claim():
            item.claimed, item.claimer = by.actor, by.name
        case Release():
            item.release()
        case Unshow() | Unhide() | Unanswer():
            if item.before is not None and item.before[0] is UNDONE[type(said)]:
                item.standing, item.before = item.before[1], None
        case _:
            item.before = (type(said), item.standing)
            item.standing = _decided(item.standing, said, by)
            if isinstance(said, Hide | Answer):
                item.release()


def _decided(now: Standing, said: About, by: By) -> Standing:
    """How it stands from now on."""
    match said:
        case Hide(reason=reason):
            return now._replace(shown=False, waiting=False, pinned=False, reason=reason)
        case Pin():
            return now._replace(shown=True, waiting=False, pinned=True, reason="")
        case Answer(text=text):
            return Standing(answered=by.seq, answer=text)
        case Unpin():
            return now._replace(pinned=False)
    return now._replace(shown=True, waiting=False, reason="")
