"""/livez says that the process answers; /readyz says whether it can do its work, and if not, why."""

import shutil
import socket
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def livez(request: HttpRequest) -> JsonResponse:
    return _answer({"alive": True})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when database, engine and disk are fit, else 503; each check answers «ok» or one sentence."""
    checks = {name: tried(check) for name, check in CHECKS.items()}
    ready = all(said == "ok" for said in checks.values())
    return _answer({"ready": ready, "checks": checks}, 200 if ready else 503)


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _engine() -> str:
    """That one of several shards is away is no reason to send everybody's requests elsewhere."""
    away: OSError | None = None
    for path in settings.CONFIG.engine_paths:
        try:
            with socket.socket(socket.AF_UNIX) as door:
                door.settimeout(1)
                door.connect(str(path))
        except OSError as error:
            away = error
        else:
            return "ok"
    raise away or OSError("no engine is set up")


def _disk() -> str:
    free = shutil.disk_usage(settings.HOME).free
    if free < settings.CONFIG.min_free_bytes:
        return f"Only {free >> 20} MiB are free in the home folder."
    return "ok"


CHECKS: dict[str, Callable[[], str]] = {"database": _database, "engine": _engine, "disk": _disk}


def tried(check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception as error:  # whatever it is, it is the answer
        return f"{type(error).__name__}: not reachable."


def _answer(body: dict[str, object], status: int = 200) -> JsonResponse:
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})
