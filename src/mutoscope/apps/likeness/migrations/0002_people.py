"""Whose a key is, which film the walk is at, and who of our team answered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("likeness", "0001_initial")]

    operations = [
        migrations.AddField("key", "person_id", models.BigIntegerField(db_default=0)),
        migrations.AddField("walk", "trying_id", models.BigIntegerField(db_default=0)),
        migrations.AddField("suggestion", "decided_by", models.BigIntegerField(db_default=0)),
    ]
