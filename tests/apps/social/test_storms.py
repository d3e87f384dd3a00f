"""Many people at once: nothing is lost, nothing is counted twice, and the numbers are the rows."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.social.talk import say, total
from tests.apps.videos.world import Person, person, video

from mutoscope.apps.social import checking, services
from mutoscope.apps.social.models import Comment, CommentLike, Like
from mutoscope.apps.videos import queries
from mutoscope.apps.videos.models import Video

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts: Callable[[], object]) -> None:
    """Run these at the same time, each with a connection of its own; their first fault is raised."""
    faults: list[BaseException] = []
    start = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


def test_one_person_likes_many_times_at_once() -> None:
    """A nervous finger on eight devices: one like, counted once; and once more, taken back once."""
    fan, film = person(), video(person())
    words = say(fan, film)
    together(*(lambda: services.like(fan.id, film) for _ in range(8)))
    together(*(lambda: services.like_comment(fan.viewer, words) for _ in range(8)))
    assert Like.objects.count() == CommentLike.objects.count() == 1
    assert queries.card(film, fan.viewer).counts.likes == 1
    assert Comment.objects.get(id=words).likes == 1
    together(*(lambda: services.unlike(fan.id, film) for _ in range(8)))
    together(*(lambda: services.unlike_comment(fan.viewer, words) for _ in range(8)))
    assert queries.card(film, fan.viewer).counts.likes == Comment.objects.get(id=words).likes == 0


def test_the_same_comment_sent_by_eight_retries_at_once() -> None:
    """A client that lost its patience writes one comment, and every retry is told the same one."""
    fan, film = person(), video(person())
    viewer, made = fan.viewer, []
    together(
        *(
            lambda: made.append(services.comment(viewer, film, "Once", client_id="once-only").root.id)
            for _ in range(8)
        )
    )
    assert len(made) == 8 and len(set(made)) == 1
    assert Comment.objects.count() == 1 and total(film, fan) == 1


def test_a_comment_storm() -> None:
    """Ten people write 250 comments and answers at once and delete some of them: all counted."""
    maker = person()
    film = video(maker)
    top = say(maker, film, "Go")
    crowd = [person() for _ in range(10)]

    def rush(who: Person) -> None:
        for number in range(25):
            made = say(who, film, f"{who.handle} {number}", to=top if number % 2 else 0)
            if number % 5 == 0:
                services.delete(who.viewer, made)

    together(*(lambda who=who: rush(who) for who in crowd))
    shown = Comment.objects.filter(video_id=film, state="shown")
    assert shown.count() == 1 + 10 * 20
    assert total(film, maker) == shown.count()
    assert Comment.objects.get(id=top).replies == shown.filter(root_id=top).count() == 10 * 10
    assert checking.check_some() == 0


def test_a_comment_holds_up_nobody_for_long() -> None:
    """Everything is looked up before the others have to wait: three statements, and nobody's listener."""
    fan, film = person(), video(person())
    with CaptureQueriesContext(connection) as seen:
        say(fan, film)
    words = [query["sql"].split()[0] for query in seen.captured_queries]
    begin, end = words.index("BEGIN"), words.index("COMMIT")
    assert words[begin:end] == ["BEGIN", "INSERT", "UPDATE", "INSERT"]
    assert len(words) <= 12


def test_wrong_numbers_are_found_and_mended() -> None:
    """Whatever put a counter wrong, the walk over all rows puts it right; a number below zero cannot be."""
    fan, films = person(), [video(person()) for _ in range(3)]
    words = say(fan, films[0])
    say(fan, films[0], to=words)
    services.like(fan.id, films[1])
    Video.objects.filter(id=films[0]).update(comments=77)
    Video.objects.filter(id=films[1]).update(likes=0)
    Comment.objects.filter(id=words).update(likes=5, replies=0)
    services.unlike(fan.id, films[1])
    assert queries.card(films[1], fan.viewer).counts.likes == 0
    services.like(fan.id, films[1])
    assert checking.check_some() == 2
    assert [queries.card(film, fan.viewer).counts.comments for film in films] == [2, 0, 0]
    assert (Comment.objects.get(id=words).likes, Comment.objects.get(id=words).replies) == (0, 1)
    assert checking.check_some() == 0
