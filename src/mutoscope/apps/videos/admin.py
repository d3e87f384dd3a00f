"""Blocked files in staff's rooms: looked at, added by hand, let go. Videos are acted on through safety."""

from django.contrib import admin

from mutoscope.apps.videos.models import BlockedHash


@admin.register(BlockedHash)
class BlockedHashAdmin(admin.ModelAdmin):
    list_display = ("kind", "value", "reason", "by_person_id")
    list_filter = ("kind",)
    search_fields = ("value", "reason")
    exclude = ("created_ms", "by_person_id")
