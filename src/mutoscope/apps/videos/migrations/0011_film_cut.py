from django.db import migrations, models


def all_caught_up(apps, schema_editor):
    apps.get_model("videos", "Video").objects.update(film_cut=models.F("cut"))


class Migration(migrations.Migration):
    dependencies = [("videos", "0010_reuse")]

    operations = [
        migrations.AddField("video", "film_cut", models.IntegerField(db_default=0, default=0)),
        migrations.RunPython(all_caught_up, migrations.RunPython.noop),
    ]
