"""The form behind the editor of an event."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from events.formats import choices


class EventForm(WagtailAdminPageForm):
    """Shows a format that was switched on and is not installed any more, so that saving does not switch it off."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "formats" in self.fields:
            self.fields["formats"].choices = choices(self.instance.formats)
