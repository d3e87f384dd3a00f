"""What a stranger may see: somebody without an account, of unknown age, who follows nobody.

Everything that leaves the house (heads of pages, embeds, feeds, sitemaps) is made from these answers alone,
so nothing else can leak into it. The decision itself is ``videos.queries``', as everywhere.
"""

import msgspec

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import PersonCard, Viewer
from mutoscope.apps.search import queries as search
from mutoscope.apps.search.contracts import SoundPage, TagPage
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import RenditionOnCard, VideoCard
from mutoscope.core.units import Refusal, from_text

STRANGER = Viewer(key="", person_id=0, age=0, language="")
_MOST_PIXELS = 800
"""Short side of the largest film handed to other sites: 720p where there is one."""


class Profile(msgspec.Struct, frozen=True):
    """A public profile."""

    person: PersonCard
    bio: str
    videos: int


def film(video_id: str) -> VideoCard | None:
    """The card of a public video; None alike for what is not public and what is no id at all."""
    try:
        found = videos.cards([from_text(video_id)], STRANGER)
    except Refusal:
        return None
    return found[0] if found else None


def profile(handle: str) -> Profile | None:
    """Somebody whose account is open and public; None for everybody else."""
    person = accounts.by_handle(handle)
    if person is None or person.is_private:
        return None
    return Profile(person, accounts.bio(person.id), accounts.shown_videos(person.id))


def tag(name: str, cursor: str = "") -> TagPage | None:
    """A page of videos with a tag; None when a stranger meets none, or it is no tag at all."""
    try:
        found = search.tag_page(name, STRANGER, cursor)
    except Refusal:
        return None
    return found if found.cards else None


def sound(sound_id: str) -> SoundPage | None:
    """The newest videos with a sound; None when a stranger meets none."""
    try:
        found = search.sound_page(from_text(sound_id), STRANGER, "")
    except Refusal:
        return None
    return found if found.cards else None


def best(card: VideoCard) -> RenditionOnCard:
    """The film to hand to other sites: the sharpest of a moderate size."""
    moderate = [one for one in card.renditions if min(one.width, one.height) <= _MOST_PIXELS]
    return (moderate or list(card.renditions[:1]))[-1]
