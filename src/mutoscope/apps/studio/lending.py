"""What others get of somebody's uploads when they go on with a timeline: the stretches that the film shows,
each a material of its own, and photos. Nothing else of a file is anybody's but its owner's.

    file of Ana    |-----[== in her film ==]--------|
    Bob's remix          [== a material   ==]          received --cut--> look --> ready

A stretch is noted with the timeline, and cut out when somebody first wants it, once for everybody.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

import msgspec
from django.db import IntegrityError, transaction

from mutoscope.adapters import ffmpeg
from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.flow import services as flow
from mutoscope.apps.flow.contracts import Effects, JobControl
from mutoscope.apps.studio import documents, materials
from mutoscope.apps.studio.models import Material, Stretch, Timeline, TimelineUse
from mutoscope.apps.studio.using import id_of, materials_of, usable_uploads
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos import services as video_doors
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.montage.document import Montage
from mutoscope.core.montage.lineage import Lent, lending, lent_to_remix, lent_with_template
from mutoscope.core.montage.media_info import MediaInfo
from mutoscope.core.montage.stretches import Cut, plan_stretch
from mutoscope.core.montage.templates import without_theirs
from mutoscope.core.units import Refusal, to_text

_NICE = 3

Materials = dict[tuple[int, Cut], int]
"""The id of the material of each stretch, by the id of the file that it is cut out of."""


@transaction.atomic
def note(row: Timeline, montage: Montage) -> None:
    """What the timeline lends, in place of what it lent before, in one transaction. Of uploads only its
    author's own are noted: what was lent to them they do not lend on."""
    _hold(row)
    wanted = _names_of(row, montage)
    held = {use.material_id: use for use in TimelineUse.objects.filter(timeline=row, whole=False)}
    fresh = [one for one in wanted if one not in held]
    TimelineUse.objects.bulk_create(
        TimelineUse(timeline=row, material_id=one, goes_along=wanted[one]) for one in fresh
    )
    kept = {one: held.pop(one) for one in wanted if one in held}
    for along in (True, False):
        other = [use.pk for one, use in kept.items() if use.goes_along != along == wanted[one]]
        TimelineUse.objects.filter(id__in=other).update(goes_along=along)
    TimelineUse.objects.filter(id__in=[use.pk for use in held.values()]).delete()
    named = [id_of(one.id) for one in materials_of(montage)]
    TimelineUse.objects.filter(timeline=row, whole=True).exclude(material_id__in=named).delete()


def for_remix(row: Timeline, viewer: Viewer) -> Montage:
    """The timeline as ``viewer`` goes on with it: cut from stretches, and without what its film does not
    show, nor what its author was lent and ``viewer`` is not."""
    made, lent = _lent(row, lent_to_remix)
    uploads = {id_of(one.id): one for one in lent if one.origin == "upload"}
    there = Material.objects.filter(id__in=uploads).values_list("id", flat=True)
    usable = usable_uploads(list(uploads), viewer)
    return without_theirs(made, lent - {uploads[an_id] for an_id in there if an_id not in usable})


def for_template(row: Timeline) -> tuple[Montage, set[Named]]:
    """The timeline cut from stretches as a template lends them, and what of its materials it lends."""
    return _lent(row, lent_with_template)


def start(material_id: int) -> None:
    """Have a stretch cut out unless it is, or is being; one that could not be is tried anew after a pause."""
    from mutoscope.apps.studio import tasks  # tasks need these services

    with transaction.atomic():
        row = Material.objects.select_for_update().filter(id=material_id).exclude(stretch=None).first()
        if row is None or row.original or row.state not in ("received", "failed"):
            return
        if row.state == "failed" and Stretch.objects.filter(material=row, next_ms__gt=now_ms()).exists():
            return
        row.state, row.prepared, row.progress = "received", False, 0
        row.code, row.sentence, row.fields = "", "", {}
        row.save()
        flow.enqueue_once(tasks.cut_stretch, str(material_id), material_id)


def cut(material_id: int, control: JobControl) -> Effects | None:
    """The job: the file of a stretch; then it is looked at as every material. May run twice, die anywhere."""
    row = Material.objects.filter(id=material_id, state="received", original="").first()
    stretch = Stretch.objects.filter(material_id=material_id).first()
    if row is None or stretch is None:
        return None
    source = Material.objects.filter(id=stretch.source_id, state="ready").exclude(original="").first()
    if source is None or not video_doors.store().exists(source.original):
        return lambda: _fail(material_id)
    try:
        with video_doors.work_folder() as folder:
            path = folder / "in.bin"
            video_doors.store().fetch(source.original, path)
            info = msgspec.structs.replace(_info(source), path=str(path))
            plan = plan_stretch(info, _cut_of(stretch))
            (made,) = ffmpeg.run(plan, folder, control, nice=_NICE).outputs
            key, size = video_doors.keep_file(folder / made.name), made.size
    except Refusal:
        return lambda: _fail(material_id)
    return lambda: _became_cut(row, key, size)


def sweep() -> int:
    """Forget stretches that stand in no timeline any more; how many."""
    lent = TimelineUse.objects.values("material_id")
    left = list(Stretch.objects.exclude(material_id__in=lent).values_list("material_id", flat=True)[:200])
    return sum(_forget(material_id) for material_id in left)


def _forget(material_id: int) -> bool:
    """False when a timeline took it up meanwhile: whoever notes one holds its stretches."""
    with transaction.atomic():
        row = Material.objects.select_for_update().filter(id=material_id).first()
        if row is None or TimelineUse.objects.filter(material_id=material_id).exists():
            return False
        materials.erase(row)
        return True


def _lent(
    row: Timeline, which: Callable[[Montage, Mapping[Named, int]], frozenset[Lent]]
) -> tuple[Montage, set[Named]]:
    """The timeline as it is now, cut from stretches, and what of its materials it lends."""
    with transaction.atomic():
        montage = documents.kept(_hold(row) or row.document)
        lengths = _lengths(row, montage)
        note(row, montage)  # timelines that are older than stretches have none yet
        rows = _rows_of(which(montage, lengths), montage.canvas.fps)
    bare = Material.objects.filter(id__in=rows.values(), original="").exclude(stretch=None)
    for one in bare.values_list("id", flat=True):
        start(one)
    given = {one: Named("upload", to_text(an_id)) for one, an_id in rows.items()}
    made = lending(montage, lengths, given)
    return made, {one for one in materials_of(made) if one not in lengths} | set(given.values())


def _hold(row: Timeline) -> str:
    """What a timeline lends is noted by one at a time, until the caller's transaction ends, and before any
    material is held; its document as it is then, empty where it is gone."""
    held = Timeline.objects.select_for_update().filter(video_id=row.video_id)
    return held.values_list("document", flat=True).first() or ""


def _names_of(row: Timeline, montage: Montage) -> dict[int, bool]:
    """The ids of all that the timeline lends, and whether it goes along with a template."""
    lengths, fps = _lengths(row, montage), montage.canvas.fps
    along = lent_with_template(montage, lengths)
    rows = _rows_of(lent_to_remix(montage, lengths) | along, fps)
    goes = {an_id for one, an_id in rows.items() if one in along}
    return {an_id: an_id in goes for an_id in rows.values()}


def _lengths(row: Timeline, montage: Montage) -> dict[Named, int]:
    """Of its author's own uploads in a timeline how many pictures of the grid they have; 0: a photo."""
    names = {id_of(one.id): one for one in materials_of(montage) if one.origin == "upload"}
    own = Material.objects.filter(id__in=names, person_id=videos.creator_of(row.video_id))
    fps = montage.canvas.fps
    return {
        names[an_id]: max(1, -(-duration_ms * fps // 1000)) if what != "photo" else 0
        for an_id, what, duration_ms in own.values_list("id", "what", "duration_ms")
    }


def _rows_of(lent: frozenset[Lent], fps: int) -> dict[Lent, int]:
    """The material of each stretch, made if it is not there yet, and held; photos are their own."""
    sources = Material.objects.in_bulk({id_of(one.material.id) for one in lent})
    of = {one: sources[id_of(one.material.id)] for one in lent}
    cuts = {
        one: (
            source,
            Cut(fps, one.first, one.end, one.seen and source.what == "film", one.heard and source.has_sound),
        )
        for one, source in of.items()
        if one.end and (one.seen or source.has_sound)
    }
    held = _noted(list(dict.fromkeys(cuts.values())))
    whole = {one: source.id for one, source in of.items() if not one.end}
    return whole | {one: held[source.id, cut] for one, (source, cut) in cuts.items()}


def _noted(cuts: Sequence[tuple[Material, Cut]]) -> Materials:
    """The materials of these stretches, held; those that are not there yet are made."""
    held = _held([(source.id, cut) for source, cut in cuts])
    fresh = [(source, cut) for source, cut in cuts if (source.id, cut) not in held]
    fresh.sort(key=lambda one: (one[0].id, *msgspec.structs.astuple(one[1])))  # all make them in one order
    try:
        with transaction.atomic():
            return held | _made(fresh)
    except IntegrityError:  # somebody else noted one of them at the same moment: one by one
        for one in fresh:
            held |= _held([(one[0].id, one[1])]) or _made([one])
    return held


def _made(cuts: Sequence[tuple[Material, Cut]]) -> Materials:
    rows = [_material(source, cut) for source, cut in cuts]
    Material.objects.bulk_create(rows)
    Stretch.objects.bulk_create(
        Stretch(material=row, source_id=source.id, **msgspec.structs.asdict(cut))
        for row, (source, cut) in zip(rows, cuts, strict=True)
    )
    return {(source.id, cut): row.id for row, (source, cut) in zip(rows, cuts, strict=True)}


def _held(cuts: Collection[tuple[int, Cut]]) -> Materials:
    """The materials of those stretches that are known, which nobody sweeps before the transaction ends."""
    of = Stretch.objects.filter(source_id__in={source_id for source_id, _ in cuts})
    known = {(row.source_id, _cut_of(row)): row.material_id for row in of}
    found = {one: known[one] for one in cuts if one in known}
    rows = Material.objects.select_for_update().filter(id__in=found.values()).order_by("id")
    there = set(rows.values_list("id", flat=True))
    return {one: an_id for one, an_id in found.items() if an_id in there}


def _material(source: Material, cut: Cut) -> Material:
    return Material(
        person_id=source.person_id,
        size=0,
        state="received",
        upload_state="sealed",
        expires_ms=now_ms(),
        what="film" if cut.seen else "sound",
        width=source.width if cut.seen else 0,
        height=source.height if cut.seen else 0,
        fps=source.fps if cut.seen else 0,
        duration_ms=cut.duration_ms,
        has_sound=cut.heard,
    )


def _cut_of(stretch: Stretch) -> Cut:
    return Cut(stretch.fps, stretch.first, stretch.end, stretch.seen, stretch.heard)


def _info(source: Material) -> MediaInfo:
    return msgspec.json.decode(source.info, type=MediaInfo)


def _became_cut(row: Material, key: str, size: int) -> None:
    """The file is there, and takes of its owner's storage: they lend it, however many go on with it."""
    with transaction.atomic():
        video_doors.refer_to(key)
        fresh = Material.objects.filter(id=row.id, state="received", original="")
        if fresh.update(original=key, size=size, original_size=size):
            accounts.add_stored(row.person_id, size, beyond=True)
            materials.start_looking(row.id)


def _fail(material_id: int) -> None:
    with transaction.atomic():
        row = Material.objects.select_for_update().filter(id=material_id, state="received").first()
        if row is not None:
            materials.fail(row, materials.stretch_lost())
