"""Addresses that other sites, browsers and the system's share sheet know."""

from django.urls import path

from mutoscope.apps.sharing import embeds, feeds, oembed, pages, sitemaps

urlpatterns = [
    path("manifest.webmanifest", pages.manifest, name="manifest"),
    path("offline", pages.offline, name="offline"),
    path("share-target", pages.share_target, name="share-target"),
    path("oembed", oembed.oembed, name="oembed"),
    path("embed/<str:video_id>", embeds.embed, name="embed"),
    path("@<str:handle>/feed.<str:form>", feeds.of_person, name="feed-of-person"),
    path("tag/<str:tag>/feed.<str:form>", feeds.of_tag, name="feed-of-tag"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap/<str:kind>-<str:first>.xml", sitemaps.page, name="sitemap-page"),
]
