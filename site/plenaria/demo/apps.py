"""Registers the room `demo` with Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "plenaria.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
