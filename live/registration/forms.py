"""What a person fills in to reserve a seat."""

from django import forms
from django.utils.translation import gettext_lazy as _

from live.registration.models import Mode


class RegistrationForm(forms.Form):
    """How, who, and where the link goes."""

    mode = forms.ChoiceField(
        choices=Mode.choices,
        error_messages={
            "required": _("Choose how you will take part."),
            "invalid_choice": _("Choose one of those offered."),
        },
    )
    name = forms.CharField(
        max_length=80,
        error_messages={
            "required": _("Your name is missing."),
            "max_length": _("The name has more than 80 letters. Shorten it."),
        },
    )
    email = forms.EmailField(
        error_messages={
            "required": _("Your e-mail is missing. Your link is sent there."),
            "invalid": _("This is no complete e-mail address. It looks like name@example.org."),
        },
    )
