import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('live', '0002_closed_seats'),
    ]

    operations = [
        migrations.CreateModel(
            name='Box',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activity', models.CharField(max_length=64)),
                ('law', models.JSONField()),
                ('key', models.CharField(blank=True, default='', max_length=64)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='boxes', to='live.room')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('room', 'activity'), name='box_once')],
            },
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('voter', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('receipt', models.CharField(max_length=39)),
                ('mode', models.CharField(max_length=8)),
                ('verb', models.CharField(max_length=32)),
                ('body', models.JSONField()),
                ('box', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to='live.box')),
            ],
        ),
    ]
