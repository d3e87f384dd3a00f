"""People in the administrator's rooms."""

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin import site
from django.contrib.auth import get_user_model
from django.utils.translation import override
from tests.apps.accounts.people import PASSWORD, Browser, join

from mutoscope.apps.accounts.naming import APPS
from mutoscope.apps.accounts.services import claim_link
from mutoscope.apps.flow.models import OutboxEntry

pytestmark = pytest.mark.django_db
People = get_user_model()


@pytest.fixture
def boss() -> Browser:
    join("boss")
    People.objects.filter(username="boss").update(is_staff=True, is_superuser=True)
    browser = Browser()
    browser.post("/api/login", {"login": "boss", "password": PASSWORD})
    return browser


@pytest.mark.parametrize("words", ["ana", "ana@example.org", "Luz"])
def test_people_are_found(boss: Browser, words: str) -> None:
    """By handle, address or name."""
    ana = join("ana")
    ana.send("PATCH", "/api/me", {"name": "Ana Luz"})
    join("bob")
    page = boss.client.get("/admin/accounts/person/", {"q": words}).content.decode()
    assert "ana@example.org" in page and "bob@example.org" not in page


def test_an_account_is_closed_and_opened(boss: Browser) -> None:
    """Closing ends the sessions; an administrator can't close their own account by a slip."""
    ana = join("ana")
    token = {"csrfmiddlewaretoken": boss.client.cookies["csrftoken"].value}
    everyone = {"_selected_action": list(People.objects.values_list("pk", flat=True))}
    boss.client.post("/admin/accounts/person/", token | everyone | {"action": "close_accounts"})
    assert ana.me()["person"] is None
    assert boss.me()["person"]["handle"] == "boss"
    boss.client.post("/admin/accounts/person/", token | everyone | {"action": "open_accounts"})
    assert ana.me()["person"]["handle"] == "ana"


def test_the_form_opens_and_closes_nobody(boss: Browser) -> None:
    """Only the actions do, which mind who is leaving and tell whoever shows the account."""
    page = boss.client.get(f"/admin/accounts/person/{People.objects.get(username='boss').pk}/change/")
    assert b'name="name"' in page.content and b'name="is_active"' not in page.content


def test_each_page_of_a_person_opens(boss: Browser) -> None:
    """The form of one person shows, and the lists of follows and blocks do."""
    ana = People.objects.get(username="boss")
    for path in (
        f"accounts/person/{ana.pk}/change/",
        "accounts/person/add/",
        "relations/follow/",
        "relations/block/",
    ):
        assert boss.get(f"/admin/{path}").status_code == 200


def test_others_have_no_key() -> None:
    """Who is no administrator is sent to the log-in."""
    assert join("ana").get("/admin/accounts/person/").status_code == 302
    assert Browser().get("/admin/").status_code == 302
    assert claim_link()


def test_the_rooms_have_no_door_of_their_own() -> None:
    """Their log-in is everybody's, with its limits and its second step."""
    join("boss")
    People.objects.update(is_staff=True)
    thief = Browser()
    thief.me()
    token = {"csrfmiddlewaretoken": thief.client.cookies["csrftoken"].value}
    sent = thief.client.post("/admin/login/", token | {"username": "boss", "password": PASSWORD})
    assert sent.status_code == 302 and sent["Location"].startswith("/login?next=")
    assert thief.me()["person"] is None
    elsewhere = thief.get("/admin/login/?next=//evil.example/")["Location"]
    assert elsewhere == "/login?next=//evil.example/"  # which the log-in screen takes for the feed


def test_whoever_is_deleted_leaves(boss: Browser) -> None:
    """One by one or by the list, everyone who keeps something of them hears of it."""
    join("ana")
    join("bea")
    token = {"csrfmiddlewaretoken": boss.client.cookies["csrftoken"].value}
    ana, bea = (People.objects.get(username=name).pk for name in ("ana", "bea"))
    boss.client.post(f"/admin/accounts/person/{ana}/delete/", token | {"post": "yes"})
    chosen = {"_selected_action": [bea], "action": "delete_selected", "post": "yes"}
    boss.client.post("/admin/accounts/person/", token | chosen)
    assert not People.objects.filter(pk__in=(ana, bea)).exists()
    told = OutboxEntry.objects.filter(fact="accounts.PersonLeft").values_list("payload", flat=True)
    assert all(any(str(pk) in payload for payload in told) for pk in (ana, bea))


def test_a_lost_second_step_is_taken_away_and_never_shown(boss: Browser) -> None:
    """Staff see that somebody has one and may remove it; what it is kept as, and adding one, is nobody's."""
    ana = join("ana")
    boss.client.get("/admin/")
    token = {"csrfmiddlewaretoken": boss.client.cookies["csrftoken"].value}
    mine = Authenticator.objects.create(
        user_id=People.objects.get(username="ana").pk, type="totp", data={"secret": "kept-so"}
    )
    room = "/admin/mfa/authenticator/"
    listed = boss.client.get(room).content.decode()
    assert "ana" in listed and "kept-so" not in boss.client.get(f"{room}{mine.pk}/change/").content.decode()
    assert boss.client.get(f"{room}add/").status_code == 403
    boss.client.post(f"{room}{mine.pk}/delete/", token | {"post": "yes"})
    assert not Authenticator.objects.exists() and ana.me()["person"]


SAME_IN_FRENCH = {"note", "WebAuthn"}


@pytest.mark.parametrize("label", APPS)
def test_whatever_the_rooms_show_has_a_french_name(label: str) -> None:
    """Apps, models, fields and what can be chosen: a new one is named before it lands."""
    models = [model for model in site._registry if model._meta.app_label == label]
    assert models, "a room that is gone needs no name"
    names = [apps.get_app_config(label).verbose_name]
    for meta in (model._meta for model in models):
        names += [meta.verbose_name, meta.verbose_name_plural, *(one.verbose_name for one in meta.fields)]
        names += [label for one in meta.fields for _, label in one.flatchoices]
    for name in names:
        with override("en"):
            english = str(name)
        with override("fr"):
            assert str(name) != english or english in SAME_IN_FRENCH


def test_no_two_rooms_have_one_name() -> None:
    """Sections are told apart, in each language."""
    for language in ("en", "fr"):
        with override(language):
            sections = [str(apps.get_app_config(one._meta.app_label).verbose_name) for one in site._registry]
            labels = {one._meta.app_label for one in site._registry}
            assert len(set(sections)) == len(labels)
