"""Takes out of every line of a log what opens a door or names a person: links, keys, searches, e-mail addresses."""

import logging
import re

SECRET = re.compile(
    r"(?P<place>/register/place/|/screen/|/reset/key/|/confirm-email/|/password_reset/confirm/)[^/\s?]+"
    r"|(?P<asked>\?)[^\s\"']+"
    r"|[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"
)
"""Parts of addresses that are themselves a key, what follows a question mark, and addresses of mail."""


def without_secrets(text: str) -> str:
    """The text with three points in place of each secret."""
    return SECRET.sub(lambda found: f"{found['place'] or found['asked'] or ''}…", text)


class WithoutSecrets(logging.Formatter):
    """For a handler of a log: Django writes the whole path of an address it refused, and a traceback what was wrong
    with whom."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))
