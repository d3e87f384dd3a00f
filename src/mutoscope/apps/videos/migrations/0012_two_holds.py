from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('videos', '0011_film_cut'),
    ]

    operations = [
        migrations.AddField(
            model_name='video',
            name='held_to_cut',
            field=models.IntegerField(db_default=0, default=0),
        ),
    ]
