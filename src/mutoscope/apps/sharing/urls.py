"""Addresses that other sites, browsers and the system's share sheet know."""

from django.urls import path

from mutoscope.apps.sharing import pages

urlpatterns = [
    path("manifest.webmanifest", pages.manifest, name="manifest"),
    path("offline", pages.offline, name="offline"),
    path("share-target", pages.share_target, name="share-target"),
]
