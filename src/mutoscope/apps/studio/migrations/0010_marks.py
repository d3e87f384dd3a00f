from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('studio', '0009_kept_films'),
    ]

    operations = [
        migrations.AddField(
            model_name='render',
            name='marks',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
    ]
