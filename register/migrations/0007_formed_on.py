"""Say of every entry that is there already when it was formed."""

from zoneinfo import ZoneInfo

from django.db import migrations
from django.db.models.functions import Coalesce, TruncDate


def fill(apps, schema_editor):
    day = TruncDate('listed_at', tzinfo=ZoneInfo('Asia/Shanghai'))
    apps.get_model('register', 'Entry').objects.update(formed_on=Coalesce('issued_on', day))


class Migration(migrations.Migration):

    dependencies = [('register', '0006_catalogue_columns')]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
