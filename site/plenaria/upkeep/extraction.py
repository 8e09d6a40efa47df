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

from plenaria.upkeep.words import FORMATS, LANGUAGES, LOCALE, catalogue

NOT_OURS = [".*", "locale", "tests", "var", "requirements", "*.egg-info"]


WIDTH = 110  # letters of a line, whichever gettext wrote it

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
    """Bring the catalogues in `folder` in line with the code of the house; new messages come without translation."""
    apart = [str(one.parent.relative_to(settings.ROOT)) for one in FORMATS if one.is_relative_to(settings.ROOT)]
    _collect(folder, Path(settings.ROOT), [*NOT_OURS, *apart])


def collect_format(folder: Path, code: Path) -> None:
    """The same for a format with words of its own, whose code is below `code`. What the house says already is left out:
    its words come first."""
    _collect(folder, code, NOT_OURS)
    for language in LANGUAGES:
        own = polib.pofile(str(catalogue(language, folder)), wrapwidth=WIDTH)
        house = polib.pofile(str(catalogue(language, LOCALE)))
        for entry in [entry for entry in own if house.find(entry.msgid, msgctxt=entry.msgctxt or False)]:
            own.remove(entry)
        own.save()


def _collect(folder: Path, code: Path, leave_out: list[str]) -> None:
    if not shutil.which("xgettext"):
        raise CommandError("The messages of the code are read with GNU gettext: install it (apt-get install gettext).")
    for language in LANGUAGES:
        (folder / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    before = Path.cwd()
    os.chdir(code)
    try:
        with override_settings(LOCALE_PATHS=[folder]):
            call_command(
                Extraction(),
                locale=list(LANGUAGES),
                ignore_patterns=leave_out,
                no_obsolete=True,
                add_location="file",
                verbosity=0,
            )
    finally:
        os.chdir(before)
    for language in LANGUAGES:
        po = polib.pofile(str(catalogue(language, folder)), wrapwidth=WIDTH)
        po.metadata.pop("POT-Creation-Date", None)  # when this ran is nobody's message
        po.save()


def plural_forms(language: str) -> str:
    """The rule for plurals that Django's own catalogue follows; two rules side by side would clash."""
    import django

    po = Path(django.__file__).parent / "conf" / "locale" / language / "LC_MESSAGES" / "django.po"
    return polib.pofile(str(po)).metadata["Plural-Forms"].replace("\n", "")
