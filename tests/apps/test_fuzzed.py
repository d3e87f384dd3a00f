"""The API asked everything that its OpenAPI file allows, and much that it doesn't: never a fault of ours, and
what is answered is what the file promises.

Schemathesis makes the questions from the file itself, so a new route is asked without anybody remembering.
Each question is taken back afterwards; the same questions come at every run.
"""

import contextlib
import json
import os
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

import jsonschema
import pytest
import schemathesis
from django.contrib.auth import get_user_model
from django.core.cache import cache as remembered
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from tests.apps.accounts.people import PASSWORD, Browser
from tests.apps.test_authorisation_matrix import things_of
from tests.apps.videos.world import Person, person

from mutoscope.project.api import api

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

EACH = int(os.environ.get("FUZZ_EXAMPLES", "8"))
"""Questions of each kind (fitting, unfitting) to each route."""
SHAPELESS = {
    "/api/avatars/{key}",
    "/api/videos/{video_id}/qr",
    "/api/studio/projects/{project_id}/still",
    "/api/studio/projects/{project_id}/chunk",
    "/api/studio/projects/{project_id}/otio",
}
"""Answers that are pictures."""


@cache
def the_file() -> dict[str, Any]:
    """The OpenAPI file as clients get it."""
    file: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema()))
    return file


def operations() -> Iterator[Any]:
    for found in schemathesis.openapi.from_dict(the_file()).get_all_operations():
        yield found.ok()


@pytest.fixture
def asking(db: None) -> tuple[dict[str, str], list[Browser]]:
    """Things that there are, their owner's browser, somebody else's, staff's, and nobody's."""
    owner, other, staff = person("somebody"), person(), person()
    people = get_user_model().objects
    people.filter(id=staff.id).update(is_staff=True, is_superuser=True)
    browsers = []
    for one in (owner, other, staff, None):
        browser = Browser()
        if one:
            somebody = people.get(id=one.id)
            somebody.set_password(PASSWORD)
            somebody.save()
            browser.client.force_login(somebody)
        browser.me()
        browsers.append(browser)
    return things_of(Person(owner.id, owner.handle)), browsers


def test_no_question_is_a_fault(asking: tuple[dict[str, str], list[Browser]]) -> None:
    """No answer of 500 or above; refusals have their code and sentence; the rest has the promised shape."""
    things, browsers = asking
    faults: list[str] = []
    done: set[str] = set()
    for operation in operations():
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            with contextlib.suppress(Unsatisfiable):  # nothing about this route can be wrong
                ask_all(operation, mode, things, browsers, faults, done)
    met = {f"{one.method} {one.path}" for one in operations()}
    assert len(done) > len(met) / 2, f"most questions never got past the door: {sorted(met - done)}"
    assert not faults, f"{len(faults)} faults\n" + "\n".join(dict.fromkeys(faults))


def ask_all(
    operation: Any,
    mode: GenerationMode,
    things: dict[str, str],
    browsers: list[Browser],
    faults: list[str],
    done: set[str],
) -> None:
    @settings(
        max_examples=EACH,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=operation.as_strategy(generation_mode=mode),
        real=st.booleans(),
        browser=st.sampled_from(browsers),
    )
    def ask(case: Any, real: bool, browser: Browser) -> None:
        status, fault = asked(case, things if real else {}, browser)
        if status < 300:
            done.add(f"{operation.method} {operation.path}")
        if fault:
            faults.append(f"{operation.method.upper()} {operation.path}: {fault}")

    ask()


def asked(case: Any, things: dict[str, str], browser: Browser) -> tuple[int, str]:
    """Ask one question: the status, and what is wrong with the answer, if anything."""
    remembered.clear()  # nobody waits because others asked before
    path = case.operation.path
    for name, value in (case.path_parameters or {}).items():
        path = path.replace(f"{{{name}}}", quote(str(things.get(name, value)), safe=""))
    query = urlencode(case.query or {}, doseq=True)
    body = case.body if isinstance(case.body, bytes) else _json(case.body)
    cookies = browser.client.cookies.copy()
    with transaction.atomic():
        answer = browser.send(case.method, f"{path}?{query}" if query else path, raw=body)
        transaction.set_rollback(True)
    browser.client.cookies = cookies
    said = f"{case.method} {path}?{query} {body[:200]!r}"
    return answer.status_code, (wrong := fault_of(case, answer)) and f"{wrong}: {said}"


def fault_of(case: Any, answer: Any) -> str:
    """What is wrong with an answer: it broke, it refuses without a reason, or it has another shape."""
    if answer.status_code >= 500 and answer.status_code not in (503, 507):
        return str(answer.status_code)
    if answer.status_code >= 400:
        refusal = answer.json() if answer["Content-Type"].startswith("application/json") else {}
        reasoned = {"code", "message", "fields"} <= set(refusal)
        return "" if reasoned else f"{answer.status_code} without a reason"
    return wrong_shape(case, answer)


def wrong_shape(case: Any, answer: Any) -> str:
    """Where the answer is not what the file promises for its status."""
    if case.operation.path in SHAPELESS or answer.status_code in (204, 304) or answer.streaming:
        return ""
    described = the_file()["paths"][case.operation.path][case.method.lower()]["responses"]
    promised = described.get(str(answer.status_code), {}).get("content", {}).get("application/json")
    if promised is None:
        return "" if not answer.content or "text/event-stream" in answer["Content-Type"] else "not promised"
    schema = {**promised["schema"], "components": the_file().get("components", {})}
    try:
        jsonschema.validate(answer.json(), schema)
    except jsonschema.ValidationError as error:
        return f"{error.json_path}: {error.message[:160]}"
    return ""


def _json(body: Any) -> bytes:
    try:
        return b"" if type(body).__name__ == "NotSet" else json.dumps(body).encode("utf-8", "surrogatepass")
    except (TypeError, ValueError):
        return b"{"
