from django.db import migrations, models


class Migration(migrations.Migration):
    """Written out, because Django would make SQLite's table anew, without the triggers that keep its full text."""

    dependencies = [
        ("search", "0003_uses"),
    ]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE search_entry ADD COLUMN written varchar(200) NOT NULL DEFAULT ''",
            "ALTER TABLE search_entry DROP COLUMN written",
            state_operations=[
                migrations.AddField(
                    model_name="entry",
                    name="written",
                    field=models.CharField(blank=True, default="", max_length=200),
                ),
            ],
        ),
    ]
