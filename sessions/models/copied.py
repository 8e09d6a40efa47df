"""Pages that give their activities new ids when they are copied, by whichever door."""

from typing import Any


class Copied:
    """Wagtail keeps the ids of blocks in a copy; an activity's id names it in one room, so a copy needs its own.

    A translation and an alias stand for the same session and keep them."""

    def copy_all_child_relations(self, target: Any, *args: Any, **said: Any) -> Any:
        """The one step that every way of copying takes with both pages at hand."""
        from sessions.copies import own_activities  # needs pages, which are made of this

        if target.translation_key != self.translation_key and not target.alias_of_id:  # type: ignore[attr-defined]
            field = target._meta.get_field("activities")
            raw = field.get_prep_value(target.activities)
            target.activities = field.to_python(own_activities(raw, target.translation_key))
        return super().copy_all_child_relations(target, *args, **said)  # type: ignore[misc]
