"""Registers the room `home` with Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "plenaria.home"
    label = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from plenaria import generation  # listens to models, which are there by now

        generation.connect()
