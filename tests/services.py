"""`python -m tests.services`: do PostgreSQL and Redis answer? One plain sentence when they do not."""

import os
import sys
from urllib.parse import urlsplit


def shown(url: str) -> str:
    """The address without its password."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}:{parts.port or ''}"


def complaint() -> str:
    import psycopg
    import redis

    database, layer = os.environ["DATABASE_URL"], os.environ["REDIS_URL"]
    try:
        psycopg.connect(urlsplit(database)._replace(path="/postgres").geturl(), connect_timeout=5).close()
    except psycopg.OperationalError:
        return f"PostgreSQL does not answer at {shown(database)}: start it, or say where it is with DATABASE_URL."
    try:
        redis.Redis.from_url(layer, socket_connect_timeout=5).ping()
    except redis.RedisError:
        return f"Redis does not answer at {shown(layer)}: start it, or say where it is with REDIS_URL."
    return ""


if __name__ == "__main__":
    sys.exit(complaint() or 0)
