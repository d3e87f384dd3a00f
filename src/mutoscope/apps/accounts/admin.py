"""People in the administrator's rooms: found by handle or address, opened, closed; and their second steps, to
take one away from somebody who lost it."""

from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

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
        (_("Profile"), {"fields": ("name", "bio", "language", "is_private", "avatar_object")}),
        (_("Private"), {"fields": ("email", "birth_date")}),
        (_("Rights"), {"fields": ("is_staff", "is_superuser", "groups", "user_permissions")}),
        (_("Figures"), {"fields": ("stored_bytes", "shown_videos", "last_login", "date_joined")}),
    )
    actions = ("close_accounts", "open_accounts")

    @admin.action(description=_("Close the accounts: no log-in, no profile"))
    def close_accounts(self, request: HttpRequest, chosen: QuerySet[Person]) -> None:
        others = chosen.exclude(pk=request.user.pk)  # nobody locks themselves out by a slip
        staff_id = int(request.user.pk)
        closed = sum(services.close(one, staff_id) for one in others.values_list("id", flat=True))
        self.message_user(request, gettext("Closed: %(count)s") % {"count": closed})

    def delete_model(self, request: HttpRequest, obj: Person) -> None:
        services.remove_person(obj.id)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        for person_id in list(queryset.values_list("id", flat=True)):
            services.remove_person(person_id)

    @admin.action(description=_("Open the accounts again"))
    def open_accounts(self, request: HttpRequest, chosen: QuerySet[Person]) -> None:
        staff_id = int(request.user.pk)
        opened = sum(services.open_again(one, staff_id) for one in chosen.values_list("id", flat=True))
        self.message_user(request, gettext("Opened: %(count)s") % {"count": opened})


# The library's own room shows what the secret is kept as, and adds some by hand.
admin.site.unregister(Authenticator)


@admin.register(Authenticator)
class SecondStepAdmin(admin.ModelAdmin):
    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    search_fields = ("user__username", "user__email")
    ordering = ("-created_at", "-id")
    fields = list_display

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
