"""The databases of the tests: cheap copies of the rig's migrated template, with the settings of the tests.

`python -m tests.database` makes the template ahead of a run, where it is not there yet.
"""

import django

from live.rig import database as rig
from live.rig.database import ROOT, fill, fingerprint, maintenance, ready, remove

__all__ = ["ROOT", "URL", "Place", "fill", "fingerprint", "maintenance", "ready", "remove"]

URL = rig.url()


class Place(rig.Place):
    """Where one copy lives: a data folder and, with PostgreSQL, the name of a database."""

    @property
    def environment(self) -> dict[str, str]:
        own = {"DJANGO_SETTINGS_MODULE": "plenaria.settings.test", "PLENARIA_TEST_DATA": str(self.folder)}
        return {**super().environment, **own}


if __name__ == "__main__":
    django.setup()
    ready()
