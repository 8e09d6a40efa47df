"""The form behind the editor of a session: defaults from the event, sentences for what is missing."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.base import BlockField

from events.queries import offered_formats
from sessions.models.words import NO_DAY, NO_HOUR, NO_MINUTES, SHARED, SHORTEST, TOO_SHORT

FROM_SOURCE = _("The same in every language. Change it on the page this one is a translation of.")
MISSING = {"day": NO_DAY, "begins": NO_HOUR, "minutes": NO_MINUTES}


class SessionForm(WagtailAdminPageForm):
    """Fills in zone and languages from the event for a new session and offers the formats that are switched on for it;
    a translation may say no other time or place."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.parent_page is not None and not self.instance.pk:
            self.instance.inherit(self.parent_page)
            self.initial.update(zone=self.instance.zone, languages=self.instance.languages)
        if "activities" in self.fields:
            self._offer_formats()
        for name, sentence in MISSING.items():
            if name in self.fields:
                self.fields[name].error_messages["required"] = sentence
        if "minutes" in self.fields:  # Django's own field says 0
            self.fields["minutes"].error_messages["min_value"] = TOO_SHORT % {"limit_value": SHORTEST}
        if self.instance.pk and self.instance.translated:
            self._close_what_is_shared()

    def _offer_formats(self) -> None:
        """What the event has switched on, and what is on the page already."""
        offered = offered_formats(self.parent_page if not self.instance.pk else self.instance)
        if offered is not None:
            field = self.fields["activities"]
            block = field.block.offering(offered, there={child.id for child in self.instance.activities})
            said = {"required": field.required, "label": field.label, "help_text": field.help_text}
            self.fields["activities"] = BlockField(block, **said)

    def _close_what_is_shared(self) -> None:
        for name in self.fields.keys() & set(SHARED):
            self.fields[name].disabled = True
            self.fields[name].help_text = FROM_SOURCE
