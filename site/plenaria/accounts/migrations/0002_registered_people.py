"""Organisers may see who registered."""

from django.db import migrations


def let_organisers_see(apps, editor):
    kind, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(app_label="live", model="registration")
    right, _ = apps.get_model("auth.Permission").objects.get_or_create(
        content_type=kind, codename="view_registration", defaults={"name": "Can view registration"}
    )
    apps.get_model("auth.Group").objects.get(name="Organisers").permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_groups")]
    operations = [migrations.RunPython(let_organisers_see, migrations.RunPython.noop)]
