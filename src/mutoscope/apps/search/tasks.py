"""The jobs of search, and when the index is compared with what there is."""

import time
from datetime import timedelta

from django_tasks import task

from mutoscope.apps.flow.contracts import BACKGROUND
from mutoscope.apps.flow.services import schedule
from mutoscope.apps.search import documents, mending, trends
from mutoscope.apps.videos import queries as videos


@task(priority=BACKGROUND)
def mend() -> None:
    """Likes, closed accounts, and whatever went wrong, within the hour."""
    mending.mend()


@task(priority=BACKGROUND)
def tidy() -> None:
    mending.tidy_terms()


@task(priority=BACKGROUND)
def count_trends() -> None:
    trends.count(time.time_ns() // 1_000_000)


@task(priority=BACKGROUND)
def check_videos_of(person_id: int) -> None:
    """All videos of somebody whose account became private or public."""
    after = 0
    while ids := videos.ids_by_creator(person_id, after, mending.CHUNK):
        documents.check_videos(ids)
        after = ids[-1]


schedule("search: mend the index", timedelta(hours=1), mend)
schedule("search: count trends", timedelta(minutes=10), count_trends)
schedule("search: forget words", timedelta(days=1), tidy)
