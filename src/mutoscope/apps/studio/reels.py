"""Finished reels of a film that is being made, kept until it is: a worker that dies in the middle costs the
reel it was at, and no more.
"""

from pathlib import Path

import msgspec
from django.db import transaction

from mutoscope.adapters.ffmpeg import OutputInfo
from mutoscope.apps.studio import documents
from mutoscope.apps.studio.models import MadeReel
from mutoscope.apps.videos import services as video_doors
from mutoscope.core.montage.compiling import Reel


class KeptReels:
    """Of one render; see ``adapters.rendering.Shelf``."""

    def __init__(self, render_id: int) -> None:
        self._of = MadeReel.objects.filter(render_id=render_id)
        self._render_id = render_id

    def find(self, reel: Reel, folder: Path) -> OutputInfo | None:
        """The reel as a file in ``folder``, if this very program made it before."""
        row = self._of.filter(name=_name(reel)).first()
        if row is None or not video_doors.store().exists(row.object_key):
            return None
        path = folder / reel.name
        video_doors.store().fetch(row.object_key, path)
        return msgspec.structs.replace(msgspec.json.decode(row.info, type=OutputInfo), path=str(path))

    def keep(self, reel: Reel, made: OutputInfo) -> None:
        key = video_doors.keep_file(Path(made.path))
        with transaction.atomic():
            video_doors.refer_to(key)
            told = {"object_key": key, "info": msgspec.json.encode(made).decode()}
            MadeReel.objects.update_or_create(render_id=self._render_id, name=_name(reel), defaults=told)


def drop(render_id: int) -> None:
    """The film is made, or nobody makes it any more; in the caller's transaction."""
    mine = MadeReel.objects.filter(render_id=render_id)
    video_doors.forget_objects(*mine.values_list("object_key", flat=True))
    mine.delete()


def _name(reel: Reel) -> str:
    """Reels that were rendered otherwise are not mixed with ours."""
    return f"{reel.first}-{reel.end} of edition {documents.EDITION}"
