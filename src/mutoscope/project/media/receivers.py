"""For whom the bytes of an upload are: films become videos, copies of somebody's data are taken in."""

from pathlib import Path

from mutoscope.apps.privacy import services as privacy
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos import services
from mutoscope.apps.videos.contracts import UploadStand
from mutoscope.core.montage.structure import recognise
from mutoscope.core.units import Refusal


def stand(upload_id: int) -> UploadStand | None:
    """Where an upload stands; None when there is none."""
    return videos.stand(upload_id) or privacy.stand(upload_id)


def check_head(upload: UploadStand, head: bytes) -> None:
    """Refuses a file that begins as none of its kind does."""
    (privacy.check_head if upload.kind == "copy" else recognise)(head)


def seal(upload: UploadStand, sha256: str, part: Path) -> None:
    """Everything has arrived in ``part``; may be said twice."""
    act = privacy.seal if upload.kind == "copy" else services.seal_upload
    act(upload.upload_id, sha256, part)


def end(upload: UploadStand, state: str, why: Refusal) -> None:
    """Nothing more will come."""
    act = privacy.end if upload.kind == "copy" else services.end_upload
    act(upload.upload_id, state, why)
