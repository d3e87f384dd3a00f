"""People in the administrator's rooms: found by handle or address, opened, closed."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest

from mutoscope.apps.accounts import services
from mutoscope.apps.accounts.models import Person


@admin.register(Person)
class PersonAdmin(UserAdmin):
    list_display = ("username", "name", "email", "is_active", "is_staff", "is_private", "date_joined")
    list_filter = ("is_active", "is_staff", "is_private", "language")
    search_fields = ("username", "email", "name")
    ordering = ("-date_joined",)
    readonly_fields = (
        "id",
        "is_active",  # the actions below also tell whoever shows the account, and mind who is leaving
        "stored_bytes",
        "shown_videos",
        "avatar_object",
        "last_login",
        "date_joined",
    )
    fieldsets = (
        (None, {"fields": ("id", "username", "password", "is_active")}),
        ("Profile", {"fields": ("name", "bio", "language", "is_private", "avatar_object")}),
        ("Private", {"fields": ("email", "birth_date")}),
        ("Rights", {"fields": ("is_staff", "is_superuser", "groups", "user_permissions")}),
        ("Figures", {"fields": ("stored_bytes", "shown_videos", "last_login", "date_joined")}),
    )
    actions = ("close_accounts", "open_accounts")

    @admin.action(description="Close the accounts: no log-in, no profile")
    def close_accounts(self, request: HttpRequest, chosen: QuerySet[Person]) -> None:
        others = chosen.exclude(pk=request.user.pk)  # nobody locks themselves out by a slip
        staff_id = int(request.user.pk)
        closed = sum(services.close(one, staff_id) for one in others.values_list("id", flat=True))
        self.message_user(request, f"{closed} closed.")

    def delete_model(self, request: HttpRequest, obj: Person) -> None:
        services.remove_person(obj.id)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        for person_id in list(queryset.values_list("id", flat=True)):
            services.remove_person(person_id)

    @admin.action(description="Open the accounts again")
    def open_accounts(self, request: HttpRequest, chosen: QuerySet[Person]) -> None:
        staff_id = int(request.user.pk)
        opened = sum(services.open_again(one, staff_id) for one in chosen.values_list("id", flat=True))
        self.message_user(request, f"{opened} opened.")
