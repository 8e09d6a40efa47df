"""The activities of a session page: a StreamField whose blocks come from the installed formats."""

import json
from collections.abc import Collection
from copy import copy
from typing import Any

import msgspec
from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError
from wagtail.fields import StreamField

from plugins import fields, registry
from plugins.contract import Format, Results
from plugins.setup import Setup

MISSING = "missing"

RESULTS = [
    (Results.LIVE.value, _("While people take part")),
    (Results.AFTER_VOTE.value, _("To each person after taking part")),
    (Results.AT_CLOSE.value, _("When it closes")),
    (Results.REVEALED.value, _("When a host shows them")),
]
ACCEPTS = [
    ("anyone", _("Anyone in the room")),
    ("registered", _("Registered people")),
    ("account", _("People with an account")),
]
NAMES = [("name", _("Their name")), ("pseudonym", _("A pseudonym")), ("nothing", _("Nothing"))]


class ActivityBlock(blocks.StructBlock):
    """One activity of a format: the core fields and the format's own, side by side."""

    def __init__(self, kind: type[Format], **said: Any):
        self.kind = kind
        own, core = fields.children(kind.Settings), _core(kind)
        folded = [name for name, _block in core if name != "title"]
        layout = BlockGroup(children=["title", *(name for name, _block in own)], settings=folded)
        words = {"label": _(kind.name), "help_text": _(kind.description), "icon": kind.icon, "form_layout": layout}
        begun = {name: block.first for name, block in own if isinstance(block, fields.Begun)}
        super().__init__([*core, *own], **words | {"default": begun} | said)

    def clean(self, value):
        """Rules between fields are the struct's: `__post_init__` raises "field: what and the way out"."""
        value = super().clean(value)
        try:
            self.kind.complete(settings(self.kind, value, language="und"), taking=bool(value.get("source")))
        except ValueError as error:
            raise _block_error(error, self.child_blocks) from error
        return value


class MissingBlock(blocks.FieldBlock):
    """Holds an activity whose format is not installed, whole, so that saving the page keeps it."""

    def __init__(self, **said: Any):
        self.field = forms.JSONField(widget=forms.HiddenInput, required=False)
        super().__init__(**said)

    def value_from_form(self, value):
        """Wagtail compares what was posted before it cleans it, so the text is read here; the field refuses others."""
        try:
            return json.loads(value) if isinstance(value, str) and value else value
        except json.JSONDecodeError:
            return value

    class Meta:
        label = _("Activity of a format that is not installed")
        icon = "warning"


class Activities(blocks.StreamBlock):
    """The activities of one session, in the organiser's order. `offered` are the formats that may be added, None for
    all; activities that are `there` already stay whatever their format."""

    offered: frozenset[str] | None = None
    there: Collection[str] = ()

    def __init__(self, local_blocks: Any = None, **said: Any):
        own = local_blocks or [(slug, ActivityBlock(kind)) for slug, kind in registry.formats().items()]
        super().__init__([*own, (MISSING, MissingBlock())], **said)

    def offering(self, formats: frozenset[str], *, there: Collection[str]) -> "Activities":
        """The same for one form, in which only these formats can be added."""
        one = copy(self)
        one.offered, one.there = formats, there
        return one

    @property
    def closed(self) -> list[str]:
        """The blocks nobody can add."""
        own = [name for name in self.child_blocks if name != MISSING]
        return [MISSING, *(name for name in own if self.offered is not None and name not in self.offered)]

    def to_python(self, value):
        """Blocks of unknown type are wrapped; a stock StreamBlock would drop them at the next save."""
        if isinstance(value, blocks.StreamValue):
            return value
        if isinstance(value, str):
            value = json.loads(value or "[]")
        return super().to_python([self._wrap(child) for child in value or ()])

    def clean(self, value):
        """Nothing is added that is switched off, and what one activity takes from another must be there to be taken."""
        value = super().clean(value)
        errors = {at: error for at, child in enumerate(value) if (error := self._wrong(value, at, child))}
        if errors:
            raise blocks.StreamBlockValidationError(block_errors=errors)
        return value

    def _wrong(self, value: blocks.StreamValue, at: int, child: Any) -> ValidationError | None:
        if child.block_type in self.closed and child.block_type != MISSING and child.id not in self.there:
            return StructBlockValidationError(non_block_errors=[_switched_off(child.block.kind)])
        why = _wrong_source(value, at, child)
        return StructBlockValidationError(block_errors={"source": ValidationError(why)}) if why else None

    def get_prep_value(self, value):
        return [_unwrap(child) for child in super().get_prep_value(value)]

    def _wrap(self, child: Any) -> Any:
        if not isinstance(child, dict) or child["type"] in self.child_blocks:
            return child
        return {**child, "type": MISSING, "value": {"type": child["type"], "value": child["value"]}}


class ActivitiesAdapter(StreamBlockAdapter):
    """Keeps out of the menu what cannot be added: the missing block, and formats that are switched off. One that is
    there is shown and saved. Wagtail's own menu offers every block, whatever its counts say."""

    js_constructor = "plenaria.Activities"

    def js_args(self, block):
        args = super().js_args(block)
        args[3]["closed"] = block.closed
        return args

    @cached_property
    def media(self):
        return super().media + forms.Media(js=[versioned_static("plugins/activities.js")])


register(ActivitiesAdapter(), Activities)


class ActivitiesField(StreamField):
    """A StreamField of activities that names no block in migrations, so that a plugin causes none."""

    def __init__(self, block_types: Any = Activities, **said: Any):
        super().__init__(block_types or Activities, **said)

    def deconstruct(self):
        name, path, _args, said = super().deconstruct()
        said.pop("block_lookup", None)
        return name, path, [], said


def activity_block(kind: type[Format]) -> ActivityBlock:
    """The block of a format. Raises TypeError where a setting has a type no form can ask for."""
    return ActivityBlock(kind)


def settings(kind: type[Format], value: Any, *, language: str) -> msgspec.Struct:
    """The format's typed settings out of its block. Raises `msgspec.ValidationError` where they break its rules."""
    return msgspec.convert(fields.struct(kind.Settings, value, language), kind.Settings)


def missing(activities: blocks.StreamValue) -> set[str]:
    """The ids of activities whose format is not installed."""
    return {child.id for child in activities if child.block_type == MISSING}


def setups(activities: blocks.StreamValue, language: str) -> dict[str, Setup]:
    """What each activity is set up to be, by its id, in page order; words are kept in `language`.

    Activities of missing formats are left out."""
    return {
        child.id: _setup(child.block.kind, child.value, language, _source(activities, child.value))
        for child in activities
        if isinstance(child.block, ActivityBlock)
    }


def _source(activities: blocks.StreamValue, value: Any) -> str:
    """The id of the activity that is the n-th on its page; "" for none."""
    place = value.get("source") or 0
    return activities[place - 1].id if 1 <= place <= len(activities) else ""


def _switched_off(kind: type[Format]) -> str:
    return gettext(
        "{name} is not switched on for this event. Take it out, or have it switched on in the form of the event."
    ).format(name=gettext(kind.name))


def _wrong_source(activities: blocks.StreamValue, at: int, child: Any) -> str:
    place = child.value.get("source") or 0 if isinstance(child.block, ActivityBlock) else 0
    if place == 0:
        return ""
    if place > len(activities):
        most = len(activities)
        return gettext("There is no activity {place} on this page: it has {most}.").format(place=place, most=most)
    source = activities[place - 1].block
    if isinstance(source, MissingBlock):  # nobody can say what it gives until its format is back
        return ""
    if place == at + 1:
        return gettext("An activity cannot take its items from itself. Give the number of another one.")
    if not (isinstance(source, ActivityBlock) and source.kind.gives):
        return gettext("Activity {place} has no items to give. Take those of questions or of a poll.").format(
            place=place
        )
    return ""


def _setup(kind: type[Format], value: Any, language: str, source: str) -> Setup:
    return Setup(
        format=kind.slug,
        version=kind.version,
        title={language: value["title"]},
        results=Results(value["results"] or kind.default_results),
        accepts=value["accepts"] or "anyone",
        names=value["names"] or "name",
        settings=msgspec.to_builtins(settings(kind, value, language=language)),
        language=language,
        secret=bool(value.get("secret")),
        source=source,
        most_items=value.get("most_items") or 0,
    )


def _core(kind: type[Format]) -> list[tuple[str, blocks.Block]]:
    return [
        (
            "title",
            blocks.CharBlock(label=_("Title"), max_length=200, help_text=_("What everybody reads: the question.")),
        ),
        (
            "results",
            blocks.ChoiceBlock(
                choices=RESULTS,
                default=kind.default_results.value,
                label=_("Results show"),
                help_text=_("Who sees the count early may follow it. The desk always sees it."),
            ),
        ),
        (
            "accepts",
            blocks.ChoiceBlock(
                choices=ACCEPTS,
                default="anyone",
                label=_("Who may take part"),
                help_text=_("Anyone: whoever has the code. The others are asked to register."),
            ),
        ),
        (
            "names",
            blocks.ChoiceBlock(
                choices=NAMES,
                default="name",
                label=_("Others see of each person"),
                help_text=_("Beside what a person writes, and said before it is sent. Votes never show a name."),
            ),
        ),
        *(_SECRET if any(verb.ballot for verb in kind.verbs.values()) else ()),
        *(_SOURCE if kind.takes else ()),
    ]


_SECRET = [
    (
        "secret",
        blocks.BooleanBlock(
            required=False,
            label=_("Secret ballot"),
            help_text=_(
                "Ballots go into a box without a name, are counted at the close and published with receipts. "
                "Until then only the turnout shows."
            ),
        ),
    ),
]
_SOURCE = [
    (
        "source",
        blocks.IntegerBlock(
            required=False,
            default=0,
            min_value=0,
            label=_("Take items from activity"),
            help_text=_("Its number on this page, from the top; 0 for none. Its items are taken when this one opens."),
        ),
    ),
    (
        "most_items",
        blocks.IntegerBlock(
            required=False,
            default=0,
            min_value=0,
            max_value=100,
            label=_("How many of them"),
            help_text=_("From the first on; 0 takes all."),
        ),
    ),
]


def _unwrap(child: dict[str, Any]) -> dict[str, Any]:
    if child["type"] != MISSING or not isinstance(child["value"], dict):
        return child
    return {**child, **child["value"]}


def _block_error(error: ValueError, names: Any) -> ValidationError:
    message = str(error).split(" - at `$")[0]
    name, colon, _rest = message.partition(": ")
    if colon and name in names:
        return StructBlockValidationError(block_errors={name: ValidationError(gettext(message)[len(name) + 2 :])})
    return StructBlockValidationError(non_block_errors=[gettext(message)])
