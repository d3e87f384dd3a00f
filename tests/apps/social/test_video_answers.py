"""A creator answers a comment by a video: the video carries the comment, the comment leads to the video."""

import pytest
from tests.apps.social.talk import say
from tests.apps.videos.world import Person, browser_of, nobody, person, video

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.flow import services as flow
from mutoscope.apps.notices import queries as notices
from mutoscope.apps.relations import mutes
from mutoscope.apps.relations import services as relations
from mutoscope.apps.safety.services import hold, restore, take_down
from mutoscope.apps.social import queries, services
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import VideoPublished
from mutoscope.apps.videos.services import delete_video, edit_video
from mutoscope.core.units import Refusal, to_text

pytestmark = pytest.mark.django_db


def link(comment_id: int, by: Viewer) -> str:
    """The video to which a comment leads, for somebody."""
    return queries.place(comment_id, by).root.video_answer


def carried(video_id: int, by: Viewer) -> str:
    """What the comment says that a video carries, for somebody."""
    card = videos.card(video_id, by)
    return card.answers.text if card.answers else ""


def told(who: Person) -> list[str]:
    flow.drain()
    return [one.kind for one in notices.page(who.viewer).notices]


def test_a_comment_is_answered_by_a_video() -> None:
    """Once out, the video carries the comment, which leads to it, and whoever wrote it is told."""
    maker, fan = person(), person()
    question = say(fan, video(maker), "How did you do that?")
    film = video(maker, state="optimised")
    hold([film], maker.id)
    mine = browser_of(maker)
    for _ in range(2):
        assert (
            mine.send("PUT", f"/api/videos/{to_text(film)}/answer/{to_text(question)}", {}).status_code == 204
        )
    assert link(question, fan.viewer) == "" and told(fan) == []
    restore([film], maker.id)
    assert told(fan) == ["answer"] and link(question, nobody()) == to_text(film)
    assert carried(film, nobody()) == "How did you do that?"
    services.hear_video(VideoPublished(video_id=film))
    assert told(fan) == ["answer"]
    assert mine.send("DELETE", f"/api/videos/{to_text(film)}/answer").status_code == 204
    assert link(question, fan.viewer) == "" and carried(film, fan.viewer) == ""


def test_only_the_creator_answers_by_video() -> None:
    """Nobody else, not with somebody's video, and not a comment that others don't read."""
    maker, fan, other = person(), person(), person()
    under = video(maker)
    question = say(fan, under, "How?")
    with pytest.raises(Refusal, match="not_yours"):
        services.answer_by_video(fan.viewer, video(fan), question)
    with pytest.raises(Refusal, match="no_such_video"):
        services.answer_by_video(maker.viewer, video(other), question)
    with pytest.raises(Refusal, match="not_shown"):
        services.answer_by_video(maker.viewer, under, question)
    services.set_sieve(maker.id, [], everything=True)
    with pytest.raises(Refusal, match="not_shown"):
        services.answer_by_video(maker.viewer, video(maker), say(fan, under, "waits"))


def test_a_card_shows_what_its_viewer_may_read() -> None:
    """Not to whom the commenter blocked or muted, not when the comment or its video is gone or closed."""
    maker, fan, other, muter = person(), person(), person(), person()
    under, film = video(maker), video(maker)
    question = say(fan, under, "How?")
    services.answer_by_video(maker.viewer, film, question)
    relations.block(fan.id, other.id)
    mutes.mute_person(muter.id, fan.id)
    assert [carried(film, one.viewer) for one in (maker, fan, other, muter)] == ["How?", "How?", "", ""]
    for hide, show in (
        ({"audience": "me"}, {"audience": "everyone"}),
        ({"comments_for": "nobody"}, {"comments_for": "everyone"}),
    ):
        edit_video(maker.id, under, **hide)  # type: ignore[arg-type]  # one of two
        assert carried(film, fan.viewer) == ""
        edit_video(maker.id, under, **show)  # type: ignore[arg-type]  # likewise
    services.delete(fan.viewer, question)
    assert carried(film, maker.viewer) == ""
    services.bring_back(fan.viewer, question)
    assert carried(film, maker.viewer) == "How?"


def test_a_comment_leads_only_where_its_reader_may_go() -> None:
    """Not to a video for followers, nor to one that was taken down; an older answer takes its place."""
    maker, fan, staff = person(), person(), person()
    question = say(fan, video(maker), "How?")
    older, newer = video(maker), video(maker)
    for film in (older, newer):
        services.answer_by_video(maker.viewer, film, question)
    assert link(question, fan.viewer) == to_text(newer)
    edit_video(maker.id, newer, audience="followers")
    flow.drain()
    assert link(question, fan.viewer) == "" and link(question, maker.viewer) == to_text(newer)
    edit_video(maker.id, newer, audience="me")
    flow.drain()
    assert link(question, fan.viewer) == to_text(older)
    take_down([older], staff.id)
    delete_video(maker.id, newer)
    flow.drain()
    assert link(question, maker.viewer) == ""


def test_people_whom_the_creator_follows_may_comment() -> None:
    """Of the four choices the third: whom its creator follows, whoever follows them."""
    maker, friend, fan = person(), person(), person()
    film = video(maker)
    relations.follow(maker.id, friend.id)
    relations.follow(fan.id, maker.id)
    edit_video(maker.id, film, comments_for="following")
    for who, may in ((friend, True), (maker, True), (fan, False)):
        assert videos.card(film, who.viewer).viewer.may_comment is may
        assert queries.comments(film, who.viewer).may_comment is may
    say(friend, film)
    with pytest.raises(Refusal, match="comments_closed"):
        say(fan, film)


def test_who_may_comment_starts_as_the_settings_say() -> None:
    """What a person chose for new videos is what an upload starts with; one video may differ."""
    mine = browser_of(person())
    assert mine.get("/api/me").json()["person"]["comments_for"] == "everyone"
    assert mine.send("PATCH", "/api/me/privacy", {"comments_for": "following"}).status_code == 200
    for bad in ("somebody", 7, ["nobody"]):
        assert mine.send("PATCH", "/api/me/privacy", {"comments_for": bad}).status_code == 422
    ticket = mine.post(
        "/api/uploads", {"size": 1000, "name": "a.mp4", "type": "video/mp4", "client_id": "one"}
    ).json()
    address = f"/api/videos/{ticket['video_id']}"
    assert mine.get(f"{address}/status").json()["draft"]["comments_for"] == "following"
    mine.post(f"{address}/submit", {"caption": "x"})
    mine.post(f"{address}/submit", {"caption": "x", "comments_for": "nobody"})
