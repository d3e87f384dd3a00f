"""Comments that are looked at before others read them: by our team, or by the video's creator."""

from typing import Any

import pytest
from tests.apps.social.talk import post, say, texts, total
from tests.apps.videos.world import Person, browser_of, person, video

from mutoscope.apps.accounts.services import remove_person
from mutoscope.apps.flow.services import drain
from mutoscope.apps.relations import services as relations
from mutoscope.apps.safety.models import WordEntry
from mutoscope.apps.social import queries, services
from mutoscope.apps.social.models import Waiting
from mutoscope.core.units import Refusal, to_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists() -> None:
    WordEntry.objects.create(text="hate", effect="hold")
    WordEntry.objects.create(text="buy pills", effect="block")


def waiting(creator: Person) -> list[str]:
    return [one.text for one in queries.waiting(creator.viewer).comments]


def test_blocked_words_are_refused(lists: None) -> None:
    """A comment with words that are not allowed is not written, nor edited to."""
    fan, film = person(), video(person())
    answer = post(browser_of(fan), to_text(film), "B u y   p1lls now")
    assert answer.status_code == 422 and answer.json()["code"] == "words_not_allowed"
    words = say(fan, film, "fine")
    with pytest.raises(Refusal, match="words_not_allowed"):
        services.edit(fan.viewer, words, "BUY PILLS")
    assert texts(film, fan) == ["fine"]


def test_doubtful_words_are_held(lists: None) -> None:
    """Only the author sees such a comment; it counts nowhere, and an edit does not free it."""
    maker, fan, other = person(), person(), person()
    film = video(maker)
    words = say(fan, film, "I h4te this")
    assert texts(film, fan) == ["I h4te this"] and texts(film, other) == [] and total(film, fan) == 0
    services.edit(fan.viewer, words, "I love this")
    assert texts(film, other) == []
    changed = say(fan, film, "lovely")
    below = say(other, film, "so true", to=changed)
    services.edit(fan.viewer, changed, "hate hate")
    assert texts(film, other) == [] and total(film, other) == 0
    with pytest.raises(Refusal, match="no_such_comment"):
        queries.place(below, other.viewer)
    services.turn(changed, "shown")
    assert total(film, other) == 2


def test_the_answer_to_a_new_comment_is_what_its_link_shows(lists: None) -> None:
    """Whether it is read at once, held or waits, answers or not, and whoever writes it."""
    maker, fan = person(), person()
    film = to_text(video(maker))
    services.set_sieve(maker.id, ["later"], False)
    for writer in (browser_of(fan), browser_of(maker)):
        for text in ("Well seen", "I h4te this", "See you later"):
            place = post(writer, film, text).json()
            assert place == writer.get(f"/api/comments/{place['root']['id']}").json()
        place = post(writer, film, "True", to=post(writer, film, "Where?").json()["root"]["id"]).json()
        assert place == writer.get(f"/api/comments/{place['reply']['id']}").json()


def test_a_creators_own_words_let_comments_wait() -> None:
    """They wait for the creator, who lets them be read or deletes them; nobody else may."""
    maker, fan, other = person(), person(), person()
    film = video(maker)
    services.set_sieve(maker.id, ["Spoiler", " the  end "], everything=False)
    first, second = say(fan, film, "SP0ILER ahead"), say(fan, film, "this is the end")
    say(fan, film, "nice"), say(maker, film, "no spoiler from me")
    assert texts(film, other) == ["no spoiler from me", "nice"] and total(film, other) == 2
    assert waiting(maker) == ["this is the end", "SP0ILER ahead"] and waiting(fan) == []
    assert queries.comments(film, maker.viewer).waiting == 2
    assert queries.comments(film, fan.viewer).waiting == 0
    mine = browser_of(maker)
    for by, status in ((fan, 403), (other, 404)):
        assert browser_of(by).post(f"/api/comments/{to_text(first)}/approve").status_code == status
    for _ in range(2):
        assert mine.post(f"/api/comments/{to_text(first)}/approve").status_code == 200
    services.delete(maker.viewer, second)
    assert waiting(maker) == [] and total(film, other) == 3
    services.bring_back(maker.viewer, second)
    assert waiting(maker) == ["this is the end"] and total(film, other) == 3


def test_everything_can_wait() -> None:
    """A creator may look at every comment first; an edit of one that was let through waits again."""
    maker, fan, film = person(), person(), None
    film = video(maker)
    services.set_sieve(maker.id, [], everything=True)
    words = say(fan, film, "hello")
    services.approve(maker.viewer, words)
    assert texts(film, maker) == ["hello"]
    services.edit(fan.viewer, words, "something else")
    assert texts(film, maker) == [] and waiting(maker) == ["something else"]
    services.set_sieve(maker.id, [], everything=False)
    say(fan, film, "free")
    assert texts(film, maker) == ["free"] and waiting(maker) == ["something else"]


def test_deleting_does_not_launder(lists: None) -> None:
    """What was held is held again when its deletion is undone; what our team took cannot be brought back."""
    fan, other, film = person(), person(), video(person())
    words = say(fan, film, "hate")
    services.delete(fan.viewer, words)
    services.bring_back(fan.viewer, words)
    assert texts(film, other) == [] and texts(film, fan) == ["hate"]


def test_a_blocked_author_waits_in_vain() -> None:
    """Whoever is blocked disappears from what waits, and is not approved by its number."""
    maker, fan = person(), person()
    film = video(maker)
    services.set_sieve(maker.id, [], everything=True)
    words = say(fan, film, "hello")
    relations.block(maker.id, fan.id)
    assert waiting(maker) == []
    with pytest.raises(Refusal, match="no_such_comment"):
        services.approve(maker.viewer, words)


def test_what_waits_goes_with_its_author() -> None:
    """Nothing is left waiting of whoever leaves."""
    maker, fan = person(), person()
    services.set_sieve(maker.id, ["a"], everything=True)
    say(fan, video(maker), "hello")
    remove_person(fan.id)
    remove_person(maker.id)
    drain()
    assert not Waiting.objects.exists() and not queries.sieve_of(maker.id).everything


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"words": ["One", "one two", "one"], "everything": True}, 200),
        ({"words": ["x" * 61], "everything": False}, 422),
        ({"words": ["…!"], "everything": False}, 422),
        ({"words": ["\u200b\u202e"], "everything": False}, 422),
        ({"words": [f"word{n}" for n in range(101)], "everything": False}, 422),
        ({"words": ["x" * 10_000], "everything": False}, 422),
        ({"words": "spoiler", "everything": False}, 422),
        ({"words": [7], "everything": False}, 422),
        ({"words": [], "everything": "yes"}, 422),
        ({}, 422),
    ],
)
def test_choosing_the_words(body: Any, status: int) -> None:
    """Words are kept as they read; what is no list of words is refused and changes nothing."""
    mine = browser_of(person())
    assert mine.send("PUT", "/api/me/comments", body).status_code in (
        status,
        400 if status == 422 else status,
    )
    kept = mine.get("/api/me/comments").json()
    expected = ["One", "one two", "one"] if status == 200 else []
    assert kept == {"words": expected, "everything": status == 200}


def test_waiting_pages_are_stable() -> None:
    """What is approved between two pages neither repeats nor hides the next ones."""
    maker, fan = person(), person()
    film = video(maker)
    services.set_sieve(maker.id, [], everything=True)
    ids = [say(fan, film, f"{number}") for number in range(25)]
    first = queries.waiting(maker.viewer)
    services.approve(maker.viewer, ids[-1])
    second = queries.waiting(maker.viewer, first.next)
    read = [one.text for page in (first, second) for one in page.comments]
    assert read == [f"{number}" for number in reversed(range(25))] and not second.next
