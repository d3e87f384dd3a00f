"""What the feed does when something became true elsewhere. All of it reaches the engine, none the database.

Follows and blocks need no listener: they come with every page request, so they count from the next page on.
"""

from mutoscope.adapters.clock import now_ms
from mutoscope.adapters.engine import Wish
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import (
    AccountClosed,
    AccountOpened,
    PersonJoined,
    PersonLeft,
    WentPublic,
)
from mutoscope.apps.feed import catalogue, steering
from mutoscope.apps.feed.engine import the_engine
from mutoscope.apps.feed.tasks import check_videos_of, retell
from mutoscope.apps.flow.contracts import outside
from mutoscope.apps.flow.services import enqueue_once
from mutoscope.apps.social.contracts import Commented, Liked, Reposted, Saved, Unliked, Unreposted, Unsaved
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import VideoChanged, VideoErased, VideoPublished, VideoWithdrawn
from mutoscope.core.discovery.contracts import Event


@outside
def know_video(fact: VideoPublished | VideoChanged) -> None:
    """Serve it from now on, as it is now; or not any more, if that is how it stands."""
    catalogue.check([fact.video_id])


@outside
def drop_video(fact: VideoWithdrawn) -> None:
    """On no page from now on. It may be back already when this is told late."""
    catalogue.check([fact.video_id])


@outside
def erase_video(fact: VideoErased) -> None:
    """Who made it, its tags and its words are gone from the feed too."""
    the_engine().erase([fact.video_id])


@outside
def learn_like(fact: Liked) -> None:
    _learn(fact.person_id, fact.video_id, "like")


@outside
def learn_unlike(fact: Unliked) -> None:
    _learn(fact.person_id, fact.video_id, "unlike")


@outside
def learn_save(fact: Saved | Unsaved) -> None:
    _learn(fact.person_id, fact.video_id, "save" if isinstance(fact, Saved) else "unsave")


@outside
def learn_repost(fact: Reposted | Unreposted) -> None:
    _learn(fact.person_id, fact.video_id, "repost" if isinstance(fact, Reposted) else "unrepost")


@outside
def learn_comment(fact: Commented) -> None:
    _learn(fact.person_id, fact.video_id, "comment")


@outside
def adopt_viewer(fact: PersonJoined) -> None:
    """Keep what was learned before they joined, if they wished so; and a no stays a no."""
    if fact.anonymous_key:
        the_engine().adopt(fact.anonymous_key, f"p{fact.person_id}")
    if fact.unlearned:
        the_engine().steer(f"p{fact.person_id}", Wish(plain=True), now_ms())


@outside
def forget_viewer(fact: PersonLeft) -> None:
    """Nothing is left of a person who left."""
    steering.forget_viewer(f"p{fact.person_id}")


def retell_videos(fact: WentPublic) -> None:
    """All of their videos are for everyone now."""
    enqueue_once(retell, "feed: retell")


def check_person(fact: AccountClosed | AccountOpened) -> None:
    """Their videos are on no page from now on, or may be again."""
    enqueue_once(check_videos_of, f"feed: {fact.person_id}", fact.person_id)


def _learn(person_id: int, video_id: int, kind: str) -> None:
    """Tell the engine what somebody did; not with a video of their own, which says nothing about their taste,
    and not what whoever left takes back, for it would name them again."""
    at_ms = now_ms()  # before the look: who leaves after it is forgotten later than this
    if accounts.viewer(person_id) is None or videos.creator_of(video_id) == person_id:
        return
    event = Event(f"{kind}-{video_id}-{at_ms}", f"p{person_id}", kind, video_id, at_ms)  # type: ignore[arg-type]  # one of our kinds
    the_engine().ingest([event], at_ms)
