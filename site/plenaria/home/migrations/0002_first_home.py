"""Puts a home page where Wagtail welcomes, one for each of the four languages."""

from django.conf import settings
from django.db import migrations


def put_home(apps, schema_editor):
    """Replaces Wagtail's welcome page; a database that has another root is left alone."""
    Page, HomePage = apps.get_model("wagtailcore.Page"), apps.get_model("home.HomePage")
    Locale, ContentType = apps.get_model("wagtailcore.Locale"), apps.get_model("contenttypes.ContentType")
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES]
    welcome = Page.objects.filter(path="00010001", content_type__model="page", numchild=0).first()
    if welcome is None or Page.objects.filter(depth=2).count() != 1:
        return
    kind, _ = ContentType.objects.get_or_create(app_label="home", model="homepage")
    said = {"title": "Plenaria", "draft_title": "Plenaria", "content_type_id": kind.pk}
    said["translation_key"] = welcome.translation_key
    home = HomePage(page_ptr_id=welcome.pk)
    home.__dict__.update({name: value for name, value in welcome.__dict__.items() if not name.startswith("_")})
    home.__dict__.update({**said, "locale_id": locales[0].pk})
    home.save()
    for step, locale in enumerate(locales[1:], start=2):
        slug = f"home-{locale.language_code}"
        place = {"path": f"0001{step:04d}", "depth": 2, "numchild": 0, "slug": slug, "url_path": f"/{slug}/"}
        HomePage.objects.create(**said, **place, locale_id=locale.pk, live=True)
    Page.objects.filter(path="0001").update(numchild=len(locales))
    apps.get_model("wagtailcore.Site").objects.filter(root_page_id=welcome.pk).update(
        site_name="Plenaria", root_page_id=home.pk
    )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(put_home, migrations.RunPython.noop)]
