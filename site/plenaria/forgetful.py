"""Redis as a cache that may be away: then nothing is known and nothing is kept, and every page is made anew.

What is in it can always be made again, so its absence costs time and is no error. It is asked again every few seconds.
"""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient

logger = logging.getLogger(__name__)

REST = 10.0  # seconds in which a Redis that did not answer is not asked again: no page waits, and one line is logged
WAIT = 0.25  # seconds an answer may take; on one machine or in one house it takes a thousandth of that


class Client(RedisCacheClient):
    """Django's client; where Redis does not answer, each question has the answer of an empty cache."""

    _away_until = 0.0

    def _or(self, otherwise: Any, work: Callable[..., Any], *args: Any) -> Any:
        if time.monotonic() < self._away_until:
            return otherwise
        try:
            return work(*args)
        except (self._lib.ConnectionError, self._lib.TimeoutError) as error:  # type: ignore[attr-defined]
            Client._away_until = time.monotonic() + REST  # for all threads of this process
            logger.warning("Redis does not answer (%s); pages are made anew", type(error).__name__)
            return otherwise

    def get(self, key: Any, default: Any) -> Any:
        return self._or(default, super().get, key, default)

    def get_many(self, keys: Any) -> Any:
        return self._or({}, super().get_many, keys)

    def has_key(self, key: Any) -> Any:
        return self._or(False, super().has_key, key)

    def add(self, key: Any, value: Any, timeout: Any) -> Any:
        return self._or(True, super().add, key, value, timeout)

    def set(self, key: Any, value: Any, timeout: Any) -> Any:
        return self._or(None, super().set, key, value, timeout)

    def set_many(self, data: Any, timeout: Any) -> Any:
        return self._or(None, super().set_many, data, timeout)

    def touch(self, key: Any, timeout: Any) -> Any:
        return self._or(False, super().touch, key, timeout)

    def delete(self, key: Any) -> Any:
        return self._or(False, super().delete, key)


class ForgetfulRedis(RedisCache):
    """`BACKEND` of the caches in production."""

    def __init__(self, server: Any, params: dict[str, Any]):
        super().__init__(server, params)
        self._class = Client
        self._options |= {  # type: ignore[attr-defined]
            "socket_timeout": WAIT,
            "socket_connect_timeout": WAIT,
        }
