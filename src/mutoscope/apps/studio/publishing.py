"""From a project to a published video: the video is there at once and says «rendering», its film follows."""

import msgspec
from django.db import transaction

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.social import services as social
from mutoscope.apps.studio import projects, renders, timelines, using
from mutoscope.apps.studio.models import Order
from mutoscope.apps.videos import services as videos


def publish(viewer: Viewer, project_id: int, client_id: str, wish: videos.Submission) -> Order:
    """Make a video of a project as it is saved now; asking twice under one name publishes once.

    Refuses what ``renders.order`` and ``videos.services.submit_video`` refuse; then there is no video either.
    """
    known = renders.known_as(viewer.person_id, client_id, publishes=True)
    if known is not None:
        return known
    project = projects.one(viewer.person_id, project_id)
    montage = projects.stored(project)
    sounds = [one for one in using.materials_of(montage) if one.origin == "sound"]
    with transaction.atomic():
        video_id = videos.begin_rendered(viewer.person_id, viewer.language)
        if sounds and not wish.sound_id:
            wish = msgspec.structs.replace(wish, sound_id=using.id_of(sounds[0].id))
        videos.submit_video(viewer.person_id, video_id, wish)
        timelines.keep(video_id, montage)  # holds materials: before the person, see ``renders``
        row = renders.order(viewer, project_id, client_id, video_id=video_id, project=project)
        if project.begun_from == "answer":
            social.answer_by_video(viewer, video_id, project.begun_id)
        if row.video_id != video_id:  # the same request at the same moment was first
            transaction.set_rollback(True)
    return row
