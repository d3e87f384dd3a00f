"""What notices hears from the apps below. What can be undone has one listener with its undoing, so that the
two are heard in order."""

from django.db.models import Q

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import PersonLeft
from mutoscope.apps.notices import services
from mutoscope.apps.notices.models import Notice
from mutoscope.apps.relations.contracts import (
    Blocked,
    Followed,
    FollowRequested,
    FollowRequestEnded,
    Unfollowed,
)
from mutoscope.apps.social.contracts import Liked, Unliked
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import VideoChanged, VideoPublished, VideoStopped


def hear_likes(fact: Liked | Unliked) -> None:
    act = services.tell if isinstance(fact, Liked) else services.take_back
    act(videos.creator_of(fact.video_id), "like", actor_id=fact.person_id, video_id=fact.video_id)


def hear_follows(fact: Followed | Unfollowed | FollowRequested | FollowRequestEnded) -> None:
    """A private account's owner is asked; whoever was let in hears of that. Who lets somebody in knows."""
    follower, followed = fact.follower_id, fact.followed_id
    if isinstance(fact, FollowRequested):
        services.tell(followed, "request", actor_id=follower)
    elif isinstance(fact, FollowRequestEnded):
        services.take_back(followed, "request", actor_id=follower)
    elif isinstance(fact, Unfollowed):
        services.take_back(followed, "follow", actor_id=follower)
        services.take_back(follower, "accepted", actor_id=followed)
    elif fact.asked:
        services.take_back(followed, "request", actor_id=follower)
        services.tell(follower, "accepted", actor_id=followed)
    else:
        services.tell(followed, "follow", actor_id=follower)


def hear_block(fact: Blocked) -> None:
    """Nothing of either is left with the other."""
    one, other = fact.blocker_id, fact.blocked_id
    services.forget(Q(recipient_id=one, actor_id=other) | Q(recipient_id=other, actor_id=one))


def hear_videos(fact: VideoPublished | VideoChanged | VideoStopped) -> None:
    creator_id = videos.creator_of(fact.video_id)
    if isinstance(fact, VideoStopped):
        services.tell(creator_id, "stopped", video_id=fact.video_id)
        return
    if isinstance(fact, VideoPublished):
        services.tell(creator_id, "ready", video_id=fact.video_id)
    _tell_mentioned(fact.video_id, creator_id)


def _tell_mentioned(video_id: int, creator_id: int) -> None:
    """Those whom the caption names and who may watch it; who is no longer named is no longer told."""
    named = set(accounts.ids_of_handles(videos.mentions_of(video_id)).values())
    told = Notice.objects.filter(
        kind="mention", actor_id=creator_id, video_id=video_id, comment_id=0, taken_back=False
    )
    for person_id in set(told.values_list("recipient_id", flat=True)) - named:
        services.take_back(person_id, "mention", actor_id=creator_id, video_id=video_id)
    for person_id in sorted(named):
        reader = accounts.viewer(person_id)
        if reader is not None and videos.may_view(video_id, reader):
            services.tell(person_id, "mention", actor_id=creator_id, video_id=video_id)


def forget_person(fact: PersonLeft) -> None:
    services.forget(Q(recipient_id=fact.person_id) | Q(actor_id=fact.person_id))
    services.forget_choices(fact.person_id)
