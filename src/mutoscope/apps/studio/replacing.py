"""Parts that came down: what was made with them is rendered again, with a surface in their place, and again
with the part once it is back.

A script says what the film shows of each parent now; where that differs from what it may show, a job makes
the film anew and looks again before it says so. It may run twice, die anywhere, and be asked by any number
of facts at once: the last film is the one that fits. A job that is given up is followed by another one, after
pauses that grow; after the last one the video stays held, its maker reads what they can do, and it is looked
at once more as soon as anything changes about it or its parts.
"""

from collections.abc import Iterable
from pathlib import Path

import msgspec
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.flow import queries as flow_queries
from mutoscope.apps.flow import services as flow
from mutoscope.apps.flow.contracts import Effects, JobControl
from mutoscope.apps.studio import documents, linking, making, sources, timelines
from mutoscope.apps.studio.contracts import PartBack, PartGone
from mutoscope.apps.studio.leaves import GONE
from mutoscope.apps.studio.models import Edge, Script
from mutoscope.apps.studio.sources import Found
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos import services as video_doors
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.montage.document import Montage
from mutoscope.core.montage.lineage import without
from mutoscope.core.policy.again import pause_ms
from mutoscope.core.units import from_text

WORDS = _("This part was taken down")
_LATE_MS = 10 * 60_000
"""After so long somebody looks whether the job is still there."""
BATCH = 50
"""So many children are looked at in one job: it is short, and one that dies costs no more than that again."""

Shown = dict[str, int]
"""Of each parent, by its id as text, which cut of it the film shows; GONE: a surface."""


def look_below(parent_id: int, after: int = 0) -> Effects | None:
    """The job: a video changed, came down or came back, and whatever was made with it follows, ``BATCH`` of
    its children after this one; the next job has the rest."""
    below = Edge.objects.filter(parent_id=parent_id, child_id__gt=after).order_by("child_id")
    children = list(below.values_list("child_id", flat=True).distinct()[:BATCH])
    for child_id in children:
        look_at(child_id)
    return (lambda: go_below(parent_id, children[-1])) if len(children) == BATCH else None


def go_below(parent_id: int, after: int = 0) -> None:
    """Have what was made with a video looked at, in the caller's transaction."""
    from mutoscope.apps.studio import tasks  # tasks need these services

    flow.enqueue_once(tasks.look_below, f"{parent_id}:{after}", parent_id, after)


def look_below_person(person_id: int) -> None:
    """The same of everything that somebody published."""
    for parent_id in linking.parents_by(person_id):
        go_below(parent_id)


def look_at(child_id: int) -> None:
    """Have a video's film made anew if it shows what it must not, or not what it may. Twice does no harm.

    What our team took down for the harm it does is not shown until then.
    """
    with transaction.atomic():
        script = Script.objects.select_for_update().filter(video_id=child_id).first()
        standing = videos.standings([child_id])[child_id]
        if script is None or not standing.made:
            return  # while it is made for the first time, whoever makes it asks again what it may show
        linking.inherit_age(child_id)
        wanted, harmful = _wanted(child_id)
        if _shown(script) == wanted:
            _settle(script, wanted)
            return
        if harmful & _showing(script):
            script.held |= video_doors.hold_for_part(child_id)
        script.tries = 0 if script.state == "failed" else script.tries
        _start(script)


def remake(child_id: int, control: JobControl) -> Effects | None:
    """The job: the film as it may be shown now; None when it is that already."""
    script = Script.objects.filter(video_id=child_id).first()
    standing = videos.standings([child_id])[child_id]
    if script is None or not standing.made:
        return None
    wanted, _harmful = _wanted(child_id)
    if _shown(script) == wanted:
        return lambda: look_at(child_id)
    montage, named = _as_wanted(script, wanted, standing.creator_id)
    with video_doors.work_folder() as folder:
        film = making.film_of(montage, named, folder, control)
        made = (video_doors.keep_file(Path(film.path)), film.size)
    return lambda: _became(child_id, wanted, made, montage)


def give_up(child_id: int) -> None:
    """It can't be made anew: what it shows of others must not be seen, so it is held, and tried again later;
    the last time its maker is told what they can do."""
    with transaction.atomic():
        script = Script.objects.select_for_update().filter(video_id=child_id, state="waiting").first()
        if script is None or not videos.is_there(child_id):
            return
        wanted, _harmful = _wanted(child_id)
        if _shown(script) == wanted:  # the part is back meanwhile
            _settle(script, wanted)
            return
        script.tries += 1
        pause = pause_ms(script.tries)
        script.state, script.changed_ms = ("waiting" if pause else "failed"), now_ms()
        script.next_ms = now_ms() + (pause or 0)
        script.save()
        video_doors.hold_for_part(child_id, given_up=pause is None)


def watch(now: int) -> int:
    """Look again at what waits and has no job, where its pause is over; how many."""
    late = Script.objects.filter(state="waiting", next_ms__lte=now)
    rows = list(late.order_by("next_ms").values_list("video_id", "job_id")[:100])
    for video_id, job_id in rows:
        Script.objects.filter(video_id=video_id).update(next_ms=now + _LATE_MS)
        job = flow_queries.job(job_id) if job_id else None
        if job is None or job.state not in ("waiting", "running"):
            look_at(video_id)
    return len(rows)


def forget(video_id: int) -> None:
    """A video was deleted for good: nothing says any more what it was made of."""
    Edge.objects.filter(child_id=video_id).delete()
    Script.objects.filter(video_id=video_id).delete()


def _wanted(child_id: int) -> tuple[Shown, set[str]]:
    """(what the film may show of each parent, those that are harmful)"""
    named = Edge.objects.filter(child_id=child_id, confirmed=False)
    parents = set(named.values_list("parent_id", flat=True))
    standings = videos.standings({*parents, child_id})
    maker = standings[child_id].creator_id
    wanted, harmful = {}, set()
    for one in (standings[parent] for parent in parents):
        own = bool(maker) and one.creator_id == maker
        may = one.there if own else one.open
        wanted[str(one.video_id)] = one.cut if may else GONE
        if one.harmful:
            harmful.add(str(one.video_id))
    return wanted, harmful


def _shown(script: Script) -> Shown:
    return msgspec.json.decode(script.shown, type=Shown)


def _showing(script: Script) -> set[str]:
    return {one for one, cut in _shown(script).items() if cut != GONE}


def _as_wanted(script: Script, wanted: Shown, person_id: int) -> tuple[Montage, list[Found]]:
    """The document without what is gone, and the newest films of everything else."""
    montage, named = linking.montage_of(script), linking.kept_sources(script)
    now = {one.name: _newest(script, one) for one in named}
    gone = _materials_of(script.video_id, [int(one) for one, cut in wanted.items() if cut == GONE])
    gone |= {name for name, found in now.items() if found is None}
    viewer = accounts.viewer(person_id)
    with translation.override(viewer.language if viewer else "en"):
        plain = without(montage, gone, gettext(WORDS))
    return plain, [found for name, found in now.items() if found is not None and name not in gone]


def _newest(script: Script, one: Found) -> Found | None:
    """What it is now; None: it is not there any more."""
    if one.name.origin != "upload":
        key = sources.object_of(one.name)
        return msgspec.structs.replace(one, object_key=key) if key else None
    kept = script.kept.filter(object_key=one.object_key).exists()  # type: ignore[attr-defined]  # reverse
    return one if kept or video_doors.store().exists(one.object_key) else None


def _materials_of(child_id: int, parents: Iterable[int]) -> set[Named]:
    """What the document of a video names of these."""
    edges = Edge.objects.filter(child_id=child_id, parent_id__in=list(parents))
    every = edges.values_list("materials", flat=True)
    return {Named(origin, an_id) for materials in every for origin, an_id in materials}


def _became(child_id: int, rendered: Shown, made: tuple[str, int], montage: Montage) -> None:
    """In one transaction: the new film is the video's, and its script and its timeline say what it shows."""
    script = Script.objects.select_for_update().filter(video_id=child_id).first()
    if script is None:
        return
    before = _shown(script)
    wanted, harmful = _wanted(child_id)
    timelines.keep(child_id, montage)  # holds materials: before the video, see ``renders``
    video_doors.film_changes(child_id, *made)
    _tell(child_id, before, rendered)
    script.shown, script.tries = msgspec.json.encode(rendered).decode(), 0
    script.save()
    if wanted == rendered:
        _settle(script, rendered)
        return
    script.held = bool(harmful & _showing(script))
    if script.held:
        video_doors.hold_for_part(child_id)
    _start(script)


def _settle(script: Script, shown: Shown) -> None:
    """The film of the locked script is as it may be: nothing holds its video for a part, and what was
    private, or held, may have been deleted since."""
    if script.state != "settled" or script.held:
        script.state, script.held, script.tries, script.changed_ms = "settled", False, 0, now_ms()
        script.save()
    if videos.standings([script.video_id])[script.video_id].waits:
        video_doors.release_for_part(script.video_id)
    _let_go(script, shown)


def _tell(child_id: int, before: Shown, now: Shown) -> None:
    creator_id = videos.creator_of(child_id)
    gone = {one for one, cut in now.items() if cut == GONE}
    was = {one for one, cut in before.items() if cut == GONE}
    if gone - was:
        flow.record(PartGone(child_id=child_id, person_id=creator_id))
    elif was and not gone:
        flow.record(PartBack(child_id=child_id, person_id=creator_id))


def _let_go(script: Script, shown: Shown) -> None:
    """What was deleted for good never comes back: the document forgets it, and so does the graph."""
    gone = [int(one) for one, cut in shown.items() if cut == GONE]
    erased = [one for one in gone if not videos.is_there(one)]
    if not erased:
        return
    edges = Edge.objects.filter(child_id=script.video_id, parent_id__in=erased)
    named = linking.kept_sources(script)
    lost = _materials_of(script.video_id, erased)
    with translation.override("en"):
        plain = without(linking.montage_of(script), lost, gettext(WORDS))
    script.document = documents.text(plain).decode()
    script.sources = msgspec.json.encode([one for one in named if one.name not in lost]).decode()
    script.shown = msgspec.json.encode(
        {one: cut for one, cut in shown.items() if int(one) not in erased}
    ).decode()
    script.save()
    edges.delete()


def _start(script: Script) -> None:
    """Give the locked script a job."""
    from mutoscope.apps.studio import tasks  # tasks need these services

    job = flow.enqueue_once(tasks.remake_video, str(script.video_id), script.video_id)
    script.state, script.job_id = "waiting", from_text(job.id)
    script.changed_ms, script.next_ms = now_ms(), now_ms() + _LATE_MS
    script.save()
