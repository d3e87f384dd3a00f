"""Being told of comments, answers, mentions, likes of comments, pins and reposts."""

import pytest
from tests.apps.notices.inbox import adult, deliver, handles, kinds, told, unread
from tests.apps.social.talk import say
from tests.apps.videos.world import person, video

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts.contracts import NewDevice
from mutoscope.apps.flow import outbox
from mutoscope.apps.flow.services import record
from mutoscope.apps.notices import queries, services
from mutoscope.apps.notices.models import Notice
from mutoscope.apps.notices.sentences import in_words
from mutoscope.apps.relations import mutes
from mutoscope.apps.relations import services as relations
from mutoscope.apps.social import services as social
from mutoscope.apps.videos import services as videos
from mutoscope.core.units import from_text, to_text

pytestmark = pytest.mark.django_db


def test_one_comment_tells_everybody_once() -> None:
    """An answer tells whom it answers, the creator, and who is named: each once, and not its author."""
    maker, fan, friend = adult(), adult(), adult()
    film = video(maker)
    first = say(fan, film, "Where is this?")
    (notice,) = told(maker)
    assert (notice["kind"], handles(notice)) == ("comment", [fan.handle])
    assert notice["comment"]["text"] == "Where is this?"
    assert from_text(notice["comment"]["id"]) == first and from_text(notice["video"]["id"]) == film
    say(maker, film, f"At home, @{fan.handle} and @{friend.handle}", to=first)
    assert kinds(fan) == ["reply"] and kinds(friend) == ["mention"] and kinds(maker) == ["comment"]
    say(friend, film, f"@{maker.handle} lucky you", to=first)
    assert kinds(maker) == ["comment"] and kinds(fan) == ["reply", "reply"]
    assert handles(told(maker)[0]) == [friend.handle, fan.handle]


def test_a_comment_that_goes_takes_its_notices_along() -> None:
    """Deleted it is told to nobody, nor are its likes and answers; brought back it is no news."""
    maker, fan, other = adult(), adult(), adult()
    film = video(maker)
    first = say(fan, film, f"with @{other.handle}")
    social.like_comment(maker.viewer, first)
    answer = say(other, film, "indeed", to=first)
    social.like_comment(fan.viewer, answer)
    assert kinds(maker) == ["comment"] and sorted(kinds(fan)) == ["comment_like", "reply"]
    assert sorted(kinds(other)) == ["comment_like", "mention"]
    social.delete(fan.viewer, first)
    assert kinds(maker) == kinds(fan) == kinds(other) == [] and unread(other) == 0
    social.bring_back(fan.viewer, first)
    (notice,) = told(maker)
    assert (notice["kind"], notice["count"]) == ("comment", 2)


def test_likes_of_a_comment_are_told_together_and_can_be_taken_back() -> None:
    """Two people who like it are one notice; one of them taking it back leaves one."""
    maker, fan = person(), person()
    film = video(maker)
    words = say(fan, film)
    others = [person(), person()]
    for one in others:
        social.like_comment(one.viewer, words)
    (notice,) = told(fan)
    assert (notice["kind"], notice["count"], notice["comment"]["text"]) == ("comment_like", 2, "Well seen")
    social.unlike_comment(others[1].viewer, words)
    assert [handles(one) for one in told(fan)] == [[others[0].handle]]


def test_pins_and_reposts_are_told() -> None:
    """Whose comment is pinned hears of it; reposts of a video are told together, and can be taken back."""
    maker, fan, other = person(), person(), person()
    film = video(maker)
    social.pin(maker.viewer, say(fan, film))
    assert kinds(fan) == ["pinned"]
    for one in (fan, other):
        social.repost(one.viewer, film)
    notice, _ = told(maker)
    assert (notice["kind"], notice["count"]) == ("repost", 2)
    social.unrepost(other.id, film)
    assert handles(told(maker)[0]) == [fan.handle]


def test_what_may_not_be_read_is_not_quoted() -> None:
    """Comments that are held, of somebody blocked, with a muted word, or closed since are not told."""
    maker, fan, enemy = adult(), adult(), adult()
    film = video(maker)
    social.turn(say(fan, film, "Come to my casino"), "held")
    say(fan, film, "Buy my book")
    say(enemy, film, "I know where you live")
    (both,) = told(maker)
    assert (both["count"], handles(both)) == (2, [enemy.handle, fan.handle])
    relations.block(maker.id, enemy.id)
    assert [one["comment"]["text"] for one in told(maker)] == ["Buy my book"] and unread(maker) == 1
    mutes.mute_word(maker.id, "book")
    assert told(maker) == [] and unread(maker) == 0
    mutes.unmute(maker.id, mutes.mute_word(maker.id, "book"))
    assert len(told(maker)) == 1
    videos.edit_video(maker.id, film, comments_for="nobody")
    assert told(maker) == [] and unread(maker) == 0


def test_the_young_are_not_named_by_strangers_in_comments() -> None:
    """A stranger who names somebody of unknown age under a video doesn't call them."""
    maker, stranger, teen = adult(), adult(), person()
    film = video(maker)
    say(stranger, film, f"hello @{teen.handle}")
    assert kinds(teen) == []
    relations.follow(teen.id, maker.id)
    say(maker, film, f"hello @{teen.handle}")
    assert kinds(teen) == ["mention"]


def test_an_erased_video_leaves_no_notice() -> None:
    """Whatever was told of it is gone from the database, for everybody."""
    maker, fan = person(), person()
    film = video(maker)
    say(maker, film, "first", to=say(fan, film))
    videos.delete_video(maker.id, film)
    deliver()
    assert not Notice.objects.filter(video_id=film).exists() and told(fan) == []


def test_what_is_heard_after_an_erased_video_is_not_told() -> None:
    """Listeners are not in step: a comment's fact may come after the end of the video it is about."""
    maker, fan = person(), person()
    film = video(maker)
    say(fan, film)
    videos.delete_video(maker.id, film)
    name = "mutoscope.apps.notices.listeners.forget_video"
    while name in outbox.due_listeners():
        outbox.deliver_to(name, raise_faults=True)
    deliver()
    assert not Notice.objects.filter(video_id=film).exists()


def test_a_new_device_is_told() -> None:
    """A log-in on a device that was never used is told, and told anew the next time."""
    who = person()
    record(NewDevice(person_id=who.id, name="Firefox, Android"))
    assert kinds(who) == ["device"] and unread(who) == 1


def test_a_storm_of_mentions_fills_pages_not_one_answer() -> None:
    """Sixty mentions ask for sixty answers: they are told one by one, page by page, each of bounded size."""
    maker, fan, named = person(), adult(), adult()
    film = video(maker)
    for number in range(60):
        say(fan, film, f"{number} @{named.handle} " + "long " * 80)
    first = told(named)
    assert len(first) == 20 and all(len(one["comment"]["text"]) <= 200 for one in first)
    assert unread(named) == 60


def test_comments_of_a_video_are_told_together() -> None:
    """However many there are they are one notice: the newest words, and each person counted once."""
    maker, others = person(), [person() for _ in range(4)]
    film, second = video(maker), video(maker)
    for number in range(12):
        newest = say(others[number % 3], film, f"word {number}")
    say(others[3], second, "of the other")
    other, notice = told(maker)
    assert handles(other) == [others[3].handle] and unread(maker) == 2
    assert (notice["count"], handles(notice)) == (3, [others[n].handle for n in (2, 1, 0)])
    assert (notice["comment"]["text"], from_text(notice["comment"]["id"])) == ("word 11", newest)
    social.delete(others[2].viewer, newest)
    notice = told(maker)[1]
    assert (notice["count"], notice["comment"]["text"]) == (3, "word 10"), "they said more than that"


def test_whoever_takes_back_all_they_said_counts_no_more() -> None:
    """One of two comments taken back leaves them in the count, both don't; brought back they count."""
    maker, fan, other = person(), person(), person()
    film = video(maker)
    say(other, film)
    both = [say(fan, film), say(fan, film)]
    deliver()
    social.delete(fan.viewer, both[0])
    assert told(maker)[0]["count"] == 2
    social.delete(fan.viewer, both[1])
    assert (told(maker)[0]["count"], handles(told(maker)[0])) == (1, [other.handle])
    social.bring_back(fan.viewer, both[1])
    say(fan, film)
    assert told(maker)[0]["count"] == 2 and services.mend(now_ms()) == 0


def test_words_a_reader_muted_are_passed_over_for_the_newest_they_may_read() -> None:
    """The notice stays with what else was said; whose words are all muted is not named in it."""
    maker, fan, other = person(), person(), person()
    film = video(maker)
    say(fan, film, "Well seen")
    say(other, film, "Buy my book")
    mutes.mute_word(maker.id, "book")
    (notice,) = told(maker)
    assert (notice["count"], handles(notice), notice["comment"]["text"]) == (1, [fan.handle], "Well seen")


def test_comments_told_together_are_one_sentence_away_from_the_page() -> None:
    """A lock screen and a mail say who and how many others, the newest words, and lead to them."""
    maker, talker = person(), person()
    film = video(maker)
    for one in [person() for _ in range(3)]:
        say(one, film, "first")
    for number in range(9):
        newest = say(talker, film, f"and {number}")
    deliver()
    words = in_words(queries.page(maker.viewer).notices[0], "en")
    assert words.title == f"{talker.handle} and 3 others commented on your video", "she alone spoke last"
    assert (words.body, words.path) == ("and 8", f"/v/{to_text(film)}?comment={to_text(newest)}")
    french = in_words(queries.page(maker.viewer).notices[0], "fr")
    assert french.title == f"{talker.handle} et 3 autres ont commenté votre vidéo"
