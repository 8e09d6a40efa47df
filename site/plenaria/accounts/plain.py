"""The library's forms without words inside the fields: a label stays readable while one types."""

from typing import Any

from allauth.account import forms


class Plain:
    """Takes the placeholders away, and hints that hold links."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            if "<a" in str(field.help_text):
                field.help_text = ""


class SignIn(Plain, forms.LoginForm):
    """E-mail and password."""


class SignUp(Plain, forms.SignupForm):
    """Name, e-mail and password."""


class AskForLink(Plain, forms.ResetPasswordForm):
    """E-mail, for the link to a new password."""


class AddAddress(Plain, forms.AddEmailForm):
    """One more e-mail."""


class ChangePassword(Plain, forms.ChangePasswordForm):
    """The password there is, and the new one twice."""
