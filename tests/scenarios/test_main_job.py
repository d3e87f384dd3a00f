"""Somebody's film finds somebody else; and what its maker or the team takes back is nobody's any more."""

import re
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.journeys.worlds import Person, film
from tests.scenarios.stage import Sending, Stage, addresses, event, watched

pytestmark = pytest.mark.slow
SERVER_SAYS_NO_S = 5.0
"""What is promised. Asked by hand, one address after the other, the machine's own slowness comes on top: so
the server's clock is read, and only whole answers that began later than this count against it."""


@pytest.fixture
def published(site: Stage, tmp_path: Path, request: pytest.FixtureRequest) -> Sending:
    """A new film by ana that everyone may see."""
    name = re.sub(r"\W", "-", request.node.name)
    sending = Sending(site, site.person("ana"), film(tmp_path / f"{name}.mp4", seconds=2))
    sending.finish()
    sending.submit("First words #new")
    sending.until_out()
    return sending


def test_a_film_meets_somebody_who_follows_nobody(site: Stage, published: Sending) -> None:
    """It comes up in a stranger's feed, plays, is learned from, and does not come twice."""
    stranger = Person("stranger", httpx.Client(base_url=site.url, timeout=60))
    stranger.call("PATCH", "/api/feed/choices", json={"learning": True})
    card = site.until(lambda: met(stranger, published.video_id), "the film in a stranger's feed")
    assert card["caption"] == "First words #new" and card["tags"] == ["new"]
    whole = httpx.get(card["renditions"][0]["url"], timeout=60)
    assert whole.status_code == 200 and len(whole.content) == card["renditions"][0]["size"]
    part = httpx.get(card["renditions"][0]["url"], headers={"Range": "bytes=4-7"}, timeout=60)
    assert (part.status_code, part.content) == (206, b"ftyp")
    taken = stranger.call("POST", "/api/feed/events", json={"events": [watched(card)]})
    assert taken == {"accepted": 1, "duplicates": 0, "refused": []}
    later = stranger.call("POST", "/api/feed/page", json={"size": 20, "have": []})["cards"]
    assert published.video_id not in {one["id"] for one in later if not one["trace"]["recycled"]}

    published.person.call("PATCH", f"/api/videos/{published.video_id}", json={"caption": "Better words #b"})
    after = stranger.call("GET", f"/api/videos/{published.video_id}")
    assert after["caption"] == "Better words #b" and after["tags"] == ["b"]


@pytest.mark.parametrize("how", ["audience", "delete"])
def test_what_its_maker_takes_back_is_nobodys(site: Stage, published: Sending, how: str) -> None:
    """Within five seconds no old address, card, feed or profile gives it to anybody else."""
    ana, leo = published.person, site.person("leo")
    before = everywhere(site, published)
    if how == "audience":
        ana.call("PATCH", f"/api/videos/{published.video_id}", json={"audience": "me"})
    else:
        ana.call("DELETE", f"/api/videos/{published.video_id}")
    nowhere(site, published, before, since=time.monotonic())
    mine = ana.http.get(f"/api/videos/{published.video_id}")
    if how == "delete":
        assert mine.status_code == 404
        return
    signed = addresses(mine.json())
    assert all("&s=" in one and httpx.get(one, timeout=60).status_code == 200 for one in signed)
    ana.call("PATCH", f"/api/videos/{published.video_id}", json={"audience": "followers"})
    leo.call("PUT", "/api/people/ana/follow")
    as_follower = addresses(leo.call("GET", f"/api/videos/{published.video_id}"))
    assert all(httpx.get(one, timeout=60).status_code == 200 for one in as_follower)
    assert all(one not in as_follower for one in signed)
    leo.call("DELETE", "/api/people/ana/follow")
    gone(as_follower, since=time.monotonic())
    assert leo.http.get(f"/api/videos/{published.video_id}").status_code == 404


def test_a_report_ends_in_a_block(site: Stage, published: Sending, tmp_path: Path) -> None:
    """Held, restored, taken down by the team's own forms; then the same bytes are refused with a reason."""
    keeper, leo, maker = site.administrator(), site.person("leo"), site.person("maker")
    video = published.video_id
    leo.call("POST", f"/api/videos/{video}/report", json={"reason": "spam", "details": "again and again"})
    before = everywhere(site, published)

    decide(keeper, "hold")
    nowhere(site, published, before, since=time.monotonic())
    told = published.status()
    assert (told["state"], told["reason"]["code"]) == ("held", "held") and told["reason"]["message"]

    decide(keeper, "restore")
    assert leo.call("GET", f"/api/videos/{video}")["caption"] == "First words #new"
    gone(addresses(before), since=time.monotonic())  # a restored video has new addresses
    before = everywhere(site, published)

    decide(keeper, "block_file")
    nowhere(site, published, before, since=time.monotonic())
    assert published.status()["reason"]["code"] == "taken_down"

    again = Sending(site, maker, published.film)
    again.send(0)
    refused = site.until(lambda: ended(again), "the end of the second upload")
    assert (refused["state"], refused["reason"]["code"]) == ("failed", "blocked_file")
    assert "taken down" in refused["reason"]["message"]
    decided = ["held", "restored", "file_blocked", "removed", "file_refused"]
    effects = "SELECT effect FROM safety_decision ORDER BY id"  # the last is written when its fact is told
    site.until(lambda: [one for (one,) in site.rows(effects)] == decided, "all decisions in the ledger")


def met(viewer: Person, video_id: str) -> Any:
    """The card, once the feed shows it to this viewer; everything else is swiped past."""
    page = viewer.call("POST", "/api/feed/page", json={"size": 8})["cards"]
    for card in page:
        if card["id"] == video_id:
            return card
    viewer.call("POST", "/api/feed/events", json={"events": [event("impression", card) for card in page]})
    return None


def everywhere(site: Stage, sending: Sending) -> Any:
    """The card as leo has it; fails unless all of its addresses answer, the profile and a feed show it."""
    leo, video = site.person("leo"), sending.video_id
    site.until(lambda: sending.status()["state"] == "optimised" and site.at_rest(), "the last rendition")
    card = leo.call("GET", f"/api/videos/{video}")
    assert len(card["renditions"]) >= 1
    for address in addresses(card):
        assert httpx.get(address, timeout=60).status_code == 200, address
    assert video in profile(leo)
    stranger = Person("passer-by", httpx.Client(base_url=site.url, timeout=60))
    site.until(lambda: met(stranger, video), "the film in a feed")
    return card


def nowhere(site: Stage, sending: Sending, card: Any, since: float) -> None:
    """No old address gives it, no card, no profile and no feed."""
    gone(addresses(card), since)
    leo, video = site.person("leo"), sending.video_id
    assert leo.http.get(f"/api/videos/{video}").status_code == 404
    assert leo.http.put(f"/api/videos/{video}/like", headers=token(leo)).status_code == 404
    assert video not in profile(leo)
    stranger = Person("passer-by", httpx.Client(base_url=site.url, timeout=60))
    for _ in range(3):
        page = stranger.call("POST", "/api/feed/page", json={"size": 20})["cards"]
        assert video not in {one["id"] for one in page}


def gone(old: list[str], since: float) -> None:
    """Every address is refused, to everybody, whatever they ask for; soon, and then for good."""
    for address in old:
        while True:
            asked = time.monotonic()
            status = httpx.get(address, timeout=60, headers={"Cache-Control": "no-cache"}).status_code
            if status == 404:
                break
            assert status == 200 and asked - since < SERVER_SAYS_NO_S, (status, address)
            time.sleep(0.2)
    for address in old:
        for headers in ({}, {"Range": "bytes=0-1"}, {"If-None-Match": "*"}):
            assert httpx.get(address, headers=headers, timeout=60).status_code == 404
        assert httpx.head(address, timeout=60).status_code == 404


def profile(viewer: Person) -> set[str]:
    return {card["id"] for card in viewer.call("GET", "/api/people/ana/videos")["cards"]}


def token(person: Person) -> dict[str, str]:
    return {"X-CSRFToken": person.http.cookies["csrftoken"]}


def decide(keeper: Person, action: str) -> None:
    """Choose an action for the one report there is, as the admin's form does."""
    page = keeper.http.get("/admin/safety/report/")
    assert page.status_code == 200, page.text[:400]
    (report,) = set(re.findall(r'name="_selected_action" value="(\d+)"', page.text))
    form = {"action": action, "_selected_action": report, "index": "0"}
    form["csrfmiddlewaretoken"] = keeper.http.cookies["csrftoken"]
    done = keeper.http.post("/admin/safety/report/", data=form, headers={"Referer": f"{page.url}"})
    assert done.status_code == 200 and "Videos changed: 1" in done.text, done.text[:2000]


def ended(sending: Sending) -> Any:
    status = sending.status()
    return status if status["state"] not in ("uploading", "received", "probed") else None
