"""Every installed format keeps the contract."""

import pytest

from plugins import registry
from plugins.testing.contract import ActivityContract


@pytest.fixture(params=list(registry.formats().values()), ids=list(registry.formats()))
def kind(request):
    return request.param


class TestInstalledFormats(ActivityContract):
    """The suite, for each of them."""
