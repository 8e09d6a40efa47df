"""Registers the room `sessions` with Django."""

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    name = "sessions"
    label = "programme"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sessions import signals  # noqa: F401  (listens to pages, which are there only now)
