"""Saves and collections are private; reposts stand on a profile; likes are shown by choice."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.videos.world import Person, browser_of, person, video
from tests.hostile_words import STORED_XSS

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.flow.services import drain
from mutoscope.apps.relations import services as relations
from mutoscope.apps.social import checking, queries, services
from mutoscope.apps.social.models import Collected, Collection, Repost, Save
from mutoscope.apps.videos.queries import card
from mutoscope.apps.videos.services import edit_video
from mutoscope.core.units import Refusal, from_text, to_text

pytestmark = pytest.mark.django_db


def kept(who: Person) -> list[str]:
    return [one.id for one in queries.saved(who.viewer).cards]


def test_saving_is_private_counted_and_taken_back_once() -> None:
    """Twice is once; the card says it to whoever saved, the number to everybody, the list to nobody else."""
    fan, other, film = person(), person(), video(person())
    browser = browser_of(fan)
    for _ in range(2):
        assert browser.send("PUT", f"/api/videos/{to_text(film)}/save").json() == {"saves": 1}
    assert card(film, fan.viewer).viewer.saved and not card(film, other.viewer).viewer.saved
    assert card(film, other.viewer).counts.saves == 1
    assert kept(fan) == [to_text(film)] and kept(other) == []
    for _ in range(2):
        assert browser.send("DELETE", f"/api/videos/{to_text(film)}/save").json()["saves"] == 0
    assert not card(film, fan.viewer).viewer.saved


def test_collections_sort_what_is_saved() -> None:
    """Putting a video in saves it; taking it out keeps it saved; unsaving says where it was, to undo it."""
    fan, film = person(), video(person())
    seas = services.make_collection(fan.id, "Seas")
    assert services.make_collection(fan.id, " SEAS ") == seas
    services.collect(fan.id, seas, film)
    services.collect(fan.id, seas, film)
    assert [(one.name, one.count, one.has) for one in queries.collections(fan.viewer, film)] == [
        ("Seas", 1, True)
    ]
    assert len(queries.collected(fan.viewer, seas).cards) == 1
    services.take_out(fan.id, seas, film)
    assert kept(fan) == [to_text(film)] and not queries.collected(fan.viewer, seas).cards
    services.collect(fan.id, seas, film)
    assert services.unsave(fan.id, film) == (0, [seas])
    assert kept(fan) == [] and not Collected.objects.exists()


def test_deleting_a_collection_keeps_what_was_in_it() -> None:
    """Only the name is gone; a name is taken once, whatever its case."""
    fan, film = person(), video(person())
    seas, skies = (services.make_collection(fan.id, name) for name in ("Seas", "Skies"))
    services.collect(fan.id, seas, film)
    with pytest.raises(Refusal, match="name_taken"):
        services.rename_collection(fan.id, skies, "seas")
    services.rename_collection(fan.id, skies, "skies")
    services.delete_collection(fan.id, seas)
    assert kept(fan) == [to_text(film)]
    assert [one.name for one in queries.collections(fan.viewer)] == ["skies"]


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "x" * 41, "x" * 5000, None, 7, {"a": 1}])
def test_a_senseless_name_is_refused(name: Any) -> None:
    """Nothing, too much, no text: no collection."""
    assert browser_of(person()).post("/api/collections", {"name": name}).status_code in (400, 422)
    assert not Collection.objects.exists()


def test_hostile_names_stay_names() -> None:
    """A name is text wherever it is read."""
    browser = browser_of(person())
    short = [words for words in STORED_XSS if len(words) <= 40]
    for words in short:
        assert browser.post("/api/collections", {"name": words}).status_code == 200
    names = [one["name"] for one in browser.get("/api/collections").json()["collections"]]
    assert "<script>alert(1)</script>" in names and len(names) >= len(short) - 2


def test_there_is_an_end_to_collections() -> None:
    """The hundred and first is refused, and is not there."""
    fan = person()
    for number in range(100):
        services.make_collection(fan.id, f"{number}")
    with pytest.raises(Refusal, match="too_many_collections"):
        services.make_collection(fan.id, "one more")
    assert Collection.objects.count() == 100


def test_reposts_stand_on_a_profile() -> None:
    """Public videos of others only; who is blocked or not let in sees none; the number follows."""
    maker, fan, other = person(), person(), person()
    film, own, hidden = video(maker), video(fan), video(maker, audience="followers")
    relations.follow(fan.id, maker.id)
    for _ in range(2):
        assert services.repost(fan.viewer, film) == 1
    with pytest.raises(Refusal, match="own_video"):
        services.repost(fan.viewer, own)
    with pytest.raises(Refusal, match="not_public"):
        services.repost(fan.viewer, hidden)
    assert [one.id for one in queries.reposted(fan.handle, other.viewer).cards] == [to_text(film)]
    assert card(film, fan.viewer).viewer.reposted
    accounts.change_profile(fan.id, is_private=True)
    assert not queries.reposted(fan.handle, other.viewer).cards
    relations.block(maker.id, other.id)
    assert not card_ids(queries.reposted(fan.handle, fan.viewer)) - {to_text(film)}
    assert services.unrepost(fan.id, film) == 0


def test_a_reposted_video_that_closes_is_not_shown() -> None:
    """A repost never opens what its creator closed."""
    maker, fan, other = person(), person(), person()
    film = video(maker)
    services.repost(fan.viewer, film)
    edit_video(maker.id, film, audience="followers")
    assert not queries.reposted(fan.handle, other.viewer).cards


def test_likes_are_shown_by_choice() -> None:
    """Nobody but oneself sees what one likes, until one says so; and no more once one says no."""
    fan, other, film = person(), person(), video(person())
    services.like(fan.id, film)
    assert card_ids(queries.liked_by(fan.handle, fan.viewer)) == {to_text(film)}
    with pytest.raises(Refusal, match="likes_are_private"):
        queries.liked_by(fan.handle, other.viewer)
    browser = browser_of(fan)
    for shows in (True, False):
        assert browser.send("PATCH", "/api/me/privacy", {"shows_likes": shows}).json()["shows_likes"] is shows
        assert queries.shelves(fan.handle, other.viewer).likes is shows
    assert (
        queries.shelves(fan.handle, fan.viewer).saved and not queries.shelves(fan.handle, other.viewer).saved
    )


def test_long_rows_come_in_pages() -> None:
    """By a cursor that moves with nothing: sixty saved videos are three pages, each once, newest first."""
    fan, maker = person(), person()
    films = [video(maker) for _ in range(60)]
    for film in films:
        services.save(fan.id, film)
    browser, read, cursor = browser_of(fan), [], ""
    for _ in range(3):
        page = browser.get(f"/api/saved?cursor={cursor}").json()
        read += [from_text(one["id"]) for one in page["cards"]]
        cursor = page["next"]
        services.save(fan.id, video(maker))
    assert read == films[::-1] and cursor == ""


def test_no_query_grows_with_what_is_saved() -> None:
    """A page of ten costs the reads of a page of one."""
    fan = person()
    browser = browser_of(fan)
    browser.me()
    counted = []
    for many in (1, 9):
        for _ in range(many):
            services.save(fan.id, video(person()))
        with CaptureQueriesContext(connection) as found:
            assert browser.get("/api/saved").status_code == 200
        counted.append(len(found))
    assert counted[0] == counted[1] <= 10, counted


def test_what_one_keeps_leaves_with_oneself() -> None:
    """Whoever closes their account takes saves, collections and reposts along, and the numbers know."""
    fan, other, film = person(), person(), video(person())
    services.collect(fan.id, services.make_collection(fan.id, "Seas"), film)
    services.repost(fan.viewer, film)
    accounts.remove_person(fan.id)
    drain()
    assert card(film, other.viewer).counts.saves == card(film, other.viewer).counts.reposts == 0
    assert not (Save.objects.exists() or Repost.objects.exists() or Collection.objects.exists())
    assert checking.check_some() == 0


def card_ids(page: Any) -> set[str]:
    return {one.id for one in page.cards}
