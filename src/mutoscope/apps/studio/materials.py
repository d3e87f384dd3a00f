"""Materials from the wish to send one to its end: who may send what, what arrives, what is given back."""

from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.flow import services as flow
from mutoscope.apps.studio import news
from mutoscope.apps.studio.models import Material, MaterialFile, Stretch, Use
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos import services as video_doors
from mutoscope.apps.videos.contracts import UploadStand
from mutoscope.core.montage.materials import recognise_material
from mutoscope.core.policy.again import pause_ms
from mutoscope.core.units import DAY_MS, HOUR_MS, Refusal, to_text

_OPEN_AT_ONCE = 40
"""Materials one person may have on their way: a phone full of clips and photos."""
MOST = 2_000
"""Materials one person may keep."""
_SELDOM_MS = 7 * DAY_MS
"""Between tries at a stretch that could not be cut out again and again."""


def announce(person_id: int, size: int, name: str, client_id: str) -> Material:
    """A material of ``size`` bytes on its way, or the one already known by the client's own name for it.

    Refuses ``upload_empty``, ``upload_too_large``, ``too_many_uploads``, ``too_many_materials``,
    ``quota_full``.
    """
    video_doors.check_upload_size(size)
    with transaction.atomic():
        return _found(person_id, client_id, size) or _opened(person_id, size, name, client_id)


def stand(material_id: int) -> UploadStand | None:
    """Where an upload stands, for the receiving process; None when there is none."""
    row = Material.objects.filter(id=material_id).first()
    if row is None:
        return None
    return UploadStand(
        upload_id=row.id,
        person_id=row.person_id,
        size=row.size,
        state=row.upload_state,
        expires_ms=row.expires_ms,
        code=row.code,
        sentence=row.sentence,
        kind="material",
    )


def check_head(head: bytes) -> None:
    """Refuses a file that begins as no material does."""
    recognise_material(head)


def seal(material_id: int, sha256: str, part: Path) -> None:
    """Everything has arrived in ``part``: keep it and look at it. Saying so again is harmless."""
    row = Material.objects.filter(id=material_id, upload_state="open").first()
    if row is None:
        return
    if videos.is_blocked_file(sha256):
        end(material_id, "refused", video_doors.blocked_file())
        return
    key = video_doors.keep_file(part, sha256)
    with transaction.atomic():
        video_doors.refer_to(key)
        mine = Material.objects.filter(id=material_id, upload_state="open")
        if mine.update(upload_state="sealed", state="received", original=key):
            start_looking(material_id)
            tell(row)


def end(material_id: int, state: str, why: Refusal) -> None:
    """Nothing more will come: the upload is ``refused`` or ``expired``."""
    with transaction.atomic():
        row = Material.objects.select_for_update().filter(id=material_id, upload_state="open").first()
        if row is not None:
            row.upload_state, row.client_id = state, None
            fail(row, why)


def fail(row: Material, why: Refusal) -> None:
    """The locked material can't be used, and says why; what it took of the quota is given back."""
    stretch = Stretch.objects.filter(material_id=row.id).first()
    if stretch is not None:
        why = stretch_lost()
        stretch.tries += 1
        stretch.next_ms = now_ms() + (pause_ms(stretch.tries) or _SELDOM_MS)
        stretch.save(update_fields=["tries", "next_ms"])
    row.state, row.prepared, row.progress = "failed", True, 0
    row.code, row.sentence, row.fields = why.code, why.sentence, why.fields
    give_back(row)
    row.save()
    tell(row)


def tell(row: Material) -> None:
    """A word to the pages of whoever cuts from it; in the caller's transaction."""
    news.of_material(row.person_id, row.id)
    if is_stretch(row.id):
        uses = Use.objects.filter(origin="upload", material_id=row.id)
        for person_id in set(uses.values_list("project__person_id", flat=True)):
            news.of_material(person_id, row.id)


def is_stretch(material_id: int) -> bool:
    return Stretch.objects.filter(material_id=material_id).exists()


def stretch_lost() -> Refusal:
    return Refusal(
        "stretch_lost",
        "This part can't be had any more: its maker took the file away, or it could not be read. Please put"
        " something else in its place.",
        status=409,
    )


def give_back(row: Material) -> None:
    """The original of the locked material is not needed any more; its caller saves the row."""
    video_doors.forget_objects(row.original)
    accounts.add_stored(row.person_id, -row.original_size)
    row.original, row.original_size = "", 0


def rename(person_id: int, material_id: int, name: str) -> None:
    """Refuses ``no_such_material``."""
    if not _of(person_id).filter(id=material_id).update(name=words_of(name)):
        raise no_such_material()


def delete(person_id: int, material_id: int) -> None:
    """Take a material away for good. Refuses ``no_such_material`` and ``material_in_use``."""
    with transaction.atomic():
        row = _of(person_id).select_for_update(of=("self",)).filter(id=material_id).first()
        if row is None:
            raise no_such_material()
        own = Use.objects.filter(project__person_id=person_id)  # who remixes it keeps nothing
        uses = own.filter(origin="upload", material_id=material_id)
        names = uses.order_by("-project__changed_ms").values_list("project__name", flat=True)
        if names.exists():
            raise Refusal(
                "material_in_use",
                "“%(project)s” is cut from this. Take it out of the project first, or delete the project.",
                fields={"project": names.first() or "…", "projects": names.count()},
                status=409,
            )
        erase(row)


def erase(row: Material) -> None:
    """The locked material goes, with everything made of it, and every stretch that was lent of it."""
    for stretch in Material.objects.select_for_update().filter(stretch__source_id=row.id).order_by("id"):
        erase(stretch)
    video_doors.forget_objects(
        *MaterialFile.objects.filter(material=row).values_list("object_key", flat=True)
    )
    give_back(row)
    row.delete()


def sweep(now: int) -> int:
    """End uploads that took too long, and forget materials that failed a day ago; how many."""
    late = Material.objects.filter(upload_state="open", expires_ms__lt=now).values_list("id", flat=True)
    ended = list(late[:500])
    for material_id in ended:
        end(material_id, "expired", video_doors.upload_expired())
    failed = Material.objects.filter(state="failed", expires_ms__lt=now, stretch=None)
    failed = failed.exclude(upload_state="open")
    for row in failed.exclude(id__in=Use.objects.filter(origin="upload").values("material_id"))[:500]:
        with transaction.atomic():
            erase(row)
    return len(ended)


def words_of(name: str) -> str:
    """A file's name as words to show: one line, nothing that does not show, without the folders before it."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return " ".join("".join(letter if letter.isprintable() else " " for letter in last).split())[:200]


def no_such_material() -> Refusal:
    return Refusal("no_such_material", "This file is not here (any more).", status=404)


def _of(person_id: int):  # type: ignore[no-untyped-def]  # a queryset of Django's
    """What somebody brought; not what was cut out of it for others."""
    return Material.objects.filter(person_id=person_id, stretch=None)


def _found(person_id: int, client_id: str, size: int) -> Material | None:
    row = _of(person_id).filter(client_id=client_id).first()
    if row is None:
        return None
    over = row.upload_state == "open" and row.expires_ms < now_ms()
    if over:
        end(row.id, "expired", video_doors.upload_expired())
    if not over and row.size == size and row.state != "failed":
        return row
    _of(person_id).filter(id=row.id).update(client_id=None)  # the name is free for another file
    return None


def _opened(person_id: int, size: int, name: str, client_id: str) -> Material:
    if _of(person_id).filter(upload_state="open").count() >= _OPEN_AT_ONCE:
        raise Refusal(
            "too_many_uploads",
            "%(limit)s files are already on their way; please wait until some have arrived.",
            fields={"limit": _OPEN_AT_ONCE},
            status=429,
        )
    if _of(person_id).count() >= MOST:
        raise Refusal(
            "too_many_materials",
            "You keep %(limit)s files in the studio. Please delete some first.",
            fields={"limit": MOST},
            status=409,
        )
    accounts.add_stored(person_id, size)  # refuses when the quota is full; given back when it ends
    try:
        with transaction.atomic():
            return Material.objects.create(
                person_id=person_id,
                client_id=client_id,
                name=words_of(name),
                size=size,
                original_size=size,
                expires_ms=now_ms() + settings.CONFIG.upload_expires_hours * HOUR_MS,
            )
    except IntegrityError:  # the same request at the same moment, on a database that lets both in
        accounts.add_stored(person_id, -size)
        return _of(person_id).get(client_id=client_id)


def start_looking(material_id: int) -> None:
    """Have a material looked at whose bytes are here; in the caller's transaction."""
    from mutoscope.apps.studio import tasks  # tasks need these services

    flow.enqueue_once(tasks.look_at_material, str(material_id), material_id)


def upload_address(row: Material) -> tuple[str, str]:
    """Where the bytes of a material are sent, and the key that opens it."""
    url = f"{settings.CONFIG.media_address}/up/{to_text(row.id)}"
    return url, video_doors.token_of(row.id, row.person_id, row.expires_ms)
