"""One video of every kind that a stranger must not meet, each with words that would give it away."""

from dataclasses import dataclass

from tests.apps.videos.world import Person, person, video

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.relations import services as relations
from mutoscope.apps.safety import services as safety
from mutoscope.apps.search import listeners
from mutoscope.apps.videos import services as videos
from mutoscope.apps.videos.contracts import VideoPublished
from mutoscope.apps.videos.models import Sound, Video
from mutoscope.core.units import to_text

HIDDEN = ("private", "followers", "me", "unpublished", "held", "removed", "deleted", "grown", "closed")


@dataclass
class Film:
    """A video, whose it is, and everything that no stranger may read anywhere."""

    id: int
    creator: Person
    secrets: tuple[str, ...]
    tag: str = ""
    sound: str = ""

    @property
    def text(self) -> str:
        return to_text(self.id)


def public(caption: str = "Dunes at dawn #sunrise") -> Film:
    creator = person()
    made = video(creator, caption=caption)
    accounts.set_shown_videos(creator.id, 1)
    return Film(made, creator, (), "sunrise", sounding(made, creator, "sunrise"))


def sounding(video_id: int, creator: Person, tag: str) -> str:
    """Let the video have a tag and a sound of its own, as the index knows them too; the sound's id."""
    sound = Sound.objects.create(creator_id=creator.id, source_id=video_id, title=f"Sound of {tag}")
    Video.objects.filter(id=video_id).update(tags=[tag], sound=sound)
    listeners.know_video(VideoPublished(video_id=video_id))
    return to_text(sound.id)


def hidden(kind: str) -> Film:
    """A video that is not for strangers, in one of the HIDDEN ways; its maker is followed by nobody."""
    creator = person(f"{kind}maker")
    caption = f"Secret{kind} words #hush{kind}"
    made = video(
        creator,
        caption=caption,
        audience=kind if kind in ("followers", "me") else "everyone",
        state="playable" if kind == "unpublished" else "published",
    )
    sound = sounding(made, creator, f"hush{kind}")
    if kind == "private":
        Account.objects.filter(id=creator.id).update(is_private=True)
    elif kind == "held":
        safety.hold([made], 0)
    elif kind == "removed":
        safety.take_down([made], 0)
    elif kind == "deleted":
        videos.delete_video(creator.id, made)
    elif kind == "grown":
        Video.objects.filter(id=made).update(min_age=18)
    elif kind == "closed":
        Account.objects.filter(id=creator.id).update(is_active=False)
    listeners.know_video(VideoPublished(video_id=made))
    row = Video.objects.get(id=made)
    secrets = (f"Secret{kind}", f"hush{kind}", row.media_key, "quick-1.mp4", "poster-1.webp")
    return Film(made, creator, secrets, f"hush{kind}", sound)


def follower_of(creator: Person) -> Person:
    fan = person()
    relations.follow(fan.id, creator.id)
    if Account.objects.get(id=creator.id).is_private:
        relations.accept(creator.id, fan.id)
    return fan
