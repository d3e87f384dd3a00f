"""Videos whose film the studio makes: begun before there is a film, and on the road of every upload once
there is.

rendering --the film arrives--> received -> ...
          `--it could not be made--> failed, with a reason
"""

from mutoscope.apps.accounts import queries as accounts_seen
from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.videos import objects
from mutoscope.apps.videos.changes import changing, happen
from mutoscope.apps.videos.models import Video
from mutoscope.apps.videos.uploads import start_making
from mutoscope.core.policy import reuse
from mutoscope.core.units import Refusal


def begin_rendered(person_id: int, language: str = "") -> int:
    """A video of this person's whose film is being made; its id. Whoever calls submits it, and ends it."""
    video = Video.objects.create(
        creator_id=person_id,
        state="rendering",
        language=language,
        allow_download=accounts_seen.offers_downloads(person_id),
        allows=reuse.written(accounts_seen.allows(person_id)),
        comments_for=accounts_seen.comments_for(person_id),
    )
    return video.id


def film_grows(video_id: int, fraction: float) -> None:
    """How much of its film is made, 0 to 1."""
    Video.objects.filter(id=video_id, state="rendering").update(progress=fraction)


def film_arrives(video_id: int, key: str, size: int, counted: int = 0) -> Refusal | None:
    """Its film is made and in the store: from here on it is a video like any other. Once more does no harm.

    It counts against its creator's storage, of which ``counted`` bytes are for the same film already; where
    that is full, the video fails and says so, and so does the answer. One that is not there any more is left.
    """
    if not Video.objects.filter(id=video_id).exists():
        return None
    with changing(video_id) as video:
        if video.state != "rendering" or video.deleted:
            return None
        try:
            accounts.add_stored(video.creator_id, size - counted)
        except Refusal as refusal:
            happen(video, "fail", why=refusal)
            return refusal
        objects.refer(key)
        happen(video, "seal")
        video.original, video.original_size, video.progress = key, size, 0
        start_making(video)
    return None


def film_fails(video_id: int, why: Refusal) -> None:
    """Its film can't be made, for a reason that its creator reads; one that is not there any more is left."""
    if not Video.objects.filter(id=video_id).exists():
        return
    with changing(video_id) as video:
        if video.state == "rendering":
            happen(video, "fail", why=why)
