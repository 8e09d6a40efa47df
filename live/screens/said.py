"""A form as an act: the same verbs and bodies as on the socket."""

import uuid
from typing import Any

import msgspec
from django.http import HttpRequest, QueryDict

from live.ballots.receipts import as_sent
from live.screens.bodies import kinds
from live.screens.parts import Receipt
from live.wire.to_person import Ack, Answer, Busy
from live.wire.to_room import Act
from plugins import registry

OURS = frozenset({"activity", "verb", "op_id", "receipt", "csrfmiddlewaretoken"})
BODY = "body."  # before the name of a body's field that is called like one of ours


def act_of(request: HttpRequest, format: str) -> Act:
    """The act in a form. A body that does not fit its verb is handed on as it was typed: the door has the sentence."""
    form = request.POST
    verb = form.get("verb", "")
    body, receipt = _body(form, format, verb), as_sent(form.get("receipt", ""))
    return Act(id=_op_id(form), activity=form.get("activity", ""), verb=verb, body=body, receipt=receipt)


def _op_id(form: QueryDict) -> uuid.UUID:
    """The form's own id, so that sending it twice counts once; a form without one is a new act."""
    try:
        return uuid.UUID(form.get("op_id", ""))
    except ValueError:
        return uuid.uuid4()


def _body(form: QueryDict, format: str, verb: str) -> dict[str, Any]:
    typed = {name.removeprefix(BODY): values for name, values in form.lists() if name not in OURS}
    kind = registry.get(format)
    known = kind.verbs.get(verb) if kind else None
    plain: dict[str, Any] = {name: values[-1] for name, values in typed.items()}
    if known is None:
        return plain
    for name, shape in kinds(known.body).items():
        if shape == "list":
            plain[name] = typed.get(name, [])
        elif shape in ("object", "numbers"):
            whole = {key: plain.pop(f"{name}.{key}") for key in _keys(plain, name)}
            plain[name] = {key: text for key, text in whole.items() if text.strip()}
    try:
        return msgspec.to_builtins(msgspec.convert(plain, known.body, strict=False), str_keys=True)
    except msgspec.ValidationError:
        return plain


def _keys(plain: dict[str, Any], name: str) -> list[str]:
    """The keys of an object whose values were typed into fields named `name.key`."""
    return [field.removeprefix(f"{name}.") for field in plain if field.startswith(f"{name}.")]


def receipt_of(act: Act, answer: Answer) -> Receipt:
    """The answer as the page tells it; what was typed comes back unless it was counted."""
    if isinstance(answer, Ack):
        return Receipt(act.activity, act.verb, "counted", str(act.id), seq=answer.seq, ballot=act.receipt)
    if isinstance(answer, Busy):
        return Receipt(act.activity, act.verb, "waiting", str(act.id), typed=act.body, ballot=act.receipt)
    seq = answer.seq if isinstance(answer.seq, int) else None
    return Receipt(act.activity, act.verb, "refused", str(uuid.uuid4()), why=answer.why, seq=seq, typed=act.body)
