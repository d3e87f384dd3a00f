"""Blocks and follows in the administrator's rooms: to look at, not to change."""

from django.contrib import admin
from django.http import HttpRequest

from mutoscope.apps.relations.models import Block, Follow


class _Looking(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Follow)
class FollowAdmin(_Looking):
    list_display = ("follower", "followed", "accepted", "since")
    search_fields = ("follower__username", "followed__username")
    list_select_related = ("follower", "followed")


@admin.register(Block)
class BlockAdmin(_Looking):
    list_display = ("blocker", "blocked", "since")
    search_fields = ("blocker__username", "blocked__username")
    list_select_related = ("blocker", "blocked")
