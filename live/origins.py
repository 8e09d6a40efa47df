"""Which pages may open a socket: our own, told by the full origin (scheme, host and port)."""

from urllib.parse import urlsplit

from django.conf import settings


def is_ours(origin: str | None, *, host: str, secure: bool) -> bool:
    """Whether an `Origin` header is of this site. Clients that are no browser send none and are let in: they carry
    no cookie of a person's that another site could ride on."""
    if origin is None:
        return True
    here = f"{'https' if secure else 'http'}://{host}"
    public = urlsplit(settings.PLENARIA_URL)
    return origin.lower() in {here.lower(), f"{public.scheme}://{public.netloc}".lower()}
