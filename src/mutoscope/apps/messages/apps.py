from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "mutoscope.apps.messages"
    label = "messaging"  # Django's own messages have the other word
    default_auto_field = "django.db.models.BigAutoField"
