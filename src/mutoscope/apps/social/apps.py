from django.apps import AppConfig


class SocialConfig(AppConfig):
    name = "mutoscope.apps.social"
    label = "social"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Cards say what the viewer did to a video; only this app, above videos, knows."""
        from mutoscope.apps.social.queries import responses
        from mutoscope.apps.videos.queries import learn_responses_from

        learn_responses_from(responses)
