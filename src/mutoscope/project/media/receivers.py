"""For whom the bytes of an upload are: films become videos, copies of somebody's data are taken in, materials
are cut from in the studio."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from mutoscope.apps.privacy import services as privacy
from mutoscope.apps.studio import services as studio
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos import services
from mutoscope.apps.videos.contracts import UploadStand
from mutoscope.core.montage.structure import recognise
from mutoscope.core.units import Refusal


class _Receiver(NamedTuple):
    check_head: Callable[[bytes], object]
    seal: Callable[[int, str, Path], None]
    end: Callable[[int, str, Refusal], None]


_RECEIVERS = {
    "film": _Receiver(recognise, services.seal_upload, services.end_upload),
    "copy": _Receiver(privacy.check_head, privacy.seal, privacy.end),
    "material": _Receiver(studio.check_head, studio.seal, studio.end),
}


def stand(upload_id: int) -> UploadStand | None:
    """Where an upload stands; None when there is none."""
    return videos.stand(upload_id) or studio.stand(upload_id) or privacy.stand(upload_id)


def check_head(upload: UploadStand, head: bytes) -> None:
    """Refuses a file that begins as none of its kind does."""
    _RECEIVERS[upload.kind].check_head(head)


def seal(upload: UploadStand, sha256: str, part: Path) -> None:
    """Everything has arrived in ``part``; may be said twice."""
    _RECEIVERS[upload.kind].seal(upload.upload_id, sha256, part)


def end(upload: UploadStand, state: str, why: Refusal) -> None:
    """Nothing more will come."""
    _RECEIVERS[upload.kind].end(upload.upload_id, state, why)
