"""Pages of tags and sounds, what is on the rise, and recording to somebody's sound with credit."""

import time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.search.world import Browser, browser_of, captions, film, person, search, tell
from tests.apps.videos.world import Person, video

from mutoscope.apps.flow import services as flow
from mutoscope.apps.relations import mutes
from mutoscope.apps.relations import services as relations
from mutoscope.apps.search import services
from mutoscope.apps.search.models import Entry, Use
from mutoscope.apps.videos import services as videos
from mutoscope.apps.videos.contracts import VideoChanged
from mutoscope.apps.videos.models import Sound, Video
from mutoscope.apps.videos.services import Submission
from mutoscope.core.units import Refusal, from_text, to_text

pytestmark = pytest.mark.django_db


def get(path: str, browser: Browser | None = None) -> dict[str, Any]:
    answer = (browser or Browser()).get(f"/api/{path}")
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def with_sound(maker: Person, caption: str = "", title: str = "", **changes: Any) -> tuple[int, str]:
    """A published video with the sound it came with; the ids of both."""
    made = film(maker, caption, **changes)
    sound = Sound.objects.create(creator_id=maker.id, source_id=made, title=title, duration_ms=5000)
    Video.objects.filter(id=made).update(sound=sound)
    tell(VideoChanged(video_id=made))
    return made, to_text(sound.id)


def shelved(found: dict[str, Any]) -> list[str]:
    return [card["caption"] for card in found["cards"]]


def test_a_tag_page_holds_what_carries_the_tag() -> None:
    """The newest first, however the tag is written; a tag that nobody uses is an empty page."""
    for number in range(3):
        film(caption=f"sea {number}", tags=["ete"])
    film(caption="other", tags=["etes"])
    for written in ("ete", "Été", "%23ete"):
        found = get(f"tags/{written}")
        assert (found["tag"], found["videos"]) == ("ete", 3)
        assert shelved(found) == ["sea 2", "sea 1", "sea 0"]
    assert get("tags/nobody") == {"tag": "nobody", "written": "nobody", "videos": 0, "cards": [], "next": ""}
    for wrong in ("two words", "%22", "a" * 900):
        assert Browser().get(f"/api/tags/{wrong}").json()["code"] == "not_a_tag"
    assert Browser().get("/api/tags/ete?cursor=x").json()["code"] == "bad_cursor"


def test_a_tag_is_shown_as_most_people_write_it() -> None:
    """With its accents; what only some may read says nothing, and one vote more changes it."""
    one, other = person(), person()
    film(one, "Bel #été", tags=["ete"])
    film(other, "#été encore", tags=["ete"])
    film(other, "#ete vite", tags=["ete"])
    for number in range(3):
        film(one, f"#ÉTÉ {number}", tags=["ete"], audience="followers")
    found = search(Browser(), "ete")["tags"]
    assert [(tag["tag"], tag["written"]) for tag in found] == [("ete", "été")]
    assert get("tags/ete")["written"] == "été"
    services.count_trends(time.time_ns() // 1_000_000)
    assert get("trends")["tags"][0]["written"] == "été"
    for number in range(2):
        film(one, f"#Ete {number} #Ete", tags=["ete"])
    assert get("tags/ete")["written"] == "Ete"


def test_mutes_count_on_pages_of_tags_and_sounds() -> None:
    """What somebody muted is left out, but for the tag or sound whose page they opened."""
    reader, loud = person(), person()
    film(loud, "by the loud", tags=["sea"])
    film(caption="A spoiler", tags=["sea"])
    film(caption="calm", tags=["sea", "life"])
    film(caption="waves", tags=["sea"])
    mutes.mute_person(reader.id, loud.id)
    mutes.mute_word(reader.id, "spoiler")
    mutes.mute_tag(reader.id, "life")
    mutes.mute_tag(reader.id, "sea")
    assert shelved(get("tags/sea", browser_of(reader))) == ["waves"]
    assert get("tags/sea", browser_of(reader))["videos"] == 4
    _, sound = with_sound(loud, "their own")
    other = film(caption="with it")
    Video.objects.filter(id=other).update(sound_id=from_text(sound))
    tell(VideoChanged(video_id=other))
    mutes.mute_sound(reader.id, sound, "a sound")
    assert shelved(get(f"sounds/{sound}", browser_of(reader))) == ["with it"]


def test_pages_of_a_tag_fit_together() -> None:
    """Fifty videos on three pages, each once."""
    maker = person()
    for number in range(50):
        film(maker, f"sea {number}", tags=["sea"])
    seen, cursor = [], ""
    while True:
        found = get(f"tags/sea?cursor={cursor}")
        seen += shelved(found)
        film(maker, "late", tags=["sea"])
        cursor = found["next"]
        if not cursor:
            break
    assert seen == [f"sea {number}" for number in range(49, -1, -1)]


def test_tags_and_sounds_are_found_as_typed_and_with_slips() -> None:
    """With how many videos everybody may see have them."""
    ana = person("ana", "Ana Lund")
    _, sound = with_sound(ana, "one", title="Slow harbour", tags=["goldenhour"])
    film(caption="two", tags=["goldenhour"])
    for typed in ("gold", "goldenhour", "#GoldenHour", "godlenhour"):
        for kind in ("all", "tags"):
            assert search(Browser(), typed, kind=kind)["tags"] == [
                {"tag": "goldenhour", "written": "goldenhour", "videos": 2}
            ], typed
    for typed in ("harb", "slow harbour", "hrabour", "lund slow"):
        for kind in ("all", "sounds"):
            (found,) = search(Browser(), typed, kind=kind)["sounds"]
            assert (found["id"], found["title"], found["creator_handle"]) == (sound, "Slow harbour", "ana")
            assert found["videos"] == 1


def test_what_strangers_may_not_see_makes_no_tag_and_no_sound() -> None:
    """Tags and sounds of followers' videos, of private accounts and of withdrawn videos are not suggested or
    counted; who follows finds the videos on their page."""
    ana, shy, fan = person("ana"), person("shy", is_private=True), person()
    with_sound(ana, "for followers", title="Whisper", tags=["secretplace"], audience="followers")
    with_sound(shy, "of a shy one", title="Whisper too", tags=["secretplace"])
    held, _ = with_sound(ana, "held", title="Whisper three", tags=["secretplace"])
    videos.restrict(held, "held", Refusal("spam", "This is spam."))
    flow.drain()
    relations.follow(fan.id, ana.id)
    for browser in (Browser(), browser_of(fan)):
        found = search(browser, "secretplace")
        assert found["tags"] == [] and search(browser, "whisper")["sounds"] == []
        assert get("tags/secretplace", browser)["videos"] == 0
    assert shelved(get("tags/secretplace")) == []
    assert shelved(get("tags/secretplace", browser_of(fan))) == ["for followers"]
    assert services.mend() == 0


def test_counts_follow_what_videos_become() -> None:
    """An edited caption leaves its old tag; the mending count agrees, and heals what was emptied."""
    ana = person()
    one = film(ana, "#sea", tags=["sea"])
    film(ana, "#sea", tags=["sea"])
    assert get("tags/sea")["videos"] == 2
    videos.edit_video(ana.id, one, caption="#sky")
    flow.drain()
    assert (get("tags/sea")["videos"], get("tags/sky")["videos"]) == (1, 1)
    Entry.objects.all().delete()
    Use.objects.all().delete()
    services.mend()
    assert (get("tags/sea")["videos"], get("tags/sky")["videos"]) == (1, 1)
    assert services.mend() == 0


def test_a_sound_page_says_whose_it_is_and_lets_it_be_heard() -> None:
    """Its maker, where to hear it, and the videos with it; a blocked person and a stranger to a private
    account meet nothing."""
    ana, foe = person("ana", "Ana"), person()
    _, sound = with_sound(ana, "first")
    found = get(f"sounds/{sound}")
    assert found["sound"]["creator"]["handle"] == "ana" and found["sound"]["usable"]
    assert found["sound"]["url"].startswith("http") and shelved(found) == ["first"]
    relations.block(ana.id, foe.id)
    assert browser_of(foe).get(f"/api/sounds/{sound}").json()["code"] == "no_such_sound"
    _, hidden = with_sound(person(is_private=True), "hidden")
    for wrong in (hidden, "0000000000000"):
        assert Browser().get(f"/api/sounds/{wrong}").json()["code"] == "no_such_sound"
    assert Browser().get("/api/sounds/nonsense").json()["code"] == "bad_id"


def test_recording_to_a_sound_credits_it() -> None:
    """The card names the sound and its maker, its page shows both videos, its own sound is gone."""
    ana, leo = person("ana"), person("leo")
    _, sound = with_sound(ana, "first", title="Harbour")
    mine = video(leo, state="playable")
    Video.objects.filter(id=mine).update(
        sound=Sound.objects.create(creator_id=leo.id, source_id=mine, duration_ms=5000), submitted=False
    )
    answer = browser_of(leo).post(
        f"/api/videos/{to_text(mine)}/submit", {"caption": "with the harbour", "sound_id": sound}
    )
    assert answer.status_code == 200, answer.content
    flow.drain(raise_faults=False)  # nobody can make renditions of a film that is none
    card = get(f"videos/{to_text(mine)}")
    assert card["sound"] == {"id": sound, "title": "Harbour", "creator_handle": "ana"}
    assert shelved(get(f"sounds/{sound}")) == ["with the harbour", "first"]
    assert not Sound.objects.filter(source_id=mine).exists()


def test_a_sound_that_is_not_to_be_had_is_refused() -> None:
    """Not shared, out of sight, or not there: the video is not published with it."""
    ana, leo = person(), person()
    _, kept = with_sound(ana)
    Sound.objects.update(reusable=False)
    _, hidden = with_sound(ana, audience="me")
    mine = to_text(video(leo, state="playable"))
    browser = browser_of(leo)
    for sound, code in (
        (kept, "sound_not_shared"),
        (hidden, "no_such_sound"),
        ("0000000000001", "no_such_sound"),
        ("nonsense", "bad_id"),
    ):
        answer = browser.post(f"/api/videos/{mine}/submit", {"caption": "", "sound_id": sound})
        assert answer.json()["code"] == code
    assert not get(f"sounds/{kept}")["sound"]["usable"]


def test_a_deleted_source_keeps_the_credit_and_gives_up_the_sound() -> None:
    """Who recorded to it keeps the name on the card; nobody can hear it alone or use it any more."""
    ana, leo = person("ana"), person("leo")
    first, sound = with_sound(ana, "first", title="Harbour")
    second = video(leo, state="playable")
    videos.submit_video(leo.id, second, Submission(caption="second", sound_id=from_text(sound)))
    flow.drain(raise_faults=False)  # nobody can make renditions of a film that is none
    videos.delete_video(ana.id, first)
    flow.drain(raise_faults=False)
    found = get(f"sounds/{sound}")
    assert (found["sound"]["url"], found["sound"]["usable"], shelved(found)) == ("", False, ["second"])
    assert get(f"videos/{to_text(second)}")["sound"]["creator_handle"] == "ana"
    videos.delete_video(leo.id, second)
    assert not Sound.objects.exists()


def test_trends_count_people_and_not_the_reader() -> None:
    """Two others must use a tag; one person posting a lot moves nothing; muted tags stay away."""
    ana, leo, me = person(), person(), person()
    for maker in (ana, leo, me):
        film(maker, tags=["sea"])
    for maker in (ana, me):
        film(maker, tags=["sky"])
    for _ in range(9):
        film(ana, tags=["mine"])
    old = film(leo, tags=["old"])
    film(ana, tags=["old"])
    Video.objects.filter(id=old).update(published_ms=1)
    tell(VideoChanged(video_id=old))
    services.count_trends(time.time_ns() // 1_000_000)
    assert get("trends")["tags"] == [
        {"tag": "sea", "written": "sea", "people": 3},
        {"tag": "sky", "written": "sky", "people": 2},
    ]
    assert get("trends", browser_of(me))["tags"] == [{"tag": "sea", "written": "sea", "people": 2}]
    browser = browser_of(leo)
    assert browser.post("/api/mutes", {"kind": "tag", "text": "sky"}).status_code == 200
    assert get("trends", browser)["tags"] == [{"tag": "sea", "written": "sea", "people": 2}]


@pytest.mark.parametrize("path", ["tags/sea", "trends", "sounds/{sound}", "search?q=sea&kind=tags"])
def test_the_number_of_questions_to_the_database_stays(path: str) -> None:
    """As many on a page of twenty as on one of ten."""
    browser = browser_of(person())
    browser.me()
    _, sound = with_sound(person(), tags=["sea"])
    counts = []
    for _ in range(2):
        for number in range(10):
            made = film(caption="sea", tags=["sea", f"sea{number}"])
            Video.objects.filter(id=made).update(sound=Sound.objects.first())
            tell(VideoChanged(video_id=made))
        with CaptureQueriesContext(connection) as asked:
            get(path.format(sound=sound), browser)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20, counts
    assert captions(search(browser, "sea"))
