"""The tests stand on a migrated database that every test finds as migrations left it."""

import threading

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from wagtail.models import Locale, Page

from tests.server import Server


def as_migrated() -> bool:
    return (
        Page.objects.filter(depth=1).count() == 1 and Locale.objects.exists() and not get_user_model().objects.exists()
    )


@pytest.mark.parametrize("time", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_real_commits_are_gone_in_the_next_test(time, ada):
    assert get_user_model().objects.count() == 1
    assert Page.objects.filter(depth=1).count() == 1 and Locale.objects.exists()


@pytest.mark.django_db
def test_a_rolled_back_test_starts_as_migrated():
    assert as_migrated()


@pytest.mark.django_db(transaction=True)
def test_a_thread_sees_what_the_test_committed(ada):
    seen = []

    def look():
        seen.extend(get_user_model().objects.values_list("first_name", flat=True))
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == ["Ada"]


def test_the_server_serves_what_the_test_committed_and_again_after_a_kill(server: Server, ada):
    command = "from django.contrib.auth.models import User; print(User.objects.get().first_name)"
    assert server.manage("shell", "--verbosity", "0", "-c", command).strip() == "Ada"
    server.kill()
    assert not server.answers()
    server.restart()
    assert server.answers()
