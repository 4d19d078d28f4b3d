"""Put every entry that is there already on its shelf."""

from django.db import migrations
from django.db.models import Max, Min

KEY = ('site_id', 'organ_id', 'column_id', 'kind', 'theme', 'genre', 'validity')


def shelve(apps, schema_editor):
    Entry, Shelf = apps.get_model('register', 'Entry'), apps.get_model('register', 'Shelf')
    groups = Entry.objects.order_by().values(*KEY).annotate(newest_at=Max('listed_at'), oldest_at=Min('listed_at'))
    for group in list(groups):
        key = {name: group[name] for name in KEY}
        shared = {name: value for name, value in group.items() if name != 'column_id'}
        shelf = Shelf.objects.create(column=group['column_id'] or 0, **shared)
        Entry.objects.filter(**key).update(shelf=shelf)


class Migration(migrations.Migration):

    dependencies = [('register', '0004_selection')]

    operations = [migrations.RunPython(shelve, migrations.RunPython.noop)]
