from django.db import migrations, models


def find_sources(apps, schema_editor):
    """Until now every sound came with the one video that has it."""
    Sound, Video = apps.get_model("videos", "Sound"), apps.get_model("videos", "Video")
    for sound in Sound.objects.filter(source_id=0).iterator():
        mine = Video.objects.filter(sound_id=sound.id, creator_id=sound.creator_id).order_by("id")
        Sound.objects.filter(id=sound.id).update(source_id=mine.values_list("id", flat=True).first() or 0)


class Migration(migrations.Migration):
    dependencies = [("videos", "0003_by_language")]
    operations = [
        migrations.AddField("sound", "source_id", models.BigIntegerField(default=0)),
        migrations.RunPython(find_sources, migrations.RunPython.noop),
    ]
