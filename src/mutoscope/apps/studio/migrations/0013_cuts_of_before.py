from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def not_known_yet(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A sweep looks at these: without them a copy would be said to have come before what it was copied from."""
    apps.get_model("studio", "Timeline").objects.filter(cuts="").update(cuts="?")


class Migration(migrations.Migration):

    dependencies = [
        ('studio', '0012_stretch_tries'),
    ]

    operations = [
        migrations.RunPython(not_known_yet, migrations.RunPython.noop),
    ]
