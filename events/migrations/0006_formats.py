from django.db import migrations

import events.models.fields


class Migration(migrations.Migration):

    dependencies = [
        ('events', '0005_block_help'),
    ]

    operations = [
        migrations.AddField(
            model_name='eventpage',
            name='formats',
            field=events.models.fields.FormatsField(blank=True, default=list, help_text='What may be added to the sessions of this event. None ticked: everything, also what is installed later. Activities that are on a page stay there.', verbose_name='activities on offer'),
        ),
    ]
