"""One parser and one writer of frames."""

import re
from collections.abc import Mapping, Sequence

import msgspec

from live.wire.to_person import Frame
from live.wire.to_room import ToRoom

LIMIT = 64 * 1024  # bytes of a frame from a client (wire.md): a long text is 2 kB, so this is room enough

_decoder = msgspec.json.Decoder(ToRoom)
_encoder = msgspec.json.Encoder()


class BadFrame(Exception):
    """A frame that is not of the vocabulary; `code` is the wire's word for why."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def read(text: str | None) -> ToRoom:
    """The frame in `text`; raises `BadFrame` with "binary", "too_big", "not_json", "unknown_tag" or "malformed"."""
    if text is None:
        raise BadFrame("binary")
    if len(text) > LIMIT or len(text.encode("utf-8", "surrogatepass")) > LIMIT:
        raise BadFrame("too_big")
    try:
        return _decoder.decode(text)
    except msgspec.ValidationError as error:
        raise BadFrame("unknown_tag" if re.search(r"at `\$\.t`", str(error)) else "malformed") from error
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError) as error:
        raise BadFrame("not_json") from error


def write(frame: Frame) -> str:
    """The frame as text."""
    return _encoder.encode(frame).decode()


def patch(*, start: int, end: int, audience: str | None, fragments: Sequence[str]) -> str:
    """A patch frame joined from ready fragments, each `"room":{…}` or `"<activity>":{…}`."""
    room = [part for part in fragments if part.startswith('"room":')]
    rest = [part for part in fragments if not part.startswith('"room":')]
    body = ",".join([*room, *(['"activities":{' + ",".join(rest) + "}"] if rest else [])])
    moved = f'"audience":{_encoder.encode(audience).decode()},' if audience is not None else ""
    return f'{{"t":"patch","from":{start},"to":{end},{moved}"patch":{{{body}}}}}'


def snapshot(picture: Mapping[str, str | int], *, view: str, mine: Mapping[str, str]) -> str:
    """A snapshot: epoch, rev, audience and now in `picture`, around a view and own parts that are JSON already."""
    head = _encoder.encode({"t": "snapshot", **picture}).decode()
    return f'{head[:-1]},"view":{view},"mine":{joined(mine)}}}'


def mine(*, activity: str, seq: int, mine: str) -> str:
    """A frame of what is only theirs in one activity, ready JSON."""
    return f'{{"t":"mine","activity":{_encoder.encode(activity).decode()},"seq":{seq},"mine":{mine}}}'


def joined(parts: Mapping[str, str]) -> str:
    """An object of ready JSON values."""
    return "{" + ",".join(f"{_encoder.encode(key).decode()}:{text}" for key, text in parts.items()) + "}"
