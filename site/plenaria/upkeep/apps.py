"""Registers the room `upkeep` with Django."""

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "plenaria.upkeep"
    label = "upkeep"
