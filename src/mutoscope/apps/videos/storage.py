"""What the videos of somebody, and of all, take of the room there is."""

from collections.abc import Iterable

from django.db.models import Count, Sum

from mutoscope.apps.videos.models import Rendition, Video


def storage_of(person_id: int) -> dict[str, tuple[int, int]]:
    """(bytes that count against somebody's storage, how many) of their videos and of their drafts."""
    mine = Video.objects.filter(creator_id=person_id, deleted=False, original_size__gt=0)
    rows = mine.values_list("submitted").annotate(size=Sum("original_size"), n=Count("id")).order_by()
    found = {submitted: (size, n) for submitted, size, n in rows}
    return {"videos": found.get(True, (0, 0)), "drafts": found.get(False, (0, 0))}


def largest_of(person_id: int, most: int) -> list[tuple[int, bool, str, int, int]]:
    """(id, whether it was submitted, caption, bytes, since when) of what takes most of somebody's storage."""
    mine = Video.objects.filter(creator_id=person_id, deleted=False, original_size__gt=0)
    rows = mine.order_by("-original_size", "id")
    return list(rows.values_list("id", "submitted", "caption", "original_size", "created_ms")[:most])


def counting_originals(asked: Iterable[tuple[int, str]]) -> set[tuple[int, str]]:
    """Of these people and objects those of which a video of theirs was made, and counts for it."""
    wanted = {(person_id, key) for person_id, key in asked if key}
    held = Video.objects.filter(original__in={key for _, key in wanted}, original_size__gt=0)
    return wanted.intersection(held.values_list("creator_id", "original"))


def stored_bytes() -> dict[str, int]:
    """Bytes of what was sent and of what was made of it; reads every row, so ask seldom."""
    sent = Video.objects.filter(deleted=False).aggregate(all=Sum("original_size"))["all"]
    made = Rendition.objects.aggregate(all=Sum("size"))["all"]
    return {"originals": sent or 0, "renditions": made or 0}
