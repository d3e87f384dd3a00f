"""Where the pages of the sitemap begin."""

from django.db import models

KINDS = ("videos", "people", "tags", "sounds")


class SitemapPage(models.Model):
    """One page: everything of its kind from ``first_id`` up to where the next page begins.

    Ids grow with time, so pages once laid out stay; what becomes hidden only makes them shorter.
    """

    kind = models.CharField(max_length=6, choices=[(kind, kind) for kind in KINDS])
    first_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "first_id"], name="sitemap_page_once")]
