from django.apps import AppConfig


class StudioConfig(AppConfig):
    name = "mutoscope.apps.studio"
    label = "studio"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Objects of the studio are swept with those of videos, which ask here who needs them."""
        from mutoscope.apps.safety.services import learn_kin_from
        from mutoscope.apps.studio.leaves import parts_of
        from mutoscope.apps.studio.made_of import kin
        from mutoscope.apps.studio.objects import is_needed
        from mutoscope.apps.videos.services import ask_before_sweeping, learn_parts_from

        ask_before_sweeping(is_needed)
        learn_kin_from(kin)
        learn_parts_from(parts_of)
