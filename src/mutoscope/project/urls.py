"""Addresses: the API, the administrator's rooms, what others link to, the web client for all else."""

from django.contrib import admin
from django.urls import include, path

from mutoscope.project import client_pages, errors
from mutoscope.project.api import addresses, api
from mutoscope.project.client_files import client
from mutoscope.project.operating.pages import metrics, status
from mutoscope.project.status import livez, readyz

urlpatterns = [
    path("livez", livez),
    path("readyz", readyz),
    path("metrics", metrics),
    path("api/", include((addresses(), *api.urls[1:2]), namespace=api.urls[2])),
    path("api/<path:rest>", errors.no_such_api),
    path("admin/status/", admin.site.admin_view(status), name="operating-status"),
    path("admin/", admin.site.urls),
    path("", include("mutoscope.apps.accounts.urls")),
    path("", include("mutoscope.apps.sharing.urls")),
    path("", include("mutoscope.apps.notices.urls")),
    path("v/<str:video_id>", client_pages.video),
    path("@<str:handle>", client_pages.profile),
    path("tag/<str:tag>", client_pages.tag),
    path("sound/<str:sound_id>", client_pages.sound),
    path("", client),
    path("<path:path>", client),
]
handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
