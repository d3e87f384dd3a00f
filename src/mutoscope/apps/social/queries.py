"""Who likes what."""

from collections.abc import Sequence

from mutoscope.apps.social.models import Like


def liked(person_id: int, video_ids: Sequence[int]) -> set[int]:
    """Those of ``video_ids`` that this person likes."""
    mine = Like.objects.filter(person_id=person_id, video_id__in=video_ids)
    return set(mine.values_list("video_id", flat=True))
