from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "mutoscope.apps.safety"
    label = "safety"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Comments are screened while they are written; only this app, above social, knows the lists."""
        from mutoscope.apps.safety.wording import effect_on
        from mutoscope.apps.social.services import learn_screening_from

        learn_screening_from(effect_on)
