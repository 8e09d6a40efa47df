"""Makes the groups with their rights and the workflow of conclusions."""

from django.db import migrations

from plenaria.accounts.rights import GROUPS, VALIDATORS

WORDS = {"access": "Can access Wagtail admin", "moderate": "Can moderate a room", "submit": "Can submit translations"}


def permission(apps, app, model, verb):
    """The right, made here if the signal after migrating has not made it yet."""
    kind, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(app_label=app, model=model)
    found, _ = apps.get_model("auth.Permission").objects.get_or_create(
        content_type=kind, codename=f"{verb}_{model}", defaults={"name": WORDS.get(verb, f"Can {verb} {model}")}
    )
    return found


def make_groups(apps, editor):
    """Each group has exactly the rights of the table; Wagtail's own Editors and Moderators are taken over."""
    OnPages = apps.get_model("wagtailcore.GroupPagePermission")
    OnFiles = apps.get_model("wagtailcore.GroupCollectionPermission")
    homes = apps.get_model("home.HomePage").objects.order_by("pk")  # one a language
    everything = apps.get_model("wagtailcore.Collection").objects.order_by("depth").first()
    for name, rights in GROUPS.items():
        group, _ = apps.get_model("auth.Group").objects.get_or_create(name=name)
        group.permissions.set([permission(apps, *right) for right in rights.models])
        OnPages.objects.filter(group=group).delete()
        OnFiles.objects.filter(group=group).delete()
        for verb in rights.pages:
            right = permission(apps, "wagtailcore", "page", verb)
            OnPages.objects.bulk_create(OnPages(group=group, page_id=home.pk, permission=right) for home in homes)
        for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
            for verb in rights.files:
                OnFiles.objects.create(
                    group=group, collection=everything, permission=permission(apps, app, model, verb)
                )


def make_workflow(apps, editor):
    """One look by a second person; Wagtail's own workflow, which asks the moderators of rooms, is taken away."""
    Task = apps.get_model("wagtailcore.GroupApprovalTask")
    kind, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label="wagtailcore", model="groupapprovaltask"
    )
    apps.get_model("wagtailcore.WorkflowPage").objects.all().delete()
    apps.get_model("wagtailcore.Workflow").objects.filter(name="Moderators approval").update(active=False)
    task = Task.objects.filter(name="Validación").first() or Task.objects.create(
        name="Validación", content_type=kind, active=True
    )
    task.groups.set(apps.get_model("auth.Group").objects.filter(name__in=VALIDATORS))
    workflow, _ = apps.get_model("wagtailcore.Workflow").objects.get_or_create(name="Conclusiones", defaults={"active": True})
    apps.get_model("wagtailcore.WorkflowTask").objects.get_or_create(
        workflow=workflow, task_id=task.pk, defaults={"sort_order": 0}
    )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_first_home"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),  # gives rights of its own
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [
        migrations.RunPython(make_groups, migrations.RunPython.noop),
        migrations.RunPython(make_workflow, migrations.RunPython.noop),
    ]
