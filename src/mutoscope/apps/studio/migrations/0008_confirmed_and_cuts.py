from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('studio', '0007_stretches'),
    ]

    operations = [
        migrations.AddField(
            model_name='edge',
            name='confirmed',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='timeline',
            name='cuts',
            field=models.CharField(blank=True, db_default='', default='', max_length=64),
        ),
        migrations.AddIndex(
            model_name='timeline',
            index=models.Index(condition=models.Q(('cuts', ''), _negated=True), fields=['cuts', 'published_ms'], name='studio_timeline_cuts'),
        ),
    ]
