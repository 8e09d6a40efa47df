"""Tags of forms: what one says, what became of it, who will be seen as its author."""

import uuid
from urllib.parse import urljoin

from django import template
from django.template import Context, Node
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from plugins.tags.values import Attrs
from plugins.words import said

register = template.Library()


@register.simple_tag(takes_context=True)
def signed(context: Context) -> SafeString:
    """What others will see of who writes here, as the organiser chose: said before anything is sent."""
    now = context.get("names")
    kinds = (
        ("name", _("Your name is shown beside it, if you gave one.")),
        ("pseudonym", _("A pseudonym is shown beside it, the same for all you write here.")),
        ("nothing", _("Nobody sees who wrote it.")),
    )
    span = '<span data-attr="hidden:not names is {}"{}>{}</span>'
    hidden = mark_safe(' hidden=""')
    return format_html_join("", span, ((name, "" if name == now else hidden, words) for name, words in kinds))


class Act(Node):
    """A form that says one verb; without script it is an ordinary POST."""

    def __init__(self, verb: FilterExpression, attributes: str, body: NodeList):
        self.verb, self.attributes, self.body = verb, attributes, body

    def render(self, context: Context) -> SafeString:
        verb, activity = self.verb.resolve(context), context.get("id", "")
        opening = format_html(
            '<form method="post" action="{}" data-act="{}" data-activity="{}"{}>',
            context.get("act_url", ""),
            verb,
            activity,
            mark_safe(self.attributes),  # noqa: S308  (written by the template's author)
        )
        names = [("activity", activity), ("verb", verb), ("op_id", _op_id(context, verb))]
        if verb in (context.get("sealed") or ()):
            names.append(("receipt", context["sealed_as"]))
        hidden = format_html_join("", '<input type="hidden" name="{}" value="{}">', names)
        return mark_safe(f"{opening}{hidden}{self.body.render(context)}</form>")  # noqa: S308  (escaped above)


def _op_id(context: Context, verb: str) -> str:
    """A new id for each form, so that sending it twice counts once; an act that is not stored yet keeps its own."""
    answer = context.get("receipt")
    if answer is not None and answer.state == "waiting" and answer.verb == verb:
        return answer.op_id
    return str(uuid.uuid4())


@register.tag
def act(parser: Parser, token: Token) -> Node:
    """{% act "vote" class="…" %}…{% endact %}"""
    _tag, verb, *attributes = token.split_contents()
    body = parser.parse(("endact",))
    parser.delete_first_token()
    return Act(parser.compile_filter(verb), "".join(f" {each}" for each in attributes), body)


class CloseSeat(Node):
    """Behind a word, so that nobody presses it by accident: the way to close the seat an item was written from. A page
    asks first, and the desk never learns whose seat it is."""

    def __init__(self, path: str):
        self.value = Attrs([("value", path)])

    def render(self, context: Context) -> SafeString:
        form = (
            '<details class="seat-of"><summary>{}</summary><form action="{}"><input type="hidden" name="entry" {}>'
            '<button class="btn">{}</button></form></details>'
        )
        address = urljoin(str(context.get("act_url", "")), "close-seat/")
        return format_html(form, _("Its seat"), address, self.value.render(context), _("Close this seat"))


@register.tag
def close_seat(parser: Parser, token: Token) -> Node:
    """{% close_seat q.id %}: on the desk, in each item that somebody wrote; its id is the entry that made it."""
    _tag, path = token.split_contents()
    return CloseSeat(path)


@register.simple_tag(takes_context=True)
def receipt(context: Context, counted: str, of: str = "", besides: str = "", stands: bool = True) -> SafeString:
    """What became of what I did here: the answer to this form, else the entry of mine that stands. `of` is the form's
    verb, where a part has several, `besides` the one whose form has a receipt of its own; what leaves nothing of mine
    does not stand, and is told once."""
    given = context.get("receipt")
    if given is not None and ((of and given.verb != of) or given.verb == besides):
        given = None
    mine = (context.get("mine") or {}) if stands else {}
    seq = mine.get("seq") or (given.seq if given is not None else None)
    counted = _("Your ballot is in the box") if stands and context.get("secret") else counted
    entry = _("Entry # of the record")
    state, head, why = "counted", counted, entry.replace("#", said(seq)) if seq else ""
    if given is not None and given.state == "refused":
        state, head, why = "refused", _("Not counted"), given.why
    elif given is not None and given.state == "waiting":
        state, head = "waiting", _("Not stored yet")
        why = _("The room is busy. Send it again in a moment: it counts once.")
    return format_html(
        '<div class="ack" role="status"{} data-seq="{}" data-counted="{}" data-entry="{}"'
        ' data-state="{}"{}><b>{}</b><p>{}</p></div>',
        mark_safe(' data-ack="mine.seq"') if stands else "",
        said(seq),
        counted,
        entry,
        state,
        "" if why else mark_safe(" hidden"),
        head if why else "",
        why,
    )
