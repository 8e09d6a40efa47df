"""The activities of a session page: a StreamField whose blocks come from the installed formats."""

import json
from typing import Any

import msgspec
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
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
]
NAMES = [("name", _("Their name")), ("nothing", _("Nothing"))]


class ActivityBlock(blocks.StructBlock):
    """One activity of a format: the core fields and the format's own, side by side."""

    def __init__(self, kind: type[Format], **said: Any):
        self.kind = kind
        own = fields.children(kind.Settings)
        layout = BlockGroup(
            children=["title", *(name for name, _block in own)], settings=["results", "accepts", "names"]
        )
        words = {"label": _(kind.name), "help_text": _(kind.description), "icon": kind.icon, "form_layout": layout}
        super().__init__([*_core(kind), *own], **words | said)

    def clean(self, value):
        """Rules between fields are the struct's: `__post_init__` raises "field: what and the way out"."""
        value = super().clean(value)
        try:
            settings(self.kind, value, language="und")
        except msgspec.ValidationError as error:
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
    """The activities of one session, in the organiser's order."""

    def __init__(self, local_blocks: Any = None, **said: Any):
        own = local_blocks or [(slug, ActivityBlock(kind)) for slug, kind in registry.formats().items()]
        super().__init__([*own, (MISSING, MissingBlock())], **said)

    def to_python(self, value):
        """Blocks of unknown type are wrapped; a stock StreamBlock would drop them at the next save."""
        if isinstance(value, blocks.StreamValue):
            return value
        if isinstance(value, str):
            value = json.loads(value or "[]")
        return super().to_python([self._wrap(child) for child in value or ()])

    def get_prep_value(self, value):
        return [_unwrap(child) for child in super().get_prep_value(value)]

    def _wrap(self, child: Any) -> Any:
        if not isinstance(child, dict) or child["type"] in self.child_blocks:
            return child
        return {**child, "type": MISSING, "value": {"type": child["type"], "value": child["value"]}}


class ActivitiesAdapter(StreamBlockAdapter):
    """Keeps the missing block out of the menu of what can be added; one that is there is shown and saved."""

    def js_args(self, block):
        args = super().js_args(block)
        args[3]["blockCounts"] = {**args[3]["blockCounts"], MISSING: {"max_num": 0}}
        return args


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


def setups(activities: blocks.StreamValue, language: str) -> dict[str, Setup]:
    """What each activity is set up to be, by its id, in page order; words are kept in `language`.

    Activities of missing formats are left out."""
    return {
        child.id: _setup(child.block.kind, child.value, language)
        for child in activities
        if isinstance(child.block, ActivityBlock)
    }


def _setup(kind: type[Format], value: Any, language: str) -> Setup:
    return Setup(
        format=kind.slug,
        version=kind.version,
        title={language: value["title"]},
        results=Results(value["results"] or kind.default_results),
        accepts=value["accepts"] or "anyone",
        names=value["names"] or "name",
        settings=msgspec.to_builtins(settings(kind, value, language=language)),
        language=language,
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
                help_text=_("Beside what a person writes. Votes never show a name."),
            ),
        ),
    ]


def _unwrap(child: dict[str, Any]) -> dict[str, Any]:
    if child["type"] != MISSING or not isinstance(child["value"], dict):
        return child
    return {**child, **child["value"]}


def _block_error(error: msgspec.ValidationError, names: Any) -> ValidationError:
    message = str(error).split(" - at `$")[0]
    name, colon, _rest = message.partition(": ")
    if colon and name in names:
        return StructBlockValidationError(block_errors={name: ValidationError(gettext(message)[len(name) + 2 :])})
    return StructBlockValidationError(non_block_errors=[gettext(message)])
