from django.apps import AppConfig


class SocialConfig(AppConfig):
    name = "mutoscope.apps.social"
    label = "social"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Cards say whether the viewer likes a video; only this app, above videos, knows."""
        from mutoscope.apps.social.queries import liked
        from mutoscope.apps.videos.queries import learn_likes_from

        learn_likes_from(liked)
