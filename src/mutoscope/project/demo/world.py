"""The demo world's beginning and end."""

from datetime import date

from django.db import transaction

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.flow import services as flow
from mutoscope.apps.videos import queries as videos
from mutoscope.core.units import Refusal
from mutoscope.project.config import Config
from mutoscope.project.demo import catalogue
from mutoscope.project.demo.models import DemoClip, DemoPerson, DemoRemoved
from mutoscope.project.demo.tasks import draw_portraits, make_clip

_GROWN_UP = date(1990, 1, 1)
"""The creators' birthday: somebody whose age nobody knows is treated as very young."""


def make() -> int:
    """Create the missing creators and let jobs make the missing clips, in the catalogue's order."""
    with transaction.atomic():
        DemoRemoved.objects.all().delete()
        for creator in catalogue.CREATORS:
            if not DemoPerson.objects.filter(handle=creator.handle).exists():
                DemoPerson.objects.create(handle=creator.handle, person_id=_join(creator))
        done = set(DemoClip.objects.filter(is_submitted=True).values_list("key", flat=True))
        missing = [clip.key for clip in catalogue.CLIPS if clip.key not in done]
        for place, key in enumerate(missing):
            flow.enqueue_once(make_clip, key, key)
            if (
                place == min(catalogue.FIRST, len(missing)) - 1
                and DemoPerson.objects.filter(has_portrait=False).exists()
            ):
                flow.enqueue_once(draw_portraits, "portraits")
    return len(missing)


def make_if_wanted(config: Config) -> int:
    """See the package. A demo that was begun goes on even though there are videos by now."""
    if not config.demo or DemoRemoved.objects.exists():
        return 0
    if not DemoPerson.objects.exists() and videos.feed_item_ids():
        return 0
    return make()


def remove() -> int:
    """Take every demo creator away, and with them what they made; keep a note that this was wanted."""
    with transaction.atomic():
        if not DemoRemoved.objects.exists():
            DemoRemoved.objects.create()
        people = list(DemoPerson.objects.values_list("person_id", flat=True))
        DemoPerson.objects.all().delete()
        DemoClip.objects.all().delete()
        for person_id in people:
            accounts.remove_person(person_id)
    return len(people)


def _join(creator: catalogue.Creator) -> int:
    """The creator's account; under a second handle when somebody real has the first."""
    words = {"name": creator.name, "bio": creator.bio, "language": creator.language, "birth_date": _GROWN_UP}
    try:
        return accounts.make_person(creator.handle, **words)
    except Refusal:
        return accounts.make_person(f"{creator.handle}.demo", **words)
