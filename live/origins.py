"""Which pages may open a socket or send a form: our own, told by the full origin (scheme, host and port)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

USUAL = {"http": ":80", "https": ":443"}
"""The ports that browsers leave out of an origin."""


def is_ours(origin: str | None, *, host: str, secure: bool) -> bool:
    """Whether an `Origin` header is of this site. Clients that are no browser send none and are let in: they carry
    no cookie of a person's that another site could ride on."""
    if origin is None:
        return True
    return origin.lower() in {_public(), _here(host, secure=secure)}


def _public() -> str:
    """The origin that is written on invitations."""
    parts = urlsplit(settings.PLENARIA_URL)
    return _origin(parts.scheme, parts.netloc)


def _here(host: str, *, secure: bool) -> str:
    """The origin this request was sent to; none where the name is not ours, for a name of somebody else's can be made
    to lead here too. Where plain HTTP is only a way to HTTPS, a page over HTTP is not ours either."""
    if not validate_host(split_domain_port(host.lower())[0], settings.ALLOWED_HOSTS):
        return ""
    return _origin("https" if secure or settings.SECURE_SSL_REDIRECT else "http", host)


def _origin(scheme: str, netloc: str) -> str:
    return f"{scheme}://{netloc.lower().removesuffix(USUAL.get(scheme, ''))}"
