"""What this process counted, as Prometheus reads it: for this machine itself, and for who brings the token."""

import hmac
import ipaddress

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, generate_latest

from live import measures
from live.hub import Hub

PASSED_ON = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip")
"""What a proxy adds: whoever comes through one on this machine comes from elsewhere."""

WHO = "Metrics are told to this machine itself, and to who brings METRICS_TOKEN as a bearer.\n"


@require_safe
@never_cache
async def metrics(request: HttpRequest) -> HttpResponse:
    """Every figure of this process; each process answers for itself."""
    if not (_is_here(request) or _brings_token(request)):
        return HttpResponse(WHO, status=403, content_type="text/plain")
    measures.show(Hub.current().held())
    return HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_LATEST)


def _brings_token(request: HttpRequest) -> bool:
    wanted, brought = settings.PLENARIA_METRICS_TOKEN, request.headers.get("Authorization", "")
    return bool(wanted) and hmac.compare_digest(brought.encode(), f"Bearer {wanted}".encode())


def _is_here(request: HttpRequest) -> bool:
    """Asked from this machine, of this machine, by nobody in between. A page of another site whose name was made to
    lead here asks by that name."""
    if any(name in request.headers for name in PASSED_ON):
        return False
    name = split_domain_port(request.headers.get("Host", ""))[0].strip("[]")
    return _is_loopback(request.META.get("REMOTE_ADDR", "")) and (name == "localhost" or _is_loopback(name))


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
