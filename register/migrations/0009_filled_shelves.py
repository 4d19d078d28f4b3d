"""Note of every shelf whether something public stands there."""

from django.db import migrations, models
from django.db.models import Exists, OuterRef


def note(apps, schema_editor):
    entries = apps.get_model('register', 'Entry').objects.filter(withdrawn_at=None, shelf=OuterRef('pk'))
    apps.get_model('register', 'Shelf').objects.filter(~Exists(entries)).update(is_filled=False)


class Migration(migrations.Migration):

    dependencies = [('register', '0008_entry_links')]

    operations = [
        migrations.AddField(
            model_name='shelf',
            name='is_filled',
            field=models.BooleanField(default=True),
        ),
        migrations.RunPython(note, migrations.RunPython.noop),
    ]
