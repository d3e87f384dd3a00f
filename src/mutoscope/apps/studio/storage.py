"""What takes the room of somebody's storage: everything that counts against it, the largest first."""

from collections.abc import Iterable, Mapping

from django.db.models import Count, QuerySet, Sum

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.studio import queries
from mutoscope.apps.studio.contracts import StorageView, StoredPart, StoredThing
from mutoscope.apps.studio.models import Material, Order, Project
from mutoscope.apps.videos import queries as videos
from mutoscope.core.units import to_text

LARGEST = 30


def storage(person_id: int) -> StorageView:
    """How much there is room for, what takes it, and the largest things that can be deleted."""
    quota = accounts.quota(person_id)
    kept = Material.objects.filter(person_id=person_id, original_size__gt=0)
    mine = kept.filter(stretch=None)
    lent = kept.exclude(stretch=None)  # these go with the file that they were cut out of
    cut_out = dict(lent.values_list("stretch__source_id").annotate(Sum("original_size")).order_by())
    films = Order.objects.filter(person_id=person_id, counted_bytes__gt=0)
    whole = videos.storage_of(person_id)
    parts = (
        StoredPart("videos", *whole["videos"]),
        StoredPart("drafts", *whole["drafts"]),
        StoredPart("materials", _sum(kept, "original_size")[0], mine.count()),
        StoredPart("films", *_sum(films, "counted_bytes")),
    )
    largest = list(_largest(mine, cut_out))
    posters = queries.material_posters((row.id for row in largest), person_id)
    things = [
        *(
            StoredThing("videos" if submitted else "drafts", to_text(an_id), caption[:100], size, at_ms)
            for an_id, submitted, caption, size, at_ms in videos.largest_of(person_id, LARGEST)
        ),
        *(
            StoredThing(
                "materials",
                to_text(row.id),
                row.name,
                row.original_size + cut_out.get(row.id, 0),
                row.created_ms,
                row.duration_ms,
                posters.get(row.id, ""),
            )
            for row in largest
        ),
        *_films(list(_bare(films).order_by("-counted_bytes", "id")[:LARGEST]), person_id),
    ]
    things.sort(key=lambda one: -one.bytes)
    return StorageView(quota.used, quota.limit, parts, tuple(things[:LARGEST]))


def _largest(mine: QuerySet[Material], cut_out: Mapping[int, int]) -> Iterable[Material]:
    """With what was cut out of them, some too many rather than too few."""
    most = sorted(cut_out, key=lambda one: -cut_out[one])[:LARGEST]
    rows = [*mine.order_by("-original_size", "id")[:LARGEST], *mine.filter(id__in=most)]
    return {row.id: row for row in rows}.values()


def _bare(films: QuerySet[Order]) -> QuerySet[Order]:
    """With what is known of each film, but not with the documents that it is made of."""
    return films.select_related("render").defer("render__document", "render__sources")


def _films(rows: list[Order], person_id: int) -> list[StoredThing]:
    named = Project.objects.filter(id__in=[row.project_id for row in rows]).only("id", "name")
    projects = {row.id: row for row in named}
    posters = queries.posters_of(projects.values(), person_id)
    return [
        StoredThing(
            "films",
            to_text(row.id),
            projects[row.project_id].name if row.project_id in projects else "",
            row.counted_bytes,
            row.ended_ms,
            row.render.duration_ms,
            posters.get(row.project_id, ""),
        )
        for row in rows
    ]


def _sum(rows, column: str) -> tuple[int, int]:  # type: ignore[no-untyped-def]  # a queryset of Django's
    """(bytes, how many)"""
    told = rows.aggregate(bytes=Sum(column), count=Count("id"))
    return told["bytes"] or 0, told["count"]
