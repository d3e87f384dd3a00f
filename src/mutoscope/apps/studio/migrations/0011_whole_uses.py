from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def were_cutting(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Who cuts from an upload of somebody else's that was lent in full; nobody new is among them later."""
    lent = apps.get_model("studio", "TimelineUse").objects.filter(whole=True).values("material_id")
    uses = apps.get_model("studio", "Use").objects.filter(origin="upload")
    uses.filter(material_id__in=lent).update(whole=True)


class Migration(migrations.Migration):

    dependencies = [
        ('studio', '0010_marks'),
    ]

    operations = [
        migrations.AddField(
            model_name='use',
            name='whole',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunPython(were_cutting, migrations.RunPython.noop),
    ]
