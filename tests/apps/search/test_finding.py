"""Finding people and videos: as typed, with slips, in every spelling, and only what one may see."""

import json
from datetime import date, timedelta
from typing import Any

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.apps.search.world import Browser, browser_of, captions, film, handles, person, search, tell

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.flow import services as flow
from mutoscope.apps.relations import services as relations
from mutoscope.apps.videos import services as videos
from mutoscope.apps.videos.contracts import VideoChanged
from mutoscope.apps.videos.models import Video
from mutoscope.core.units import Refusal
from mutoscope.project.api import api

pytestmark = pytest.mark.django_db


def test_videos_are_found_while_their_word_is_typed() -> None:
    """Each letter more finds it still; OpenAPI describes the answer."""
    film(caption="Sunset over the bay")
    film(caption="A bowl of rice")
    for typed in ("su", "sun", "suns", "sunset", "SUNSET over", "bay sun"):
        found = search(Browser(), typed)
        assert captions(found) == ["Sunset over the bay"], typed
    schema = api.get_openapi_schema()["paths"]["/api/search"]["get"]["responses"][200]["content"]
    jsonschema.validate(found, json.loads(json.dumps(schema["application/json"]["schema"])))


@pytest.mark.parametrize(
    ("caption", "typed"),
    [
        ("Fin d’été à Nîmes", "ete nimes"),
        ("Plain ete", "Été"),
        ("Søren in Łódź", "soren lodz"),
        ("東京タワーの夜", "タワー"),
        ("हिन्दी गीत", "हिन्दी"),
        ("#GoldenHour again", "goldenhour"),
        ("ﬁne œuvre", "fine oeuvre"),
    ],
)
def test_spelling_does_not_matter(caption: str, typed: str) -> None:
    """Accents, case, ligatures and scripts without blanks."""
    film(caption=caption)
    assert captions(search(Browser(), typed)) == [caption]


@pytest.mark.parametrize("typed", ["sunste", "sunnset", "snuset", "sinset", "unset bay", "sunsset ovre"])
def test_slips_of_the_finger_are_forgiven(typed: str) -> None:
    """A letter missing, doubled, mistaken or swapped still finds it."""
    film(caption="Sunset over the bay")
    film(caption="Winter morning")
    assert captions(search(Browser(), typed)) == ["Sunset over the bay"]


def test_people_are_found_by_name_and_handle() -> None:
    """By any part, with or without its sign, with a slip; the answer says who they are."""
    ana = person("ana_lund", "Ána Lund")
    film(ana, "Sea")
    person("someone.else", "Else")
    for typed in ("ana", "@ana_lund", "lund", "analund", "ANA L", "lnud"):
        assert handles(search(Browser(), typed)) == ["ana_lund"], typed
    me = person()
    relations.follow(me.id, ana.id)
    (found,) = search(browser_of(me), "ana")["people"]
    assert (found["name"], found["is_private"], found["follows"]) == ("Ána Lund", False, True)


@pytest.mark.parametrize("typed", ["", " ", "…", '"', "' OR 1=1 --", "*", "a AND", "NEAR(", "\\", ":*", "\0"])
def test_any_typing_is_only_words(typed: str) -> None:
    """Nothing typed is read as a question to the database."""
    film(caption="Sunset")
    assert captions(search(Browser(), typed)) == []


def test_typing_is_bounded() -> None:
    """Two hundred letters are enough for anybody; more are refused, and so are made-up cursors."""
    assert Browser().get("/api/search?q=" + "a" * 201).status_code == 422
    for kind, cursor in (("videos", "x"), ("people", "n1"), ("videos", "b1-2-3")):
        answer = Browser().get(f"/api/search?q=a&kind={kind}&cursor={cursor}")
        assert answer.json()["code"] == "bad_cursor"
    assert Browser().get("/api/search?q=a&since=ever").status_code == 422


def test_only_what_one_may_see_is_found() -> None:
    """For followers: only they; for their maker alone, held or deleted: nobody; private: who was let in."""
    ana, fan, stranger = person(), person(), person()
    shy = person(is_private=True)
    film(ana, "sea for everyone")
    film(ana, "sea for followers", audience="followers")
    film(ana, "sea for me", audience="me")
    film(shy, "sea of a shy one")
    held, gone = film(ana, "sea held"), film(ana, "sea gone")
    videos.restrict(held, "held", Refusal("spam", "This is spam."))
    videos.delete_video(ana.id, gone)
    relations.follow(fan.id, ana.id)
    assert captions(search(Browser(), "sea")) == ["sea for everyone"]
    assert captions(search(browser_of(stranger), "sea")) == ["sea for everyone"]
    assert sorted(captions(search(browser_of(fan), "sea"))) == ["sea for everyone", "sea for followers"]
    relations.follow(fan.id, shy.id)
    relations.accept(shy.id, fan.id)
    assert "sea of a shy one" in captions(search(browser_of(fan), "sea"))


def test_a_block_hides_both_from_each_other_at_once() -> None:
    """Neither the person nor their videos are found, by either side, in any kind of search."""
    ana, foe = person("ana"), person("foe")
    film(ana, "ana by the sea")
    film(foe, "foe by the sea")
    relations.block(ana.id, foe.id)
    for one, other in ((ana, "foe"), (foe, "ana")):
        browser = browser_of(one)
        assert handles(search(browser, other)) == handles(search(browser, other, kind="people")) == []
        assert captions(search(browser, other)) == captions(search(browser, other, kind="videos")) == []


def test_adults_are_not_led_to_the_young() -> None:
    """Below 16: found by peers, by followers and by their whole handle, not by a stranger who tries names."""
    today = timezone.now().date()
    kid = person("lila.lune", "Lila Lune", born=today - timedelta(days=14 * 366))
    peer = person(born=today - timedelta(days=15 * 366))
    adult, mother = person(), person()
    relations.follow(mother.id, kid.id)
    for typed in ("lila", "lune", "lila lune", "lil"):
        assert handles(search(browser_of(adult), typed)) == handles(search(Browser(), typed)) == [], typed
        assert handles(search(browser_of(peer), typed)) == ["lila.lune"]
        assert handles(search(browser_of(mother), typed)) == ["lila.lune"]
    assert handles(search(browser_of(adult), "@lila.lune")) == ["lila.lune"]
    nobody_knows = person("ageless", born=date(1990, 1, 1))
    accounts.change_profile(nobody_knows.id, name="Ageless")
    assert handles(search(Browser(), "ageless")) == ["ageless"]


def test_a_changed_name_caption_or_audience_counts_at_once() -> None:
    """The old words find nothing any more, the new ones do."""
    ana = person("ana", "Ana Lund")
    sea = film(ana, "sea")
    accounts.change_profile(ana.id, name="Berit", handle="berit")
    flow.drain()
    videos.edit_video(ana.id, sea, caption="mountain")
    tell(VideoChanged(video_id=sea))
    assert handles(search(Browser(), "lund")) == captions(search(Browser(), "sea")) == []
    assert handles(search(Browser(), "berit")) == ["berit"]
    assert captions(search(Browser(), "mountain")) == ["mountain"]


def test_whoever_goes_private_is_not_shown_to_strangers() -> None:
    """Their videos are found by followers only, and by everybody again once they are public."""
    ana = person("ana")
    film(ana, "sea")
    for is_private, seen in ((True, []), (False, ["sea"])):
        accounts.change_profile(ana.id, is_private=is_private)
        flow.drain()
        assert captions(search(Browser(), "sea")) == seen


def test_closed_accounts_are_not_found() -> None:
    """Neither who left nor whom staff closed, even before the index has heard of it."""
    left, closed = person("leftone"), person("closedone")
    film(closed, "closed sea")
    accounts.remove_person(left.id)
    from mutoscope.apps.accounts.models import Person

    Person.objects.filter(id=closed.id).update(is_active=False)
    assert handles(search(Browser(), "leftone")) == handles(search(Browser(), "closedone")) == []
    assert captions(search(Browser(), "closed")) == []


def test_filters_by_time_and_length() -> None:
    """Newer than a week; shorter than a quarter of a minute; both."""
    for number, (days, seconds) in enumerate(((2, 5), (2, 90), (20, 5), (20, 30))):
        made = film(caption=f"sea {number}")
        row = Video.objects.get(id=made)
        row.published_ms -= days * 86_400_000
        row.duration_ms = seconds * 1000
        row.save()
        tell(VideoChanged(video_id=made))

    def found(**more: str) -> list[str]:
        return sorted(captions(search(Browser(), "sea", kind="videos", **more)))

    assert found() == ["sea 0", "sea 1", "sea 2", "sea 3"]
    assert found(since="week") == ["sea 0", "sea 1"]
    assert found(length="short") == ["sea 0", "sea 2"]
    assert found(length="medium") == ["sea 3"]
    assert found(length="long", since="day") == [] and found(length="long", since="week") == ["sea 1"]


@pytest.mark.parametrize("sort", ["best", "newest"])
def test_pages_hold_everything_once(sort: str) -> None:
    """Page by page everything comes, nothing twice, though something new is published in between."""
    ana = person()
    for number in range(60):
        film(ana, f"sea number{number}")
    seen: list[str] = []
    cursor = ""
    while True:
        found = search(Browser(), "sea", kind="videos", sort=sort, cursor=cursor)
        seen += captions(found)
        film(ana, f"sea late{len(seen)}")
        cursor = found["next"]
        if not cursor:
            break
    old = [caption for caption in seen if "number" in caption]
    assert len(seen) == len(set(seen)) and len(old) == 60
    if sort == "newest":
        assert seen == [f"sea number{number}" for number in range(59, -1, -1)]


def test_the_better_liked_of_a_common_word_is_found_although_it_is_old() -> None:
    """Behind more newer matches than are looked at, the favourite still comes first."""
    ana = person()
    loved = film(ana, "sea of old")
    Video.objects.filter(id=loved).update(likes=5000)
    tell(VideoChanged(video_id=loved))
    from mutoscope.apps.search import index
    from mutoscope.apps.search.index import Doc
    from mutoscope.core.units import to_text

    index.put([Doc("v", to_text(n + 1), ("sea",), born_ms=1) for n in range(300)])
    assert captions(search(Browser(), "sea"))[0] == "sea of old"


def _queries(browser: Browser, **more: str) -> int:
    browser.me()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        search(browser, "sea", **more)
    return len(asked)


@pytest.mark.parametrize(
    "more", [{}, {"kind": "people"}, {"kind": "videos"}, {"kind": "videos", "sort": "newest"}]
)
def test_the_number_of_questions_to_the_database_stays(more: dict[str, Any]) -> None:
    """As many for fifty finds as for ten, and few."""
    browser = browser_of(person())
    counts = []
    for _ in range(2):
        for _ in range(10 if not counts else 40):
            film(person(name="Sea"), "sea")
        counts.append(_queries(browser, **more))
    assert counts[0] == counts[1] <= 24, counts


def test_muted_things_stay_away() -> None:
    """Videos by a muted person, with a muted word or tag, are found by everybody else only."""
    ana, leo = person("ana"), person("leo")
    film(ana, "sea by ana")
    film(leo, "sea and rain")
    film(leo, "sea #storm", tags=["storm"])
    film(leo, "sea calm")
    me = person()
    browser = browser_of(me)
    assert browser.send("PUT", "/api/people/ana/mute").status_code == 200
    for kind, text in (("word", "Rain"), ("tag", "storm")):
        assert browser.post("/api/mutes", {"kind": kind, "text": text}).status_code == 200
    for kind in ("all", "videos"):
        assert captions(search(browser, "sea", kind=kind)) == ["sea calm"]
        assert len(captions(search(Browser(), "sea", kind=kind))) == 4
    assert handles(search(browser, "ana")) == ["ana"], "whoever types the name wants the person"
