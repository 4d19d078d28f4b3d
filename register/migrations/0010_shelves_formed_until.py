"""Note of every shelf until when what stands there was formed."""

from datetime import date

from django.db import migrations, models
from django.db.models import Max


def note(apps, schema_editor):
    shelved = apps.get_model('register', 'Entry').objects.filter(withdrawn_at=None).exclude(shelf=None)
    days = dict(shelved.order_by().values_list('shelf').annotate(day=Max('formed_on')))
    for pk, day in days.items():
        apps.get_model('register', 'Shelf').objects.filter(pk=pk).update(formed_until=day or date.max)


class Migration(migrations.Migration):

    dependencies = [('register', '0009_filled_shelves')]

    operations = [
        migrations.AddField(
            model_name='shelf',
            name='formed_until',
            field=models.DateField(default=date.max),
        ),
        migrations.RunPython(note, migrations.RunPython.noop),
    ]
