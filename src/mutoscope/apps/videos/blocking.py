"""Files that must not come back: by their exact bytes, or by what a few of their moments look like."""

import msgspec
from django.db.transaction import atomic

from mutoscope.apps.videos.changes import no_such_video
from mutoscope.apps.videos.models import BlockedHash, Video
from mutoscope.core.montage.media_info import MediaInfo

PDQ_NEAR = 31
"""Bits of 256 that two pictures of one thing may differ in: the distance PDQ's authors recommend."""


def block_hash(video_id: int, reason: str, by_person_id: int) -> list[int]:
    """Keep this file, and what looks like it, from coming back; ids of videos made of the very same file."""
    with atomic():
        video = Video.objects.filter(id=video_id).first()
        if video is None:
            raise no_such_video()
        hashes = [("sha256", video.original)] if video.original else []
        info = msgspec.json.decode(video.info, type=MediaInfo) if video.info else None
        hashes += [("pdq", value) for value in _looks(video, info, video.pdq)]
        for kind, value in hashes:
            BlockedHash.objects.get_or_create(
                kind=kind, value=value, defaults={"reason": reason, "by_person_id": by_person_id}
            )
        same = Video.objects.filter(original=video.original, deleted=False).exclude(original="")
        return list(same.values_list("id", flat=True))


def is_blocked_file(sha256: str) -> bool:
    """Whether a file of exactly these bytes must not come back."""
    return BlockedHash.objects.filter(kind="sha256", value=sha256).exists()


def blocked_like(video: Video, info: MediaInfo, cover_pdq: str) -> BlockedHash | None:
    """What is blocked and is this very file, or looks like its cover or any of its moments."""
    exact = BlockedHash.objects.filter(kind="sha256", value=video.original).first()
    mine = [int(value, 16) for value in _looks(video, info, cover_pdq)]
    if exact is not None or not mine:
        return exact
    for blocked in BlockedHash.objects.filter(kind="pdq").iterator():
        its = int(blocked.value, 16)
        if any((its ^ one).bit_count() <= PDQ_NEAR for one in mine):
            return blocked
    return None


def _looks(video: Video, info: MediaInfo | None, cover_pdq: str) -> list[str]:
    """The hashes of its cover and of the moments in what is kept: what was cut away nobody will see."""
    looks = info.looks if info else ()
    end_ms = video.trim_end_ms or float("inf")
    kept = [look.pdq for look in looks if video.trim_start_ms <= look.at_ms <= end_ms]
    return list(dict.fromkeys(value for value in (cover_pdq, *kept) if value))
