"""An event: a forum, a workshop, a consultation, and who holds it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, TabbedInterface, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from events.blocks import BodyBlock
from events.forms import EventForm
from events.models import parts
from events.models.fields import FormatsField, LanguagesField, ZoneField, first_language
from events.models.people import Organisation
from events.models.place import Territory
from events.models.previews import PreviewedInLanguages
from events.models.translated import Translated, same_in_all

HOME_DEPTH = 2  # below the root of Wagtail's tree stand the home pages, one a language


class Kind(models.TextChoices):
    """What sort of event it is."""

    FORUM = "forum", _("Forum")
    WORKSHOP = "workshop", _("Workshop")
    CONSULTATION = "consultation", _("Consultation")
    BUDGET_ROUND = "budget_round", _("Budget round")
    TRAINING = "training", _("Training")
    PROGRAMME = "programme", _("Programme")


class Part(models.TextChoices):
    """What an organisation is to an event."""

    HOST = "host", _("Host")
    PARTNER = "partner", _("Partner")
    ALLY = "ally", _("Ally")


class EventPage(Translated, PreviewedInLanguages, Page):
    """An event with its days, zone and languages. Sessions inherit zone and languages from it."""

    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.FORUM, help_text=_("What it is."))
    introduction = models.TextField(
        _("introduction"), blank=True, max_length=600, help_text=_("Two or three sentences: what it is for.")
    )
    first_day = models.DateField(
        _("first day"), null=True, help_text=_("Needed to publish. A draft may leave it open.")
    )
    last_day = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Leave it empty for an event of one day.")
    )
    zone = ZoneField(_("time zone"), default="America/Bogota", help_text=_("The clock of the venue."))
    territory = models.ForeignKey(
        Territory,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territory"),
        help_text=_("Where it belongs. May stay empty."),
    )
    languages = LanguagesField(_("languages"), default=first_language, help_text=_("Spoken or interpreted."))
    formats = FormatsField(
        _("activities on offer"),
        blank=True,
        default=list,
        help_text=_(
            "What may be added to the sessions of this event. None ticked: everything, also what is installed later. "
            "Activities that are on a page stay there."
        ),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True, help_text=_("May stay empty."))

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("kind"),
        FieldPanel("introduction"),
        FieldPanel("first_day"),
        FieldPanel("last_day"),
        FieldPanel("zone"),
        FieldPanel("territory"),
        FieldPanel("languages"),
        FieldPanel("formats"),
        FieldPanel("body"),
    ]
    organisation_panels = [
        InlinePanel(
            "organisations",
            label=_("Organisation"),
            heading=_("Organisations"),
            help_text=_("Who holds the event, and with whom."),
        )
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Event")),
            ObjectList(organisation_panels, heading=_("Organisations")),
            ObjectList(parts.PANELS, heading=_("Programme")),
            ObjectList(Page.promote_panels, heading=_("Promote")),
            ObjectList(Page.settings_panels, heading=_("Settings")),
        ],
        base_form_class=EventForm,
    )
    search_fields = [*Page.search_fields, index.SearchField("introduction"), index.SearchField("body")]
    template = "events/event.html"
    override_translatable_fields = same_in_all(
        "kind", "first_day", "last_day", "zone", "territory", "languages", "formats", "organisations", "territories"
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        return super().can_create_at(parent) and parent.depth == HOME_DEPTH

    def can_move_to(self, parent: Page) -> bool:
        return super().can_move_to(parent) and parent.depth == HOME_DEPTH

    def clean(self) -> None:
        super().clean()
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError(
                {"last_day": _now("The last day is before the first. Choose the same day or a later one.")}
            )

    @property
    def ends_on(self) -> date | None:
        """The last day, for an event of one day its only one; None while it has none."""
        return self.last_day or self.first_day


class EventOrganisation(Orderable):
    """An organisation's part in an event."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="organisations")
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        related_name="+",
        verbose_name=_("organisation"),
        help_text=_("From the directory. A new one can be added there at once."),
    )
    part = models.CharField(
        _("part"), max_length=8, choices=Part, default=Part.HOST, help_text=_("Host, partner or ally.")
    )

    panels = [FieldPanel("organisation"), FieldPanel("part")]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_part_display()})"
