"""Addresses: the API, the administrator's rooms, and the web client for everything else."""

from django.contrib import admin
from django.urls import path

from mutoscope.project.api import api

urlpatterns = [
    path("api/", api.urls),
    path("admin/", admin.site.urls),
]
