"""The schedule of sharing."""

from datetime import timedelta

from django_tasks import task

from mutoscope.apps.flow.contracts import BACKGROUND
from mutoscope.apps.flow.services import schedule
from mutoscope.apps.sharing import sitemaps


@task(priority=BACKGROUND)
def lay_out_sitemap() -> None:
    sitemaps.lay_out()


schedule("sharing.sitemap", timedelta(hours=1), lay_out_sitemap)
