"""What others may make of a video: as its author says, and as their age and audience let them."""

from datetime import date

import pytest
from tests.apps.videos.world import Person, browser_of, nobody, person, video

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.relations import services as relations
from mutoscope.apps.videos import queries, services
from mutoscope.apps.videos.models import Sound, Video
from mutoscope.core.units import from_text, to_text

pytestmark = pytest.mark.django_db


def grown(year: int = 1990) -> Person:
    one = person()
    Account.objects.filter(id=one.id).update(birth_date=date(year, 4, 2))
    return one


def may(video_id: int, who: Viewer) -> tuple[str, ...]:
    return queries.card(video_id, who).viewer.may_use


def code(video_id: int, who: Viewer, *roles: str) -> str:
    no = queries.why_not_to_use(video_id, who, roles)  # type: ignore[arg-type]
    return no.code if no else ""


def test_who_may_make_what_of_a_video() -> None:
    """Each persona: the author, a stranger, a fan, whoever is blocked, a browser without an account."""
    ana, eve, fan, foe = grown(), person(), person(), person()
    relations.follow(fan.id, ana.id)
    relations.block(ana.id, foe.id)
    made = video(ana)
    assert may(made, eve.viewer) == (), "nobody was asked when it was published"
    services.edit_video(ana.id, made, allows=["duet", "stitch"])
    assert may(made, eve.viewer) == may(made, fan.viewer) == ("duet", "stitch")
    assert may(made, nobody()) == () and len(may(made, ana.viewer)) == 4
    assert code(made, eve.viewer, "duet") == code(made, eve.viewer, "react") == ""
    assert code(made, eve.viewer, "clip") == "remix_not_allowed"
    assert code(made, eve.viewer, "template") == "template_not_allowed"
    assert code(made, foe.viewer, "duet") == "no_such_video"
    assert code(made, nobody(), "duet") == "video_not_shared"
    services.edit_video(ana.id, made, audience="followers")
    assert may(made, fan.viewer) == () and code(made, fan.viewer, "duet") == "video_not_shared"
    services.edit_video(ana.id, made, audience="everyone")
    accounts.change_profile(ana.id, is_private=True)
    assert code(made, fan.viewer, "duet") == "video_not_shared"


def test_new_videos_begin_as_the_account_says() -> None:
    """Grown-ups allow duets and stitches unless they said otherwise; the young nothing, whatever they say."""
    for year, first, chosen in ((1990, "duet,stitch", "remix"), (2010, "", "remix"), (2012, "", "")):
        who = grown(year)
        began = services.start_upload(who.id, 1000, "one")
        assert Video.objects.get(id=from_text(began.video_id)).allows == first
        accounts.change_profile(who.id, allows=["remix"])
        later = services.start_upload(who.id, 1000, "two")
        assert Video.objects.get(id=from_text(later.video_id)).allows == chosen
        assert browser_of(who).me()["person"]["allows"] == ([chosen] if chosen else [])
        made = video(who)
        services.edit_video(who.id, made, allows=["duet", "template"])
        assert Video.objects.get(id=made).allows == ("duet,template" if chosen else "")


def test_over_http_wrong_words_change_nothing() -> None:
    """Only words of ours, few of them, and only of one's own video."""
    ana, eve = grown(), grown()
    made = video(ana)
    browser, path = browser_of(ana), f"/api/videos/{to_text(made)}"
    assert browser.send("PATCH", path, {"allows": ["remix", "duet", "duet"]}).status_code == 200
    assert queries.card(made, eve.viewer).allows == ("duet", "remix")
    for bad in (["everything"], "duet", ["duet"] * 9, [1], {"duet": True}):
        assert browser.send("PATCH", path, {"allows": bad}).status_code == 422, bad
    assert browser_of(eve).send("PATCH", path, {"allows": []}).status_code == 404
    assert queries.card(made, eve.viewer).allows == ("duet", "remix")


def test_a_sound_is_shared_as_long_as_its_author_wants() -> None:
    """Taking the permission back later counts for the sound itself, for whoever comes then."""
    ana, eve = grown(), person()
    made = video(ana)
    one = Sound.objects.create(creator_id=ana.id, source_id=made)
    Video.objects.filter(id=made).update(sound=one)
    services.edit_video(ana.id, made, allow_sound=False)
    heard = queries.sound(one.id, eve.viewer)
    assert heard is not None and not heard.usable
    services.edit_video(ana.id, made, allow_sound=True)
    heard = queries.sound(one.id, eve.viewer)
    assert heard is not None and heard.usable
