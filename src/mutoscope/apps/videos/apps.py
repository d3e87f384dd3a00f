from django.apps import AppConfig


class VideosConfig(AppConfig):
    name = "mutoscope.apps.videos"
    label = "videos"
    default_auto_field = "django.db.models.BigAutoField"
