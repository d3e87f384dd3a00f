import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def were_whole(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What was lent until now was lent in full; whoever cuts from it goes on."""
    apps.get_model("studio", "TimelineUse").objects.update(whole=True)


class Migration(migrations.Migration):

    dependencies = [
        ('studio', '0006_going_along'),
    ]

    operations = [
        migrations.CreateModel(
            name='Stretch',
            fields=[
                ('material', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='stretch', serialize=False, to='studio.material')),
                ('source_id', models.BigIntegerField()),
                ('fps', models.IntegerField()),
                ('first', models.BigIntegerField()),
                ('end', models.BigIntegerField()),
                ('seen', models.BooleanField()),
                ('heard', models.BooleanField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('source_id', 'fps', 'first', 'end', 'seen', 'heard'), name='studio_stretch_once')],
            },
        ),
        migrations.AddField(
            model_name='timelineuse',
            name='whole',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunPython(were_whole, migrations.RunPython.noop),
    ]
