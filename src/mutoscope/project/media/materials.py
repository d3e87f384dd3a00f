"""Bytes out of the studio: ``GET /s/<media key>/<name>``, for the owner of a material, and for whoever may go
on with a timeline that it stands in."""

from mutoscope.apps.studio import queries as studio
from mutoscope.apps.videos.contracts import Servable
from mutoscope.project.media import films
from mutoscope.project.media.asgi import Remembered, Request, Send, in_database
from mutoscope.project.media.streaming import FRESH_S, nothing_here

_servable: Remembered[Servable | None] = Remembered(FRESH_S)
_allowed: Remembered[bool] = Remembered(FRESH_S)


def _may_read(reader: str, found: Servable) -> bool:
    """Its owner while their account is there, and of a material whoever may cut from it."""
    viewer = films.viewer_behind(reader)
    if viewer is None or viewer.person_id == found.creator_id:
        return viewer is not None
    return not found.to_keep and studio.may_cut_from(found.video_id, viewer)


async def material(request: Request, send: Send) -> None:
    """Answer one GET or HEAD; refuses ``no_such_film`` to everybody else."""
    _, _, media_key, name = request.path.split("/", 3)

    async def find() -> Servable:
        if len(media_key) > 40 or len(name) > 80:
            raise nothing_here()
        found = await _servable.get((media_key, name), lambda: in_database(studio.servable, media_key, name))
        reader = films.signed_for(media_key, request)
        if found is None or not reader.startswith("p"):
            raise nothing_here()
        there = found
        if not await _allowed.get((reader, there.video_id), lambda: in_database(_may_read, reader, there)):
            raise nothing_here()
        return found

    found = await find()
    await films.answer(request, send, found, films.to_keep(found) if found.to_keep else {}, find)
