"""What guards an account: proofs, the second step, devices, changed passwords and addresses."""

import re
import time
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import get_user_model
from django.core.cache import cache
from tests.apps.accounts.people import PASSWORD, Browser, join

from mutoscope.apps.accounts.models import Device
from mutoscope.apps.flow.models import Job, OutboxEntry
from mutoscope.project.config import Config

pytestmark = pytest.mark.django_db
People = get_user_model()
LOGIN = {"login": "ana", "password": PASSWORD}
NEW = "another very long sentence"


def code(secret: str, ahead: int = 0) -> str:
    """What the authenticator app shows now, or ``ahead`` half minutes from now (RFC 6238).

    Near the end of a half minute it waits for the next, as a person would.
    """
    left = 30 - time.time() % 30
    if left < 2:
        time.sleep(left)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def prove(browser: Browser) -> None:
    assert browser.post("/api/me/proof/password", {"password": PASSWORD}).status_code == 200


def with_app(browser: Browser) -> tuple[str, list[str]]:
    """Set up an authenticator app; its secret and the recovery codes."""
    prove(browser)
    offer = browser.post("/api/me/app/offer").json()
    assert offer["address"].startswith("otpauth://totp/") and offer["picture"].startswith("data:image/svg")
    answer = browser.send("PUT", "/api/me/app", {"code": code(offer["secret"])})
    assert answer.status_code == 200, answer.content
    cache.clear()  # the code that was just used may be used by the next story
    return offer["secret"], answer.json()["codes"]


def mails() -> list[str]:
    """Subjects of the mails on their way."""
    jobs = Job.objects.filter(task__endswith="accounts.tasks.deliver").order_by("id")
    return [job.args[0] for job in jobs]


def said(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/api/me/app/offer", {}),
        ("PUT", "/api/me/app", {"code": "123456"}),
        ("DELETE", "/api/me/app", {}),
        ("GET", "/api/me/recovery-codes", None),
        ("POST", "/api/me/recovery-codes", {}),
        ("POST", "/api/me/passkeys/offer", {}),
        ("POST", "/api/me/passkeys", {"credential": {}}),
        ("PATCH", "/api/me/passkeys/1", {"name": "x"}),
        ("DELETE", "/api/me/passkeys/1", {}),
        ("PUT", "/api/me/email", {"email": "new@example.org"}),
    ],
)
def test_what_guards_an_account_changes_only_after_a_proof(method: str, path: str, body: Any) -> None:
    """A session that somebody left open is not enough; the answer says how to prove it."""
    browser = join("ana")
    answer = browser.get(path) if method == "GET" else browser.send(method, path, body)
    assert said(answer) == (403, "confirm_first")
    assert answer.json()["fields"]["ways"] == ["password"]


def test_a_wrong_proof_proves_nothing() -> None:
    """Another password, no password, somebody else's kind of proof."""
    browser = join("ana")
    for path, body in (
        ("password", {"password": "not the password"}),
        ("password", {"password": ""}),
        ("code", {"code": "000000"}),
        ("passkey", {"credential": {"id": "x"}}),
        ("passkey", {"credential": {"response": {"userHandle": 3}, "rawId": [], "id": None}}),
    ):
        answer = browser.post(f"/api/me/proof/{path}", body)
        assert said(answer) == (403, "wrong_proof"), path
    assert said(browser.post("/api/me/app/offer")) == (403, "confirm_first")


def test_a_second_step_is_asked_for_and_taken() -> None:
    """After the password comes the code; before it nobody is logged in; a code works once."""
    secret, codes = with_app(join("ana"))
    assert len(codes) == 10
    browser = Browser()
    answer = browser.post("/api/login", LOGIN)
    assert said(answer) == (401, "second_step") and answer.json()["fields"]["ways"] == ["code"]
    assert browser.me()["person"] is None
    assert said(browser.post("/api/login/code", {"code": "000000"})) == (422, "wrong_code")
    shown = code(secret)
    assert browser.post("/api/login/code", {"code": shown}).json()["person"]["handle"] == "ana"
    again = Browser()
    again.post("/api/login", LOGIN)
    assert said(again.post("/api/login/code", {"code": shown})) == (422, "wrong_code")


def test_the_confirmation_is_mailed_again() -> None:
    """Whoever lost the mail asks for another, not many at once; a confirmed address needs none."""
    browser = join("ana")
    before = mails()
    assert said(browser.post("/api/me/email/confirmation")) == (429, "slow_down")  # one is on its way
    cache.clear()
    assert browser.post("/api/me/email/confirmation").status_code == 204
    assert len(mails()) == len(before) + 1 and mails()[-1] == before[-1]
    EmailAddress.objects.update(verified=True)
    assert said(browser.post("/api/me/email/confirmation")) == (409, "nothing_to_confirm")


def test_a_recovery_code_is_spent() -> None:
    """It ends a log-in once; how many are left is known; new ones end the old."""
    owner = join("ana")
    _, codes = with_app(owner)
    for expected in (200, 422):
        browser = Browser()
        browser.post("/api/login", LOGIN)
        assert browser.post("/api/login/code", {"code": codes[0]}).status_code == expected
    assert owner.get("/api/me/security").json()["codes_left"] == 9
    fresh = owner.post("/api/me/recovery-codes").json()["codes"]
    assert len(fresh) == 10 and not set(fresh) & set(codes)
    assert owner.get("/api/me/recovery-codes").json()["codes"] == fresh


def test_without_a_second_step_there_are_no_recovery_codes() -> None:
    browser = join("ana")
    prove(browser)
    assert said(browser.post("/api/me/recovery-codes")) == (409, "no_second_step")


def test_the_app_can_go_again(django_capture_on_commit_callbacks: Any) -> None:
    """Removed, the password alone is enough; recovery codes go with the last second step; mail tells."""
    browser = join("ana")
    with django_capture_on_commit_callbacks(execute=True):
        with_app(browser)
    assert said(browser.post("/api/me/app/offer")) == (409, "app_there_already")
    gone = browser.send("DELETE", "/api/me/app").json()
    assert (gone["app"], gone["codes_left"]) == (False, 0)
    assert Browser().post("/api/login", LOGIN).status_code == 200
    assert mails().count("Your second step was changed") == 2


def test_secrets_are_kept_encrypted() -> None:
    """Who reads the database alone can make no codes."""
    secret, codes = with_app(join("ana"))
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept and not any(one in kept for one in codes)


def test_nobody_ends_a_log_in_that_was_not_begun() -> None:
    for path, body in (("code", {"code": "1"}), ("second-passkey", {"credential": {}})):
        assert said(Browser().post(f"/api/login/{path}", body)) == (401, "no_login")
    assert said(Browser().post("/api/login/second-passkey/options")) == (401, "no_login")


@pytest.mark.parametrize(
    "credential",
    [
        {},
        {"id": 1},
        {"id": "a", "rawId": "a", "type": "public-key", "response": {}},
        {"id": "a", "rawId": "a", "type": "public-key", "response": {"userHandle": "////"}},
        {"id": "a", "rawId": "!", "response": {"userHandle": "MQ", "clientDataJSON": "e30"}},
        {"response": "text"},
        {"response": {"userHandle": None}},
        {"response": {"userHandle": "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ"}},
    ],
)
def test_made_up_passkeys_log_nobody_in(credential: dict[str, Any]) -> None:
    """Whatever is sent as a passkey's answer: a refusal, never a fault."""
    join("ana")
    browser = Browser()
    assert browser.post("/api/login/passkey/options").status_code == 200
    assert said(browser.post("/api/login/passkey", {"credential": credential})) == (401, "wrong_passkey")
    mine = join("bob")
    prove(mine)
    assert mine.post("/api/me/passkeys/offer").status_code == 200
    assert said(mine.post("/api/me/passkeys", {"credential": credential})) == (422, "wrong_code")
    assert said(mine.post("/api/me/proof/passkey", {"credential": credential})) == (403, "wrong_proof")


def test_devices_are_listed_and_ended() -> None:
    """Each browser is one device, the one that asks comes first; ending one logs it out at once."""
    phone, desk = join("ana"), Browser()
    agent = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/150.0"}
    assert desk.send("POST", "/api/login", LOGIN, **agent).status_code == 200
    listed = desk.get("/api/me/security").json()["devices"]
    assert [(one["name"], one["here"]) for one in listed] == [("Firefox, Linux", True), ("", False)]
    assert said(desk.send("DELETE", f"/api/me/devices/{listed[0]['id']}")) == (409, "this_device")
    assert desk.send("DELETE", f"/api/me/devices/{listed[1]['id']}").status_code == 200
    assert phone.me()["person"] is None and desk.me()["person"]
    for nonsense in (listed[1]["id"], 0, 1 << 70):
        assert said(desk.send("DELETE", f"/api/me/devices/{nonsense}")) == (404, "no_such_device")


def test_nobody_ends_somebody_elses_device() -> None:
    ana, eve = join("ana"), join("eve")
    device = Device.objects.get(person__username="ana")
    assert said(eve.send("DELETE", f"/api/me/devices/{device.pk}")) == (404, "no_such_device")
    assert ana.me()["person"]


def test_all_other_devices_are_ended_at_once() -> None:
    phone, desk = join("ana"), Browser()
    desk.post("/api/login", LOGIN)
    assert desk.send("DELETE", "/api/me/devices").json() == {"ended": 1}
    assert phone.me()["person"] is None and desk.me()["person"]


def test_a_new_device_is_told_a_known_one_is_not() -> None:
    """The first device is no news; a second one is, once; logging in there again is not."""
    ana = join("ana")
    assert "A new device logged in" not in mails()
    desk = Browser()
    desk.post("/api/login", LOGIN)
    desk.post("/api/logout")
    desk.post("/api/login", LOGIN)
    ana.post("/api/logout")
    ana.post("/api/login", LOGIN)
    assert mails().count("A new device logged in") == 1
    told = Job.objects.filter(task__endswith="accounts.tasks.deliver").order_by("id").last()
    assert told and "    An unknown device\n" in told.args[1], "the place of its name is never empty"
    assert OutboxEntry.objects.filter(fact__contains="NewDevice").count() <= 1


def test_a_new_password_ends_every_other_session() -> None:
    """The device that changed it stays logged in, and is still in the list; mail tells."""
    phone, desk = join("ana"), Browser()
    desk.post("/api/login", LOGIN)
    wish = {"current": PASSWORD, "new": NEW}
    assert said(desk.send("PUT", "/api/me/password", {**wish, "current": "wrong"})) == (403, "wrong_proof")
    assert said(desk.send("PUT", "/api/me/password", {**wish, "new": "short"}))[1] == "weak_password"
    answer = desk.send("PUT", "/api/me/password", wish)
    assert answer.status_code == 200, answer.content
    assert [one["here"] for one in answer.json()["devices"]] == [True]
    assert desk.me()["person"] and phone.me()["person"] is None
    assert Browser().post("/api/login", {**LOGIN, "password": NEW}).status_code == 200
    assert "Your password was changed" in mails()


def confirm_address(browser: Browser) -> None:
    """Open the link of the newest mail, and press its button."""
    _, body, _ = Job.objects.filter(task__endswith="accounts.tasks.deliver").order_by("-id")[0].args
    link = re.search(r"/verify/\S+", body)
    assert link
    token = {"csrfmiddlewaretoken": browser.client.cookies["csrftoken"].value}
    assert browser.client.post(link.group(), token).status_code == 200


def test_a_new_address_counts_once_it_is_confirmed() -> None:
    """Until then the old one stays; afterwards the old one is told where mail goes."""
    browser = join("ana")
    confirm_address(browser)
    prove(browser)
    assert said(browser.send("PUT", "/api/me/email", {"email": "no"}))[1] == "bad_email"
    assert said(browser.send("PUT", "/api/me/email", {"email": "ANA@example.org"}))[1] == "same_email"
    answer = browser.send("PUT", "/api/me/email", {"email": "new@example.org"}).json()
    assert (answer["email"], answer["email_waiting"]) == ("ana@example.org", "new@example.org")
    assert answer["email_confirmed"]
    confirm_address(browser)
    answer = browser.get("/api/me/security").json()
    assert (answer["email"], answer["email_confirmed"]) == ("new@example.org", True)
    told = Job.objects.get(args__0="Your address was changed").args
    assert told[2] == "ana@example.org" and "new@example.org" in told[1] and "@ana" in told[1]


def test_an_address_stays_until_another_is_confirmed() -> None:
    """Also one that nobody confirmed yet, and whoever mistypes the new one twice."""
    browser = join("ana")
    prove(browser)
    for new in ("typo@example.org", "new@example.org"):
        browser.send("PUT", "/api/me/email", {"email": new})
        answer = browser.get("/api/me/security").json()
        assert (answer["email"], answer["email_waiting"]) == ("ana@example.org", new)
    confirm_address(browser)
    assert browser.get("/api/me/security").json()["email"] == "new@example.org"
    assert EmailAddress.objects.count() == 1


def test_a_known_address_is_not_told_from_an_unknown_one() -> None:
    """Changing to somebody else's address looks like changing to any other."""
    join("bob")
    browser = join("ana")
    prove(browser)
    answers = [
        browser.send("PUT", "/api/me/email", {"email": f"{name}@example.org"}) for name in ("bob", "nobody")
    ]
    assert [one.status_code for one in answers] == [200, 200]


@pytest.fixture
def strict(settings: Any) -> None:
    settings.CONFIG = Config(staff_second_step="always")


@pytest.mark.usefixtures("strict")
def test_staff_need_a_second_step_where_it_is_wanted() -> None:
    """Without one the rooms lead to where it is set up; with one they open after it was taken."""
    boss = join("ana")
    People.objects.update(is_staff=True, is_superuser=True)
    at_the_door = boss.client.get("/admin/", follow=False)
    assert at_the_door.status_code == 302
    assert boss.client.get(at_the_door["Location"])["Location"] == "/settings/security?staff=1"
    secret, _ = with_app(boss)
    desk = Browser()
    desk.post("/api/login", LOGIN)
    desk.post("/api/login/code", {"code": code(secret)})
    assert desk.get("/admin/").status_code == 200


def test_staff_log_in_again_after_half_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rooms close although the session lives on."""
    boss = join("ana")
    People.objects.update(is_staff=True, is_superuser=True)
    assert boss.get("/admin/").status_code == 200
    later = time.time() + 12 * 3600 + 1
    monkeypatch.setattr("mutoscope.apps.accounts.rooms.time.time", lambda: later)
    assert boss.get("/admin/").status_code == 302
    assert boss.me()["person"]
