from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('studio', '0005_lineage'),
    ]

    operations = [
        migrations.AddField(
            model_name='timelineuse',
            name='goes_along',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
