"""Numbered checks: a wrong format fails at start-up with what is wrong and the way out."""

import inspect
from collections.abc import Iterator
from pathlib import Path

import msgspec
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured
from django.template import engines

from plugins import registry
from plugins.contract import Format, Json
from plugins.registry import Fault
from plugins.setup import CORE
from plugins.trial import SIDES, tried

TEMPLATES = "plugins/README.md lists the tags and the paths they take."
CORE_VERBS = frozenset(
    {
        *("open", "close", "reveal", "conceal", "round", "start", "end", "stage"),
        *("setup", "retire", "halt", "cast", "uncast", "ballots"),
    }
)


@register
def formats(app_configs, **kwargs) -> list[CheckMessage]:
    """Every fault of every installed format."""
    found = registry.faults() + [fault for kind in registry.formats().values() for fault in faults(kind)]
    return [Error(fault.what, hint=fault.hint, id=f"plenaria.E{fault.number:03}") for fault in found]


def refuse_faults() -> None:
    """Stop a server with the same sentences, for servers run no checks of their own."""
    if found := formats(None):
        raise ImproperlyConfigured("\n".join(f"{one.id}: {one.msg} {one.hint}" for one in found))


def faults(kind: type[Format]) -> list[Fault]:
    """What is wrong with one format; empty when it may be used."""
    missing = [name for name in ("slug", "name", "description", "icon", "Settings", "verbs") if not hasattr(kind, name)]
    if missing:
        what = f"{kind.__qualname__} does not say its {', '.join(missing)}."
        return [Fault(4, what, "See plugins/README.md for what every format says.")]
    found = [*_slug(kind), *_unknown(kind), *_verbs(kind), *_settings(kind), *_templates(kind)]
    return found or list(_trial(kind))


def _slug(kind: type[Format]) -> Iterator[Fault]:
    folder = registry.folder(kind).name
    if not kind.slug.isidentifier() or kind.slug != kind.slug.lower() or kind.slug == "missing":
        yield Fault(5, f"The slug {kind.slug!r} is no name of a format.", "Use lower-case letters, but not “missing”.")
    elif kind.slug != folder:
        yield Fault(6, f"The format {kind.slug!r} lives in the folder {folder!r}.", "Give both the same name.")


def _unknown(kind: type[Format]) -> Iterator[Fault]:
    known = {name for name in dir(Format) if not name.startswith("__")} | set(Format.__annotations__)
    for name, value in vars(kind).items():
        if not name.startswith("_") and name not in known and inspect.isfunction(value):
            hint = "Correct the name, or start it with _ if it is only yours."
            yield Fault(7, f"{kind.slug}.{name} is no method of the contract.", hint)


def _verbs(kind: type[Format]) -> Iterator[Fault]:
    for name, verb in kind.verbs.items():
        if name in CORE_VERBS:
            yield Fault(8, f"{kind.slug}: the verb {name!r} is core's.", "Choose another word of the field.")
        if not name.isidentifier() or len(name) > 32:
            yield Fault(9, f"{kind.slug}: {name!r} is no verb.", "Use up to 32 letters and underscores.")
        if not (isinstance(verb.body, type) and issubclass(verb.body, msgspec.Struct)):
            yield Fault(10, f"{kind.slug}.{name} has an untyped body.", "Give Verb a msgspec.Struct.")
        if verb.withdraws and (verb.ballot or not any(other.ballot for other in kind.verbs.values())):
            hint = "Say withdraws=True of the verb that takes back what a verb with ballot=True cast."
            yield Fault(19, f"{kind.slug}.{name} withdraws no ballot.", hint)
    bodies = [verb.body for verb in kind.verbs.values()]
    if len(set(bodies)) != len(bodies):
        yield Fault(11, f"{kind.slug}: two verbs share a body.", "Give each its own type: accept() asks for it.")


def _settings(kind: type[Format]) -> Iterator[Fault]:
    for field in msgspec.structs.fields(kind.Settings):
        if field.name in (*CORE, "id"):
            yield Fault(12, f"{kind.slug}: the setting {field.name!r} is core's.", "Choose another name.")
    try:
        _try_block(kind)
    except TypeError as error:
        yield Fault(13, f"{kind.slug}: {error}", "Use text, numbers, yes/no, choices, or lists of structs of these.")


def _try_block(kind: type[Format]) -> None:
    from plugins.blocks import activity_block  # needs Wagtail's apps, which are ready when checks run

    activity_block(kind)


def _templates(kind: type[Format]) -> Iterator[Fault]:
    for side in SIDES:
        if not _template(kind, side).is_file():
            yield Fault(
                14,
                f"{kind.slug} has no template for the {side}.",
                f"Write {kind.slug}/templates/{kind.slug}/{side}.html.",
            )
        elif wrong := _drawn_wrongly(kind, side, {}):
            yield Fault(16, wrong, TEMPLATES)


def _template(kind: type[Format], side: str) -> Path:
    return registry.folder(kind) / "templates" / kind.slug / f"{side}.html"


def _drawn_wrongly(kind: type[Format], side: str, state: Json) -> str:
    """Why a template cannot be read or, given a state, drawn; "" where it can."""
    try:
        template = engines["django"].from_string(_template(kind, side).read_text())
        if state:
            template.render(state)
    except Exception as error:  # of a tag or of the engine: whatever it is, it becomes a check
        return f"{kind.slug}/{side}.html cannot be drawn: {error}."
    return ""


def _trial(kind: type[Format]) -> Iterator[Fault]:
    trial = tried(kind)
    if trial is None:
        return
    if trial.broke:
        hint = "Fold a log by hand, or run the suite: plugins/README.md says how."
        yield Fault(17, f"{kind.slug} breaks on the smallest log, by {trial.broke}.", hint)
    if trial.told:
        what = f"{kind.slug}: {trial.told} tells who an actor is."
        yield Fault(18, what, "Leave actors out of view and results; what is only one person's belongs into mine.")
    core = {"id": "a", "format": kind.slug, "phase": "open", "title": {"es": "x"}, "round": 1, "mine": {}}
    for side, seen in trial.seen.items():
        if wrong := _drawn_wrongly(kind, side, {**core, **seen, "side": side, "act_url": "/"}):
            yield Fault(16, wrong, TEMPLATES)
