"""Pages of accounts that the server itself draws."""

from django.urls import path

from mutoscope.apps.accounts import pages

urlpatterns = [
    path("claim/<str:token>", pages.claim, name="claim"),
    path("keep/<str:token>", pages.keep, name="keep"),
    path("verify/<str:key>", pages.verify, name="verify"),
]
