"""Every installed format keeps the contract."""

import pytest

from plugins import registry
from plugins.testing.contract import ActivityContract


@pytest.fixture(params=list(registry.formats().values()), ids=list(registry.formats()))
def kind(request):
    return request.param


def test_the_record_has_a_name_for_all_that_is_said(kind):
    assert [verb for verb, one in kind.verbs.items() if not one.name] == []


class TestInstalledFormats(ActivityContract):
    """The suite, for each of them."""
