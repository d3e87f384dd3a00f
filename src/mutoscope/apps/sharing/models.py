"""Where the pages of the sitemap begin."""

from django.db import models


class SitemapPage(models.Model):
    """One page: everything of its kind from ``first_id`` up to where the next page begins.

    Ids grow with time, so pages once laid out stay; what becomes hidden only makes them shorter.
    """

    kind = models.CharField(max_length=6, choices=[("videos", "videos"), ("people", "people")])
    first_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "first_id"], name="sitemap_page_once")]
