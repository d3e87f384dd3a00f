"""Addresses: the API, the administrator's rooms, and the web client for everything else."""

from django.contrib import admin
from django.urls import include, path

from mutoscope.project import errors
from mutoscope.project.api import api
from mutoscope.project.client_files import client
from mutoscope.project.status import livez, readyz

urlpatterns = [
    path("livez", livez),
    path("readyz", readyz),
    path("api/", api.urls),
    path("api/<path:rest>", errors.no_such_api),
    path("admin/", admin.site.urls),
    path("", include("mutoscope.apps.accounts.urls")),
    path("", client),
    path("<path:path>", client),
]
handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
