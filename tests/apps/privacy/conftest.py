"""Mails are read where they were written; and there is Bob."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from tests.apps.accounts.people import Browser, join
from tests.apps.videos.world import Person

from mutoscope.apps.accounts.models import Person as Account


@pytest.fixture(autouse=True)
def letters(settings: Any) -> Iterator[None]:
    """Mails are kept in ``mail.outbox`` instead of the log."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    yield
    mail.outbox = []


@pytest.fixture
def bob() -> tuple[Browser, Person]:
    browser = join("bob")
    return browser, Person(Account.objects.get(username="bob").id, "bob")
