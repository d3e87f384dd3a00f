from django.apps import AppConfig


class VideosConfig(AppConfig):
    name = "mutoscope.apps.videos"
    label = "videos"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Profiles say how many videos somebody shows; only this app, above relations, knows."""
        from mutoscope.apps.relations.queries import learn_videos_from
        from mutoscope.apps.videos.queries import amount_for

        learn_videos_from(amount_for)
