"""Blocks that hold a frozen result: an editor may move it or take it out, but not alter it."""

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from events.blocks import WORDS
from events.frozen import readable

SALT = "plenaria.frozen"


class FrozenValue(blocks.FieldBlock):
    """JSON that goes through the form signed, so that what comes back is what was sent or is refused."""

    def __init__(self, **kwargs: Any):
        self.field = forms.CharField(widget=forms.HiddenInput, required=False)
        super().__init__(**kwargs)

    def value_for_form(self, value: Any) -> str:
        return signing.dumps(value, salt=SALT, compress=True) if value else ""

    def value_from_form(self, value: str | None) -> Any:
        try:
            return signing.loads(value or "", salt=SALT)
        except signing.BadSignature:
            return None

    def clean(self, value: Any) -> Any:
        if not value:
            raise ValidationError(_now("Results come from the session's log and cannot be typed. Take this block out."))
        return value


class Shown(blocks.TextBlock):
    """The same in words, for the editor's eyes; what is posted here is thrown away."""

    def __init__(self, **kwargs: Any):
        super().__init__(required=False, rows=5, **kwargs)
        self.field.widget.attrs |= {"readonly": True}

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> str:
        return ""


class Frozen(blocks.StructBlock):
    """A frozen result. `value` is `events.frozen.freeze()`."""

    shown = Shown(label=_("Counted in the session"), help_text=_("Results can be moved or taken out, not changed."))
    value = FrozenValue(label=" ", form_attrs={"hidden": True})

    def get_form_state(self, value: Any) -> dict[str, Any]:
        state = super().get_form_state(value)
        frozen = value.get("value")
        return {**state, "shown": readable(frozen, get_language() or "es") if frozen else ""}

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Nothing: what was counted has the organisers' words by language, and what a person said stays as said."""
        return []

    def get_searchable_content(self, value: Any) -> list[str]:
        return []


class ConclusionsBlock(blocks.StreamBlock):
    """A heading begins a conclusion; words, tallies and voices below it belong to it."""

    heading = blocks.CharBlock(label=_("Conclusion"), icon="title", max_length=160)
    words = blocks.RichTextBlock(label=_("Text"), icon="pilcrow", features=WORDS)
    tally = Frozen(label=_("Vote, as counted"), icon="table")
    statement = Frozen(label=_("Something a person said"), icon="openquote")

    class Meta:
        required = False
