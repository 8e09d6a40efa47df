"""Registers the room `home` with Django."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "plenaria.home"
    label = "home"
    default_auto_field = "django.db.models.BigAutoField"
