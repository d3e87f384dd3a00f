"""Phones that ring: people logged in with a subscription, and what their push service was handed."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from tests.adapters.webpush.browser import Service, Subscriber
from tests.apps.accounts.people import Browser
from tests.apps.notices.inbox import deliver
from tests.apps.videos.world import Person, browser_of

from mutoscope.apps.accounts.models import Device
from mutoscope.apps.flow import services as flow
from mutoscope.apps.notices.models import Manner


@dataclass
class Phone:
    who: Person
    browser: Browser
    keys: Subscriber
    service: Service
    name: str

    @property
    def endpoint(self) -> str:
        return f"{self.service.origin}/{self.name}"

    def read(self) -> list[dict[str, Any]]:
        """Everything it was rung with, opened with its own key."""
        bodies = [got.body for got in self.service.got if got.path == urlsplit(self.endpoint).path]
        return [json.loads(self.keys.open(body)) for body in bodies]

    def subscribe(self, **changes: Any) -> Any:
        wish = {"endpoint": self.endpoint, "p256dh": self.keys.p256dh, "auth": self.keys.auth}
        return self.browser.send("PUT", "/api/notices/push", {**wish, "time_zone": "Europe/Paris", **changes})


def phone(who: Person, service: Service, name: str = "one") -> Phone:
    """A device on which somebody is logged in and has said yes; no hour is quiet, and all may be shown."""
    browser = logged_in(who, name)
    made = Phone(who, browser, Subscriber.new(), service, name)
    answer = made.subscribe()
    assert answer.status_code == 200 and answer.json()["here"], answer.content
    Manner.objects.filter(person_id=who.id).update(quiet_from=0, quiet_until=0, details=True)
    return made


def logged_in(who: Person, name: str) -> Browser:
    browser = browser_of(who)
    session = browser.client.session
    today = timezone.now().date()
    device = {"session_key": session.session_key, "since": today, "seen": today}
    Device.objects.update_or_create(person_id=who.id, token_hash=f"{who.id}{name}", defaults=device)
    return browser


def settle(ahead: timedelta = timedelta(minutes=2)) -> None:
    """Facts reach their listeners; then so much time goes by."""
    deliver()
    flow.drain(ahead=ahead)
