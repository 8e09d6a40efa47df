"""Takes the messages of the whole tree into catalogues: Django's makemessages, told our folders and our mark `N_`."""

import os
import re
import shutil
from pathlib import Path

import polib
from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.commands import makemessages
from django.test import override_settings
from django.utils.translation import templatize

from plenaria.upkeep.words import LANGUAGES

NOT_OURS = [".*", "locale", "tests", "var", "requirements", "*.egg-info"]


PLURAL = re.compile(r"""\{% live [^%"']*"([^"]*)" "([^"]*)" %\}""")


class LivePages(makemessages.BuildFile):
    """A template; the two forms of `{% live path "# vote" "# votes" %}` are read as a plural."""

    def preprocess(self) -> None:
        if not self.is_templatized:
            return
        text = PLURAL.sub(
            r"{% blocktranslate count n=1 %}\1{% plural %}\2{% endblocktranslate %}",
            Path(self.path).read_text(encoding="utf-8"),
        )
        Path(self.work_path).write_text(templatize(text, origin=self.path[2:]), encoding="utf-8")


class Extraction(makemessages.Command):
    """Django's own, labels marked with `N_` (plugins.contract), `_now` beside a lazy `_`, the plurals of live pages."""

    build_file_class = LivePages
    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=N_", "--keyword=_now"]


def collect(folder: Path) -> None:
    """Bring the catalogues in `folder` in line with the code; new messages come without translation."""
    if not shutil.which("xgettext"):
        raise CommandError("The messages of the code are read with GNU gettext: install it (apt-get install gettext).")
    for language in LANGUAGES:
        (folder / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    before = Path.cwd()
    os.chdir(settings.ROOT)
    try:
        with override_settings(LOCALE_PATHS=[folder]):
            call_command(
                Extraction(),
                locale=list(LANGUAGES),
                ignore_patterns=NOT_OURS,
                no_obsolete=True,
                add_location="file",
                verbosity=0,
            )
    finally:
        os.chdir(before)


def plural_forms(language: str) -> str:
    """The rule for plurals that Django's own catalogue follows; two rules side by side would clash."""
    import django

    po = Path(django.__file__).parent / "conf" / "locale" / language / "LC_MESSAGES" / "django.po"
    return polib.pofile(str(po)).metadata["Plural-Forms"].replace("\n", "")
