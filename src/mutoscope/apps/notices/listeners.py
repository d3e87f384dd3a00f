"""What notices hears from the apps below. What can be undone has one listener with its undoing, so that the
two are heard in order."""

from django.db.models import Q

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import DeviceLeft, NewDevice, PersonLeft
from mutoscope.apps.likeness import queries as likeness
from mutoscope.apps.likeness.contracts import LikenessFound, LikenessSettled
from mutoscope.apps.messages.contracts import MessageReceived, MessageRequested
from mutoscope.apps.notices import manner, pushing, services
from mutoscope.apps.notices.models import Notice
from mutoscope.apps.relations.contracts import (
    Blocked,
    Followed,
    FollowRequested,
    FollowRequestEnded,
    Unfollowed,
)
from mutoscope.apps.safety.contracts import DecisionKept, ReportAnswered, WordsTaken
from mutoscope.apps.social.contracts import (
    CommentAnsweredByVideo,
    Commented,
    CommentEdited,
    CommentGone,
    CommentJudged,
    CommentLiked,
    CommentPinned,
    CommentUnliked,
    Liked,
    Reposted,
    Unliked,
    Unreposted,
)
from mutoscope.apps.studio.contracts import PartBack, PartGone, VideoUsed
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import VideoChanged, VideoErased, VideoPublished, VideoStopped
from mutoscope.core.policy.notices import Kind


def hear_likes(fact: Liked | Unliked) -> None:
    act = services.tell if isinstance(fact, Liked) else services.take_back
    act(videos.creator_of(fact.video_id), "like", actor_id=fact.person_id, video_id=fact.video_id)


def hear_reposts(fact: Reposted | Unreposted) -> None:
    act = services.tell if isinstance(fact, Reposted) else services.take_back
    act(videos.creator_of(fact.video_id), "repost", actor_id=fact.person_id, video_id=fact.video_id)


def hear_comments(fact: Commented | CommentEdited | CommentGone) -> None:
    """One comment tells each person once: whom it answers, else the video's creator, else who is named."""
    if isinstance(fact, CommentGone):
        services.take_back_comment(fact.comment_id)
        return
    kinds: dict[int, Kind] = dict.fromkeys(fact.mentioned_ids, "mention")
    if isinstance(fact, Commented):
        kinds[videos.creator_of(fact.video_id)] = "comment"
        if fact.parent_person_id:
            kinds[fact.parent_person_id] = "reply"
    about = {"actor_id": fact.person_id, "video_id": fact.video_id, "comment_id": fact.comment_id}
    for person_id, kind in sorted(kinds.items()):
        services.tell(person_id, kind, **about)


def hear_comment_likes(fact: CommentLiked | CommentUnliked) -> None:
    act = services.tell if isinstance(fact, CommentLiked) else services.take_back
    about = {"actor_id": fact.person_id, "video_id": fact.video_id, "comment_id": fact.comment_id}
    act(fact.author_id, "comment_like", **about)


def hear_pin(fact: CommentPinned) -> None:
    creator_id = videos.creator_of(fact.video_id)
    about = {"video_id": fact.video_id, "comment_id": fact.comment_id}
    services.tell(fact.author_id, "pinned", actor_id=creator_id, **about)


def hear_judgement(fact: CommentJudged) -> None:
    """Our team decided about a comment; ``social.queries.judged`` says what, and why."""
    services.tell(fact.author_id, "judged", video_id=fact.video_id, comment_id=fact.comment_id)


def hear_kept_decision(fact: DecisionKept) -> None:
    """Our team looked again: the notice of what it decided comes anew, and says why it stays."""
    if fact.decision_id:
        services.tell(fact.person_id, "taken", decision_id=fact.decision_id)
        return
    kind: Kind = "judged" if fact.comment_id else "stopped"
    services.tell(fact.person_id, kind, video_id=fact.video_id, comment_id=fact.comment_id)


def hear_taken(fact: WordsTaken) -> None:
    """Our team took words away from whoever said them, or gave them back; ``taken_words`` says which."""
    services.tell(fact.person_id, "taken", decision_id=fact.decision_id)


def hear_report(fact: ReportAnswered) -> None:
    """What became of a report is known. One notice tells the newest; the page of one's reports tells all."""
    services.tell(fact.person_id, "report")


def hear_answer(fact: CommentAnsweredByVideo) -> None:
    about = {"video_id": fact.video_id, "comment_id": fact.comment_id}
    services.tell(fact.author_id, "answer", actor_id=fact.person_id, **about)


def hear_device(fact: NewDevice) -> None:
    services.tell(fact.person_id, "device")


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


def hear_use(fact: VideoUsed) -> None:
    """Somebody made something of one's video; who may not see it is not told of it."""
    author = accounts.viewer(fact.author_id)
    if author is not None and videos.may_view(fact.child_id, author):
        services.tell(fact.author_id, "used", actor_id=fact.person_id, video_id=fact.parent_id)


def hear_part(fact: PartGone | PartBack) -> None:
    """A part of one's video came down and was replaced, or is there again."""
    if isinstance(fact, PartGone):
        services.tell(fact.person_id, "part_gone", video_id=fact.child_id)
    else:
        services.take_back(fact.person_id, "part_gone", actor_id=0, video_id=fact.child_id)


def hear_likeness(fact: LikenessFound | LikenessSettled) -> None:
    """One's own video looks like a part of somebody else's; whoever may not see that one is not asked."""
    maker = accounts.viewer(fact.person_id)
    if isinstance(fact, LikenessSettled):
        services.take_back(fact.person_id, "alike", actor_id=0, video_id=fact.child_id)
    elif maker is not None and likeness.waits(fact.child_id, maker):
        services.tell(fact.person_id, "alike", video_id=fact.child_id)


def forget_video(fact: VideoErased) -> None:
    services.forget(Q(video_id=fact.video_id))


def hear_messages(fact: MessageReceived | MessageRequested) -> None:
    """They have a place of their own; here they only ring."""
    for person_id in fact.recipient_ids:
        pushing.message_soon(person_id, fact.conversation_id)


def forget_device(fact: DeviceLeft) -> None:
    manner.unsubscribe(fact.person_id, fact.device_id)


def forget_person(fact: PersonLeft) -> None:
    services.forget_person(fact.person_id)
