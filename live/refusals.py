"""Refusals in words: from a code and its values to one sentence in the reader's language."""

from collections.abc import Mapping

from django.utils.translation import gettext, gettext_noop, override

from plugins import registry

SENTENCES = {
    "closed": gettext_noop("This activity had closed. What you sent was not counted."),
    "not_open": gettext_noop("This activity is not open yet. Wait until the moderation opens it."),
    "counted": gettext_noop("The ballots were counted and published. Start a new round to vote again."),
    "not_cast": gettext_noop("There is no ballot of yours in the box. There was nothing to take back."),
    "already": gettext_noop("That is already so. Nothing was changed."),
    "unknown": gettext_noop("That no longer exists in this room. Reload the page to see what does."),
    "unknown_activity": gettext_noop("There is no such activity in this room. Reload the page to see what there is."),
    "unknown_verb": gettext_noop("This activity does not know that act. Reload the page and try again."),
    "unavailable": gettext_noop("This activity is not available here. Tell the moderation."),
    "broken": gettext_noop("This activity could not take what you sent. Tell the moderation."),
    "not_allowed": gettext_noop("Only the moderation can do that. Sign in with an account that may moderate."),
    "signed_out": gettext_noop("You are signed out. Sign in again, then send it once more."),
    "barred": gettext_noop("Your seat was closed by the moderation. Speak to them to come back."),
    "registered": gettext_noop("This activity is for registered people. Enter by the link in your confirmation."),
    "account": gettext_noop("This activity is for people with an account. Sign in and try again."),
    "empty": gettext_noop("There is nothing written yet. Write something and send it again."),
    "too_long": gettext_noop("The text is too long: {most} letters at most. Shorten it and send it again."),
    "nothing_chosen": gettext_noop("Nothing is chosen yet. Choose and send it again."),
    "malformed": gettext_noop("What was sent could not be read. Reload the page and try again."),
    # frames
    "not_json": gettext_noop("A frame must be one JSON object. This one was not read."),
    "binary": gettext_noop("A frame must be text. This one was not read."),
    "too_fast": gettext_noop("That was too fast: at most {each} a second. Wait a moment, then go on."),
    "too_big": gettext_noop("A frame may hold 64 KiB. This one was larger and was not read."),
    "unknown_tag": gettext_noop("The room knows the frames join and act. This one was not read."),
    "join_first": gettext_noop("Send join before anything else."),
    "no_room": gettext_noop("There is no room with that code. Check the code and try again."),
    "bad_seat": gettext_noop("That seat is not of this room. Ask for a new one."),
}
"""Core's own codes; a format adds its own in `refusals`."""


def sentence(code: str, values: Mapping[str, str | int], *, language: str, format: str = "") -> str:
    """One sentence for a refusal; codes of `format` come before core's."""
    kind = registry.get(format)
    words = (kind.refusals if kind else {}).get(code) or SENTENCES.get(code) or SENTENCES["malformed"]
    with override(language):
        said = gettext(words)
    try:
        return said.format(**values)
    except (LookupError, ValueError):  # a format's words ask for a value it did not give
        return said
