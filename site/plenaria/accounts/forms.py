"""What sign-up asks beside e-mail and password."""

from django import forms
from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class NameForm(forms.Form):
    """A name, because a desk and an editor's page say who is there."""

    first_name = forms.CharField(
        label=_("Name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Your name is missing.")},
    )

    def signup(self, request: HttpRequest, user: AbstractUser) -> None:
        """Keeps the name; the rest is the library's."""
        user.first_name = self.cleaned_data["first_name"]
        user.save(update_fields=["first_name"])
