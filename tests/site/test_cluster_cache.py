"""A Redis that is away is an empty cache, asked again after a rest; Django's own raises."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache.backends.redis import RedisCache

from live.rig.services import Redis
from plenaria import forgetful
from plenaria.forgetful import Client, ForgetfulRedis
from tests import database

pytestmark = [
    pytest.mark.services,
    pytest.mark.skipif(not database.URL, reason="needs Redis: make test-services runs it"),
]


@pytest.fixture
def redis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Redis]:
    monkeypatch.setattr(Client, "_away_until", 0.0)
    one = Redis(tmp_path)
    one.start()
    yield one
    one.resume()
    one.stop()


def test_it_keeps_while_redis_is_there(redis: Redis) -> None:
    cache = ForgetfulRedis(redis.url, {})
    cache.set("one", 1)
    assert cache.get("one") == 1
    assert cache.get_or_set("two", "new") == "new"
    assert cache.get_many(["one", "two"]) == {"one": 1, "two": "new"}
    assert not cache.add("one", 2)


@pytest.mark.parametrize("how", ["kill", "pause"])
def test_without_redis_nothing_is_known_and_nothing_fails(redis: Redis, how: str) -> None:
    cache = ForgetfulRedis(redis.url, {})
    cache.set("one", 1)
    getattr(redis, how)()
    cache.set("one", 2)
    assert cache.get("one", "nothing") == "nothing"
    assert cache.get_or_set("one", "new") == "new"
    assert cache.add("one", 3)
    assert (cache.get_many(["one"]), cache.has_key("one"), cache.touch("one"), cache.delete("one")) == (
        {},
        False,
        False,
        False,
    )


def test_it_is_asked_again_after_a_rest(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = ForgetfulRedis(redis.url, {})
    redis.kill()
    cache.set("one", 1)
    redis.start()
    cache.set("one", 2)
    assert cache.get("one") is None
    monkeypatch.setattr(Client, "_away_until", Client._away_until - forgetful.REST)
    cache.set("one", 3)
    assert cache.get("one") == 3


def test_control_djangos_own_raises(redis: Redis) -> None:
    import redis as library

    redis.kill()
    with pytest.raises(library.ConnectionError):
        RedisCache(redis.url, {}).get("one")
