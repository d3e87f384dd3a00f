"""Comments: written, answered, edited, deleted, brought back, pinned, and read page by page."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.accounts.people import Browser
from tests.apps.social.talk import answers, post, say, texts, total
from tests.apps.videos.world import browser_of, nobody, person, video

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.flow.services import drain
from mutoscope.apps.relations import services as relations
from mutoscope.apps.social import queries, services
from mutoscope.apps.social.models import Comment
from mutoscope.apps.videos.services import delete_video, edit_video
from mutoscope.core.units import Refusal, from_text, to_text

pytestmark = pytest.mark.django_db


def test_a_conversation_over_http() -> None:
    """Somebody comments, the creator answers, a third answers the answer: one thread, all counted."""
    maker, fan, third = person("maker"), person("fan"), person("third")
    film = to_text(video(maker))
    first = post(browser_of(fan), film, "Where is this?").json()["root"]
    answer = post(browser_of(maker), film, "At home, @fan", to=first["id"]).json()["reply"]
    post(browser_of(third), film, "Lucky you", to=answer["id"])
    page = Browser().get(f"/api/videos/{film}/comments").json()
    assert [one["text"] for one in page["comments"]] == ["Where is this?"]
    assert page["comments"][0]["replies"] == 2 and page["total"] == 3
    below = Browser().get(f"/api/comments/{first['id']}/replies").json()["comments"]
    assert [(one["text"], one["answers"]) for one in below] == [("At home, @fan", ""), ("Lucky you", "maker")]
    assert below[0]["by_creator"] and not below[1]["by_creator"]
    card = browser_of(fan).get(f"/api/videos/{film}").json()
    assert card["counts"]["comments"] == 3 and card["viewer"]["may_comment"]
    assert not page["may_comment"]


def test_sending_twice_is_writing_once() -> None:
    """A retry with the same name finds the comment that is there, whatever it says."""
    fan, film = browser_of(person()), to_text(video(person()))
    tried = [post(fan, film, "Once", client_id="the-very-same").json()["root"] for _ in range(3)]
    assert len({one["id"] for one in tried}) == 1
    assert fan.get(f"/api/videos/{film}").json()["counts"]["comments"] == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"text": "x"},
        {"text": 7, "client_id": "a-good-name"},
        {"text": "", "client_id": "a-good-name"},
        {"text": "x" * 501, "client_id": "a-good-name"},
        {"text": "x" * 30_000, "client_id": "a-good-name"},
        {"text": "x", "client_id": "short"},
        {"text": "x", "client_id": "no spaces here"},
        {"text": "x", "client_id": "a-good-name\n"},
        {"text": "x", "client_id": "a-good-name", "parent_id": "x" * 14},
    ],
)
def test_a_senseless_comment_is_refused(body: Any) -> None:
    """Whatever is sent instead of a comment, nothing is written and nothing breaks."""
    fan, film = browser_of(person()), to_text(video(person()))
    assert fan.post(f"/api/videos/{film}/comments", body).status_code == 422
    assert not Comment.objects.exists()


def test_pages_are_stable_while_people_write() -> None:
    """Newest first: what is written between two pages moves nothing and repeats nothing."""
    fan, film = person(), video(person())
    for number in range(45):
        say(fan, film, f"{number}")
    first = queries.comments(film, fan.viewer, "newest")
    say(fan, film, "late")
    second = queries.comments(film, fan.viewer, "newest", first.next)
    third = queries.comments(film, fan.viewer, "newest", second.next)
    read = [one.text for page in (first, second, third) for one in page.comments]
    assert read == [f"{number}" for number in reversed(range(45))] and not third.next


def test_the_best_come_first() -> None:
    """Likes and answers lift a comment; the pinned one stands above all, once."""
    maker, fan, film = person(), person(), None
    film = video(maker)
    plain, loved, pinned = (say(fan, film, text) for text in ("plain", "loved", "pinned"))
    services.like_comment(maker.viewer, loved)
    services.like_comment(fan.viewer, loved)
    services.pin(maker.viewer, plain)
    services.pin(maker.viewer, pinned)
    page = queries.comments(film, fan.viewer, "best")
    assert page.pinned and page.pinned.text == "pinned"
    assert [one.text for one in page.comments] == ["loved", "plain"]
    assert page.comments[0].likes == 2 and page.comments[0].liked_by_creator and page.comments[0].liked
    services.unpin(maker.viewer, pinned)
    assert queries.comments(film, fan.viewer).pinned is None


def test_editing_keeps_what_was_said() -> None:
    """The old words stay readable; the same words again are no edit; nobody edits another's."""
    fan, other, film = person(), person(), video(person())
    words = say(fan, film, "Frist")
    services.edit(fan.viewer, words, "First")
    services.edit(fan.viewer, words, "First")
    found = queries.editions(words, other.viewer).editions
    assert [one.text for one in found] == ["First", "Frist"]
    assert queries.place(words, other.viewer).root.edited_ms
    with pytest.raises(Refusal, match="not_yours"):
        services.edit(other.viewer, words, "Mine now")


def test_deleting_and_bringing_back() -> None:
    """A thread goes with its top comment and returns with it, counted; only who deleted may undo."""
    maker, fan, other = person(), person(), person()
    film = video(maker)
    top = say(fan, film, "top")
    say(other, film, "below", to=top)
    assert total(film, fan) == 2
    services.delete(maker.viewer, top)
    services_again = [services.turn(top, "gone"), services.turn(top, "gone")]
    assert services_again == [False, False]
    assert texts(film, fan) == [] and total(film, fan) == 0
    with pytest.raises(Refusal, match="no_such_comment"):
        queries.replies(top, fan.viewer)
    with pytest.raises(Refusal, match="no_such_comment"):
        services.bring_back(fan.viewer, top)
    services.bring_back(maker.viewer, top)
    assert texts(film, fan) == ["top"] and answers(top, fan) == ["below"] and total(film, fan) == 2


def test_who_may_delete() -> None:
    """Its author and the video's creator; a passer-by may not."""
    maker, fan, other = person(), person(), person()
    film = video(maker)
    for by in (maker, fan):
        services.delete(by.viewer, say(fan, film))
    with pytest.raises(Refusal, match="not_yours"):
        services.delete(other.viewer, say(fan, film))


def test_the_creator_says_who_may_comment() -> None:
    """Everyone, followers, nobody: closed comments are hidden, and come back when opened."""
    maker, fan, follower = person(), person(), person()
    film = video(maker)
    relations.follow(follower.id, maker.id)
    say(fan, film, "early")
    edit_video(maker.id, film, comments_for="followers")
    with pytest.raises(Refusal, match="comments_closed"):
        say(fan, film)
    say(follower, film, "inside")
    edit_video(maker.id, film, comments_for="nobody")
    with pytest.raises(Refusal, match="comments_closed"):
        say(maker, film)
    assert texts(film, fan) == [] and total(film, fan) == 0
    edit_video(maker.id, film, comments_for="everyone")
    assert texts(film, fan) == ["inside", "early"]


def test_a_block_hides_words_both_ways() -> None:
    """Neither reads nor likes the other's comments, and neither can answer them."""
    film, one, other = video(person()), person(), person()
    hers, his = say(one, film, "hers"), say(other, film, "his")
    relations.block(one.id, other.id)
    assert texts(film, one) == ["hers"] and texts(film, other) == ["his"]
    for who, words in ((one, his), (other, hers)):
        for act in (services.like_comment, queries.place, queries.editions):
            with pytest.raises(Refusal, match="no_such_comment"):
                act(*((who.viewer, words) if act is services.like_comment else (words, who.viewer)))
        with pytest.raises(Refusal, match="no_such_comment"):
            say(who, film, to=words)


def test_what_hangs_on_a_hidden_video_is_hidden() -> None:
    """Whoever may not see the video finds none of its comments by any door."""
    maker, fan = person(), person()
    film = video(maker)
    words = say(fan, film)
    edit_video(maker.id, film, audience="me")
    for door in (queries.place, queries.replies, queries.editions):
        with pytest.raises(Refusal, match="no_such_comment"):
            door(words, fan.viewer)
    with pytest.raises(Refusal, match="no_such_video"):
        queries.comments(film, fan.viewer)


def test_an_answer_stays_under_its_own_video() -> None:
    """A comment of another video can't be answered here."""
    fan, film, elsewhere = person(), video(person()), video(person())
    with pytest.raises(Refusal, match="no_such_comment"):
        say(fan, film, to=say(fan, elsewhere))


def test_who_is_told_of_a_mention(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is named and may see the video: not the author, nobody blocked, nobody who is not let in."""
    told: list[Any] = []
    monkeypatch.setattr("mutoscope.apps.flow.services.record", told.append)
    maker, fan, friend = person(), person(), person()
    blocked, outsider = person(), person()
    film = video(maker, audience="followers")
    for follower in (fan, friend, blocked):
        relations.follow(follower.id, maker.id)
    relations.block(blocked.id, fan.id)
    named = " ".join(f"@{one.handle}" for one in (fan, friend, blocked, outsider))
    words = say(fan, film, named)
    assert told[-1].mentioned_ids == (friend.id,)
    services.edit(fan.viewer, words, f"@{friend.handle} @{maker.handle}")
    assert told[-1].mentioned_ids == (maker.id,)


def test_words_leave_with_their_person_and_with_the_video() -> None:
    """Whoever leaves takes their comments along, answers of others stay; a deleted video keeps nothing."""
    from mutoscope.apps.videos.contracts import VideoErased

    maker, fan, other = person(), person(), person()
    film = video(maker)
    say(other, film, "below", to=say(fan, film, "theirs"))
    stays = say(other, film, "stays")
    services.like_comment(fan.viewer, stays)
    accounts.remove_person(fan.id)
    drain()
    assert texts(film, other) == ["stays", ""] and total(film, other) == 3
    assert queries.place(stays, other.viewer).root.likes == 0
    delete_video(maker.id, film)
    services.forget_video(VideoErased(video_id=film))
    assert not Comment.objects.filter(video_id=film).exists()


@pytest.mark.parametrize("sort", ["best", "newest"])
def test_no_query_grows_with_the_talk(sort: str) -> None:
    """A page costs the same reads under ten comments by ten people as under fifty by fifty."""
    fan, film = person(), video(person())
    browser = browser_of(fan)
    browser.me()
    counted = []
    for many in (10, 40):
        for _ in range(many):
            say(person(), film, f"hello @{fan.handle}")
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert browser.get(f"/api/videos/{to_text(film)}/comments?sort={sort}").status_code == 200
        counted.append(len(found))
    assert counted[0] == counted[1] <= 10, counted


def test_visitors_read_and_bad_addresses_are_refused() -> None:
    """Nobody needs an account to read; a made-up cursor or sort is refused, not obeyed."""
    film = video(person())
    say(person(), film, "hi")
    assert queries.comments(film, nobody()).comments[0].text == "hi"
    address = f"/api/videos/{to_text(film)}/comments"
    for query in ("cursor=x", "cursor=1-", "cursor=-1-0000000000000", "sort=worst", "cursor=" + "9" * 61):
        assert Browser().get(f"{address}?{query}").status_code in (400, 422), query
    assert from_text(to_text(film)) == film
