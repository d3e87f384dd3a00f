"""A browser that speaks to the API as our client does, and people who join with it."""

import json
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

PASSWORD = "a tall green lamp post"


class Browser:
    """Keeps cookies, and sends the token that writes must carry; each has an address of its own."""

    _addresses = iter(range(1, 1 << 16))

    def __init__(self, *, csrf: bool = True, address: str = "") -> None:
        number = next(self._addresses)
        self.address = address or f"10.{number >> 8}.{number & 255}.7"
        self.client = Client(enforce_csrf_checks=True, REMOTE_ADDR=self.address)
        self.csrf = csrf

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(path, headers=headers)

    def send(
        self, method: str, path: str, body: Any = None, *, raw: bytes | None = None, **headers: str
    ) -> Any:
        if self.csrf:
            if "csrftoken" not in self.client.cookies:
                self.client.get("/api/me")
            headers["X-CSRFToken"] = self.client.cookies["csrftoken"].value
        data = raw if raw is not None else json.dumps(body if body is not None else {})
        return self.client.generic(method, path, data, content_type="application/json", headers=headers)

    def post(self, path: str, body: Any = None) -> Any:
        return self.send("POST", path, body)

    def agree(self) -> "Browser":
        """Let the feed learn from what is watched here, without an account."""
        answer = self.send("PATCH", "/api/feed/choices", {"learning": True})
        assert answer.status_code == 200, answer.content
        return self

    def me(self) -> dict[str, Any]:
        return self.get("/api/me").json()


def wish(handle: str, **changes: Any) -> dict[str, Any]:
    """What somebody fills in to join."""
    return {
        "handle": handle,
        "email": f"{handle}@example.org",
        "password": PASSWORD,
        "birth_date": "1990-05-17",
        "language": "en",
        "keep_learned": False,
    } | changes


def join(handle: str, **changes: Any) -> Browser:
    """A browser in which somebody has just joined."""
    browser = Browser()
    answer = browser.post("/api/join", wish(handle, **changes))
    assert answer.status_code == 200, answer.content
    return browser


def staff_client(handle: str) -> Client:
    """A client in which a new administrator has just logged in; it needs no token for its writes."""
    get_user_model().objects.create_superuser(handle, f"{handle}@example.org", PASSWORD)
    client = Client()
    wish = {"login": handle, "password": PASSWORD}
    assert client.post("/api/login", wish, content_type="application/json").status_code == 200
    return client
