"""The files of copies in the object store: an export and an import with the same bytes are one object."""

from django.db.models import Q

from mutoscope.apps.privacy.models import Export, Import
from mutoscope.apps.videos import services as videos

UNDER_WAY = ("open", "looking", "looked", "bringing")


def let_go(key: str, row_id: int, now: int) -> None:
    """The export or import ``row_id`` needs its file no more: delete it unless somebody else does."""
    if key and not _needed(key, row_id, now):
        videos.store().delete(key)


def _needed(key: str, row_id: int, now: int) -> bool:
    """Whether another copy that somebody can fetch, or that comes in, lies under this key."""
    unexpired = Q(expires_ms__gt=now)
    exports = Export.objects.filter(Q(state="making") | Q(state="ready") & unexpired)
    imports = Import.objects.filter(Q(state="bringing") | Q(state__in=UNDER_WAY) & unexpired)
    return any(
        rows.filter(object_key=key).exclude(id=row_id).exclude(person_id=0).exists()
        for rows in (exports, imports)
    )
