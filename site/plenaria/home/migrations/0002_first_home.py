"""Puts a home page in the house's language where Wagtail welcomes, and makes the four languages."""

from django.conf import settings
from django.db import migrations


def put_home(apps, schema_editor):
    """Replaces Wagtail's welcome page; a database that has another root is left alone."""
    Page, HomePage = apps.get_model("wagtailcore.Page"), apps.get_model("home.HomePage")
    locales = {
        code: apps.get_model("wagtailcore.Locale").objects.get_or_create(language_code=code)[0]
        for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES
    }
    content_type, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label="home", model="homepage"
    )
    welcome = Page.objects.filter(slug="home", depth=2, content_type__model="page", numchild=0).first()
    if HomePage.objects.exists() or welcome is None:
        return
    home = HomePage(page_ptr_id=welcome.pk)
    home.__dict__.update({name: value for name, value in welcome.__dict__.items() if not name.startswith("_")})
    home.content_type_id = content_type.pk
    home.locale_id = locales[settings.LANGUAGE_CODE].pk
    home.title = home.draft_title = "Plenaria"
    home.save()
    apps.get_model("wagtailcore.Site").objects.filter(root_page_id=welcome.pk).update(
        site_name="Plenaria", root_page_id=home.pk
    )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(put_home, migrations.RunPython.noop)]
