from django.apps import AppConfig


class FlowConfig(AppConfig):
    name = "mutoscope.apps.flow"
    label = "flow"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from mutoscope.apps.flow import checks  # noqa: F401 - registers them
