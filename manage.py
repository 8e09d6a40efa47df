#!/usr/bin/env python
"""Django's command line for Plenaria; `site/` is a shelf on the import path, not a package."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plenaria.settings.local")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
