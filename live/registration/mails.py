"""The mail that carries a person's link; sent after the commit, in the language they read."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from live.registration import links
from live.registration.models import Registration
from sessions import queries as sessions
from sessions.calendar import calendar
from sessions.calendar_entries import entries
from sessions.models import SessionPage
from sessions.words import clock_of


def send_place(registration: Registration, language: str | None) -> None:
    """Sends the link. It stands in no page that anyone could ask for, only here.

    A failing mail server must not take the place away: callers send after the commit and log what fails.
    """
    with translation.override(language or settings.LANGUAGE_CODE):
        session = sessions.source(registration.session)
        page = session.localized
        words = {
            "registration": registration,
            "page": page,
            "session": session,
            "clock": clock_of(session.zone),
            "link": links.address(registration.key),
        }
        subject = _("Your seat: %(title)s") % {"title": page.title}
        body = render_to_string("live_registration/place_mail.txt", words)
        letter = EmailMessage(subject, body, to=[registration.email])
        letter.attach("plenaria.ics", _calendar_file(page, registration), "text/calendar")
        letter.send()


def _calendar_file(page: SessionPage, registration: Registration) -> bytes:
    found = entries(page.locale.language_code, Q(session=registration.session), private=True)
    return calendar(found, name=page.title, base=settings.PLENARIA_URL)
