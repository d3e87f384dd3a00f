"""Pages of notices that the server itself draws."""

from django.urls import path

from mutoscope.apps.notices import pages

urlpatterns = [path("digest/stop/<str:token>", pages.stop_digest)]
