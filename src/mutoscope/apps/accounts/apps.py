from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class AccountsConfig(AppConfig):
    name = "mutoscope.apps.accounts"
    label = "accounts"
    default = True
    default_auto_field = "django.db.models.BigAutoField"


class RoomsConfig(admin_apps.AdminConfig):
    """Django's administration behind our own door."""

    default = False
    default_site = "mutoscope.apps.accounts.rooms.Rooms"

    def ready(self) -> None:
        from django.contrib.admin import site

        from mutoscope.apps.accounts.naming import name_rooms

        super().ready()  # finds the rooms of every app
        name_rooms(site)
