"""What clients call the things they ask for, on every route that takes such a name: kept, or refused."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from tests.apps.accounts.people import Browser
from tests.apps.matrix_bodies import BODIES
from tests.apps.test_authorisation_matrix import things_of
from tests.apps.videos.world import browser_of, person

from mutoscope.project.api import api

pytestmark = pytest.mark.django_db(transaction=True)
REFUSED = ("\x00", "named\x00twice", "\ud800half-a-letter", "", "x" * 101, 7, None, ["a-name-in-a-list"])
ODD = (
    "'; DROP TABLE x --",
    "\u202efdp.exe-name",
    "👩‍👩‍👧 family",
    "a\u200bb\u200bc\u200bd",
    "../../etc/passwd",
)


def routes() -> list[str]:
    """Every route whose body has a ``client_id``."""
    told = json.loads(json.dumps(api.get_openapi_schema()))
    found = []
    for path, ways in told["paths"].items():
        for method, way in ways.items():
            content = way.get("requestBody", {}).get("content", {}).get("application/json", {})
            name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
            if "client_id" in told["components"]["schemas"].get(name, {}).get("properties", {}):
                found.append(f"{method.upper()} {path.removeprefix('/api')}")
    return found


def asked(browser: Browser, route: str, things: dict[str, str], name: Any) -> Any:
    cache.clear()
    method, path = route.split(" ")
    body = {**BODIES.get(route, {}), "client_id": name}
    for hole, value in things.items():
        path = path.replace(f"{{{hole}}}", value)
    raw = json.dumps(body).encode("utf-8", "surrogatepass")
    return browser.send(method, f"/api{path}", raw=raw)


def test_a_name_is_kept_or_refused() -> None:
    """On either database: never a fault, and a sentence with every refusal."""
    one = person("somebody")
    things, browser, all_routes = things_of(one), browser_of(one), routes()
    assert len(all_routes) > 12
    for route in all_routes:
        for name in REFUSED:
            said = asked(browser, route, things, name)
            assert said.status_code == 422 and said.json()["message"], (route, name, said.content)
        for name in ODD:
            said = asked(browser, route, things, name)
            assert said.status_code < 500, (route, name, said.content)
            assert said.status_code < 400 or said.json()["message"], (route, name)
