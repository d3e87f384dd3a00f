from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('studio', '0011_whole_uses'),
    ]

    operations = [
        migrations.AddField(
            model_name='stretch',
            name='tries',
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='stretch',
            name='next_ms',
            field=models.BigIntegerField(db_default=0, default=0),
        ),
    ]
