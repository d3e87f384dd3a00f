"""Videos that follow their parts while much happens at once: whatever comes between, the end is right."""

import pytest
from django.db import transaction
from tests.apps.studio.test_lineage import Control, ana, bob, made_with, parent, shows_bars
from tests.apps.videos.world import Person, person

from mutoscope.apps.flow.services import drain
from mutoscope.apps.studio import rendered, renders, replacing
from mutoscope.apps.studio.models import Project
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos import services as video_doors
from mutoscope.apps.videos.models import Video

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
__all__ = ["ana", "bob", "parent"]


def test_a_grandchild_is_not_made_of_a_film_that_is_being_replaced(bob: Person, parent: int) -> None:
    """Its parent has another film already, but what is served is the old one: that is not settled."""
    child = made_with(bob, parent)
    Video.objects.filter(id=child).update(allows="remix")
    grandchild = made_with(person(), child, "Further")
    Video.objects.filter(id=parent).update(audience="me")
    replacing.look_below(parent)
    effects = replacing.remake(child, Control())
    assert effects is not None
    with transaction.atomic():
        effects()
    replacing.look_at(grandchild)
    early = replacing.remake(grandchild, Control())
    if early is not None:
        with transaction.atomic():
            early()
    drain()
    assert not shows_bars(child) and not shows_bars(grandchild)


def test_a_film_to_take_away_is_withheld_with_what_is_in_it(bob: Person, parent: int) -> None:
    """Its address opens no more from the moment a part comes down, through however many hands it went; the
    reason stands beside it, and it is to be had again with the part."""
    cleo = person()
    video_doors.edit_video(videos.creator_of(parent), parent, allow_download=True)
    child = made_with(bob, parent)
    Video.objects.filter(id=child).update(allows="remix", allow_download=True)
    made_with(cleo, child, "Further")
    rows = [
        renders.order(one.viewer, Project.objects.get(person_id=one.id).id, "taken") for one in (bob, cleo)
    ]
    drain()
    mine, hers = ((lambda row=row: rendered.film(row.media_key, rendered.FILE)) for row in rows)
    assert mine() is not None and hers() is not None and rendered.render(bob.id, rows[0].id).url
    video_doors.edit_video(videos.creator_of(parent), parent, audience="me")
    assert mine() is None
    drain()
    view = rendered.render(bob.id, rows[0].id)
    assert (view.state, view.url) == ("done", "") and view.reason is not None and mine() is None
    further = rendered.render(cleo.id, rows[1].id)
    assert hers() is None and further.reason is not None and further.reason.code == "part_changed"
    video_doors.edit_video(videos.creator_of(parent), parent, audience="everyone")
    assert mine() is not None
