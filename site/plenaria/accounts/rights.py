"""Who may do what, as one table: the groups that migrations make. Page rights hold below the home page."""

from dataclasses import dataclass

SNIPPETS = ("organisation", "person", "territory", "venue")
SNIPPET_RIGHTS = tuple(("events", name, verb) for name in SNIPPETS for verb in ("add", "change", "delete"))
MODERATE = ("live", "room", "moderate")
ADMIN = ("wagtailadmin", "admin", "access")
TRANSLATE = ("wagtail_localize", "translation", "submit")
SEE_PEOPLE = ("live", "registration", "view")


@dataclass(frozen=True)
class Rights:
    """Rights of one group: model permissions as (app, model, verb), and verbs on pages and on files."""

    models: tuple[tuple[str, str, str], ...]
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


GROUPS = {
    "Organisers": Rights(
        models=(ADMIN, TRANSLATE, MODERATE, SEE_PEOPLE, *SNIPPET_RIGHTS),
        pages=("add", "change", "publish"),
        files=("add", "change", "choose"),
    ),
    "Editors": Rights(models=(ADMIN, TRANSLATE), pages=("add", "change"), files=("add", "change", "choose")),
    "Moderators": Rights(models=(MODERATE,)),
}
VALIDATORS = ("Editors", "Organisers")
