"""On PostgreSQL, the text search configuration of plenaria.finding. Where `unaccent` is refused, accents count."""

from django.db import migrations, transaction
from django.db.utils import DatabaseError

MADE = "SELECT 1 FROM pg_ts_config WHERE cfgname = 'plenaria'"
CONFIGURATION = "CREATE TEXT SEARCH CONFIGURATION plenaria (COPY = simple)"
EXTENSION = "CREATE EXTENSION IF NOT EXISTS unaccent"
FOLDING = "ALTER TEXT SEARCH CONFIGURATION plenaria ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple"


def make_configuration(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(MADE)
        if cursor.fetchone():
            return
        cursor.execute(CONFIGURATION)
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(EXTENSION)
            cursor.execute(FOLDING)
    except DatabaseError:
        return


class Migration(migrations.Migration):
    dependencies = [("home", "0002_first_home")]
    operations = [migrations.RunPython(make_configuration, migrations.RunPython.noop)]
