"""People, organisations, territories and venues in the editor: listed, searched by part of their name, chosen."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from events import languages  # noqa: F401  (answers a hook of the editor)
from events.models import Organisation, Person, Territory, Venue


class People(SnippetViewSet):
    model = Person
    icon = "user"
    list_display = ["name", "position", "organisation"]
    panels = [FieldPanel("name"), FieldPanel("position"), FieldPanel("organisation")]


class Organisations(SnippetViewSet):
    model = Organisation
    icon = "group"
    list_display = ["name", "web"]
    panels = [FieldPanel("name"), FieldPanel("web")]


class Territories(SnippetViewSet):
    model = Territory
    icon = "globe"
    list_display = ["name", "within"]
    panels = [FieldPanel("name"), FieldPanel("within")]


class Venues(SnippetViewSet):
    model = Venue
    icon = "home"
    list_display = ["name", "address", "territory"]
    panels = [FieldPanel("name"), FieldPanel("address"), FieldPanel("territory"), FieldPanel("access")]


class Directory(SnippetViewSetGroup):
    """Whoever and wherever sessions name."""

    items = (People, Organisations, Territories, Venues)
    menu_label = _("Directory")
    menu_icon = "list-ul"
    menu_name = "directory"


register_snippet(Directory)
