import mutoscope.adapters.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Key',
            fields=[
                ('pk', models.CompositePrimaryKey('key', 'video_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('key', models.BigIntegerField()),
                ('video_id', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Printed',
            fields=[
                ('video_id', models.BigIntegerField(primary_key=True, serialize=False)),
                ('cut', models.IntegerField()),
                ('duration_ms', models.BigIntegerField()),
                ('prints', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='Walk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('after_id', models.BigIntegerField(default=0)),
                ('seen', models.IntegerField(default=0)),
                ('printed', models.IntegerField(default=0)),
                ('failed', models.IntegerField(default=0)),
                ('began_ms', models.BigIntegerField(default=mutoscope.adapters.clock.now_ms)),
                ('ended_ms', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigIntegerField(default=mutoscope.adapters.clock.new_id, editable=False, primary_key=True, serialize=False)),
                ('child_id', models.BigIntegerField()),
                ('parent_id', models.BigIntegerField(db_index=True)),
                ('person_id', models.BigIntegerField()),
                ('author_id', models.BigIntegerField()),
                ('state', models.CharField(default='open', max_length=4)),
                ('answered_by', models.CharField(blank=True, default='', max_length=6)),
                ('asked_ms', models.BigIntegerField(default=0)),
                ('seen', models.JSONField(blank=True, default=list)),
                ('heard', models.JSONField(blank=True, default=list)),
                ('mirrored', models.BooleanField(default=False)),
                ('confidence', models.FloatField(default=0)),
                ('found_ms', models.BigIntegerField(default=mutoscope.adapters.clock.now_ms)),
                ('answered_ms', models.BigIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['person_id', '-id'], name='likeness_of_person'), models.Index(fields=['author_id', '-id'], name='likeness_of_author'), models.Index(condition=models.Q(('asked_ms__gt', 0), ('state', 'open')), fields=['asked_ms'], name='likeness_asked')],
                'constraints': [models.UniqueConstraint(fields=('child_id', 'parent_id'), name='likeness_once')],
            },
        ),
    ]
