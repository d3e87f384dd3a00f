from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('studio', '0013_cuts_of_before'),
    ]

    operations = [
        migrations.AddField(
            model_name='order',
            name='ahead',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
