"""Renders: asked for, made once for everybody, cancelled, ended.

An ``Order`` is what one person asked for; the ``Render`` is the film, known by everything that goes into
it: the same plan is never rendered twice. Who may use which material is asked when it is ordered, when it
is made, and once more when it is ready.

Whoever holds several rows at once takes them in this order, whatever they come for:

    job, script, timeline, materials (by id), render, orders, videos (by id), people (by id)

A job's end holds the job before anything it changes, and whatever counts somebody's storage holds them last.
"""

import hashlib
from collections.abc import Sequence

import msgspec
from django.db import transaction

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts import services as accounts_doors
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.flow import services as flow
from mutoscope.apps.studio import asking, documents, keeping, linking, news, projects, reels, sources
from mutoscope.apps.studio.models import Order, Project, Render
from mutoscope.apps.studio.sources import Found
from mutoscope.apps.videos import services as video_doors
from mutoscope.apps.videos.contracts import VideoErased
from mutoscope.core.montage.compiling import Film
from mutoscope.core.montage.document import Montage
from mutoscope.core.units import Refusal, from_text

MOST_OPEN = 4
"""Renders one person may have under way."""


def order(
    viewer: Viewer, project_id: int, client_id: str, *, video_id: int = 0, project: Project | None = None
) -> Order:
    """Ask for the film of a project as it is saved now, or as whoever calls read it just before; asking twice
    under one name is asking once. One that was begun ahead is asked for from now on.

    Refuses ``no_such_project``, materials that may not be used (so) or have not arrived, or are of the wrong
    kind, ``too_many_renders``, ``render_too_costly`` and ``name_taken``. What the compiler refuses ends it.
    """
    known = known_as(viewer.person_id, client_id, publishes=bool(video_id))
    if known is not None:
        return known
    row = project or projects.one(viewer.person_id, project_id)
    asked = asking.asked_for(viewer, row, to_keep=not video_id)
    with transaction.atomic():
        render = wanted(asked)
        Order.objects.filter(person_id=viewer.person_id, render=render, ahead=True).delete()  # now it is
        accounts_doors.hold_still(viewer.person_id)  # so that two at once are counted one after the other
        _check_few(viewer.person_id)
        made, fresh = opened(viewer.person_id, client_id, row, render, video_id=video_id)
        if fresh and video_id:
            linking.write(video_id, asked.parts, render)
        if fresh and render.state == "done":
            finish(made, render)
        news.of_render(viewer.person_id, made.id)
    return made


def _check_few(person_id: int) -> None:
    if Order.objects.filter(person_id=person_id, state="open", ahead=False).count() >= MOST_OPEN:
        raise Refusal(
            "too_many_renders",
            "%(limit)s of your films are being made already. Please wait until one is ready.",
            fields={"limit": MOST_OPEN},
            status=429,
        )


def known_as(person_id: int, client_id: str, *, publishes: bool = False, ahead: bool = False) -> Order | None:
    """What was asked for under this name already. Refuses ``name_taken`` where that was something else:
    taking away, publishing, or beginning ahead."""
    known = Order.objects.filter(person_id=person_id, client_id=client_id).first()
    if known is not None:
        _check_same(known, publishes=publishes, ahead=ahead)
    return known


def opened(
    person_id: int,
    client_id: str,
    project: Project,
    render: Render,
    *,
    video_id: int = 0,
    ahead: bool = False,
) -> tuple[Order, bool]:
    """The order of that name for a render that the caller holds, and whether it is new. Refuses
    ``name_taken`` as ``known_as`` does."""
    made, fresh = Order.objects.get_or_create(
        person_id=person_id,
        client_id=client_id,
        defaults={
            "project_id": project.id,
            "revision": project.revision,
            "render": render,
            "video_id": video_id,
            "ahead": ahead,
        },
    )
    if not fresh:
        _check_same(made, publishes=bool(video_id), ahead=ahead)
    return made, fresh


def _check_same(known: Order, *, publishes: bool, ahead: bool) -> None:
    if (bool(known.video_id), known.ahead) != (publishes, ahead):
        raise Refusal(
            "name_taken",
            "Something else was asked for under this name already. Please try once more.",
            status=409,
        )


def cancel(person_id: int, order_id: int) -> None:
    """Somebody does not want their film any more: one that lies here is let go; a render that nobody wants
    stops, and a video that was to have the film ends with that reason. Refuses ``no_such_render``."""
    row = Order.objects.filter(person_id=person_id, id=order_id).first()
    if row is None:
        raise no_such_render()
    _cancel(row)
    keeping.let_go(row.id)
    news.of_render(person_id, row.id)


def hear_erased(fact: VideoErased) -> None:
    """A video was deleted: nobody wants its film any more, made or not. Where its maker has it lying here to
    take away, it counts as that from now on."""
    for row in Order.objects.filter(video_id=fact.video_id, state="open"):
        _cancel(row)
    keeping.count_anew(fact.video_id)
    Render.objects.filter(orders__video_id=fact.video_id).update(used_ms=0)


def begun(render_id: int) -> tuple[Render, list[Found]] | None:
    """What there is to make, for whoever may still use what it is made of; None when there is nothing to do.

    Orders of people who may not are ended, with the reason. A material may be another object by now than when
    it was asked for (a sharper film): what is rendered is what was asked for, while that is there.
    """
    with transaction.atomic():  # whoever asks for it now waits, and then finds it waiting or cancelled
        render = Render.objects.select_for_update().filter(id=render_id, state="waiting").first()
        if render is None:
            return None
        named = msgspec.json.decode(render.sources, type=list[Found])
        for row in _held(render_id):
            why = _why_not(row, named)
            if why is not None:
                end_order(row.id, "failed", why)
        if Order.objects.filter(render=render, state="open").exists():
            return render, named
        render.state, render.used_ms = "cancelled", now_ms()
        render.save(update_fields=["state", "used_ms"])
        reels.drop(render_id)
        return None


def became_done(render_id: int, key: str, size: int, width: int, height: int, duration_ms: int) -> None:
    """The film is made: in the transaction that says so, everybody who asked for it gets it."""
    render = Render.objects.select_for_update().filter(id=render_id, state="waiting").first()
    if render is None:
        return
    video_doors.refer_to(key)
    render.state, render.progress, render.object_key, render.size = "done", 1.0, key, size
    render.width, render.height, render.duration_ms = width, height, duration_ms
    render.code = render.sentence = ""
    named = msgspec.json.decode(render.sources, type=list[Found])
    render.digest = _digest_now(render, named)
    render.save()
    reels.drop(render_id)
    for row in _held(render_id):
        why = _why_not(row, named)
        if why is not None:
            end_order(row.id, "failed", why)
        else:
            finish(row, render)


def _held(render_id: int) -> list[Order]:
    """The open orders of a render whose row the caller holds, with their videos and people held, too."""
    asked = Order.objects.select_for_update().filter(render_id=render_id, state="open")
    rows = list(asked.order_by("id"))
    video_doors.hold_still(*(row.video_id for row in rows if row.video_id))
    accounts_doors.hold_still(*(row.person_id for row in rows))
    return rows


def became_failed(render_id: int, why: Refusal) -> None:
    """It can't be made, for a reason that everybody who asked for it reads; in the caller's transaction."""
    failed = Render.objects.filter(id=render_id, state="waiting")
    if failed.update(state="failed", code=why.code, sentence=why.sentence, fields=why.fields, progress=0):
        reels.drop(render_id)
        for row in _held(render_id):
            end_order(row.id, "failed", why)


def job_died(render_id: int, job_id: int) -> None:
    """The job that was to make it was given up; one that was cancelled, and asked for again, has another."""
    if Render.objects.filter(id=render_id, job_id=job_id).exists():
        became_failed(render_id, could_not())


def grows(render_id: int, fraction: float) -> None:
    """How far a render is, where those who wait for it look."""
    Render.objects.filter(id=render_id, state="waiting").update(progress=round(fraction, 3))
    with transaction.atomic():
        for row in Order.objects.filter(render_id=render_id, state="open").order_by("video_id"):
            if row.video_id:
                video_doors.film_grows(row.video_id, round(fraction, 3))
            news.of_render(row.person_id, row.id)


def end_order(order_id: int, state: str, why: Refusal | None = None) -> None:
    """An open order comes to its end; the video it was for says why, too."""
    with transaction.atomic():
        row = Order.objects.select_for_update().filter(id=order_id, state="open").first()
        if row is None:
            return
        row.state, row.ended_ms = state, now_ms()
        if why is not None:
            row.code, row.sentence, row.fields = why.code, why.sentence, why.fields
            if row.video_id:
                video_doors.film_fails(row.video_id, why)
        row.save()
        news.of_render(row.person_id, row.id)


def why_withheld(row: Order) -> Refusal | None:
    """Why whoever asked for a film that is made does not get it (any more); None: they do."""
    if not keeping.is_there(row):
        return keeping.gone()
    named = msgspec.json.decode(row.render.sources, type=list[Found])
    why = _why_not(row, named)
    if why is None and sources.has_changed(named):
        return Refusal(
            "part_changed",
            "A video that is part of this film has changed since. Please have the film made again.",
            status=409,
        )
    return why


def could_not() -> Refusal:
    return Refusal(
        "could_not_render",
        "We could not make this film. The fault is ours: please try again later.",
    )


def _stopped() -> Refusal:
    return Refusal("film_stopped", "You stopped the making of its film.")


def no_such_render() -> Refusal:
    return Refusal("no_such_render", "This film is not here (any more).", status=404)


def digest_of(montage: Montage, named: Sequence[Found], target: object, marks: str = "") -> str:
    """The same only for the same film: of the document, of the bytes it is cut from, of how we render, of
    what is drawn into it, and of a film by whose certificate it is sealed."""
    sealed = video_doors.seal_edition() if isinstance(target, Film) else ""
    edition = [documents.EDITION, sealed] if sealed else documents.EDITION
    said = [edition, documents.text(montage).decode(), sorted((one.name.id, one.object_key) for one in named)]
    text = msgspec.json.encode([*said, type(target).__name__, target, *([marks] if marks else [])])
    return hashlib.sha256(text).hexdigest()


def _digest_now(render: Render, named: Sequence[Found]) -> str:
    """What a film that was just made is known by: the house may have another certificate than when it was
    asked for. Where such a one is known already, nobody is given this one but those who asked."""
    digest = digest_of(documents.kept(render.document), named, Film(), render.marks)
    if digest == render.digest or not Render.objects.filter(digest=digest).exists():
        return digest
    return hashlib.sha256(f"{digest} {render.id}".encode()).hexdigest()


def known_by(asked: asking.Asked) -> str:
    """The digest of the film that is asked for."""
    return digest_of(asked.montage, asked.bytes_of, Film(), asked.marks)


def wanted(asked: asking.Asked) -> Render:
    """The render, waiting or done, held by the caller's transaction; one that did not end well waits anew."""
    document, named = documents.text(asked.montage).decode(), msgspec.json.encode(asked.bytes_of).decode()
    render, fresh = Render.objects.select_for_update().get_or_create(
        digest=known_by(asked),
        defaults={
            "marks": asked.marks,
            "document": document,
            "sources": named,
            "cost_cpu_s": asked.cost,
        },
    )
    render.used_ms, render.sources = now_ms(), named
    if render.state in ("failed", "cancelled", "gone"):
        render.state, render.progress, render.code, render.sentence = "waiting", 0, "", ""
        render.document, render.fields, render.cost_cpu_s = document, {}, asked.cost
        fresh = True
    if fresh:
        start(render)
    render.save()
    return render


def some_wait(digest: str) -> bool:
    """Whether renders other than this one are not begun yet, for others are being made."""
    return Render.objects.filter(state="waiting", progress=0).exclude(digest=digest).exists()


def start(render: Render) -> None:
    """Give a render, whose row the caller holds, a job."""
    from mutoscope.apps.studio import tasks  # tasks need these services

    job = flow.enqueue_once(tasks.make_render, str(render.id), render.id)
    render.job_id = from_text(job.id)
    render.save(update_fields=["job_id"])


def finish(row: Order, render: Render) -> None:
    """The film is there, in the caller's transaction: its video goes on its way, or it lies ready to be
    taken, or says why there is no room for it. One that was begun ahead waits to be asked for."""
    if row.ahead:
        end_order(row.id, "done")
        return
    full = None
    if row.video_id:
        counted = keeping.counted(row.person_id, render)
        full = video_doors.film_arrives(row.video_id, render.object_key, render.size, counted)
    try:
        if full is None:
            keeping.lay_down(row, render)
    except Refusal as refusal:
        full = refusal
    if full is not None:
        end_order(row.id, "failed", full)
        return
    news.of_render(row.person_id, row.id)


def _cancel(row: Order) -> None:
    jobs = Render.objects.filter(id=row.render_id).values_list("job_id", flat=True)
    while not _cancelled(row, jobs.first() or 0):
        pass  # it was given another job meanwhile


def _cancelled(row: Order, job_id: int) -> bool:
    """False, and nothing has changed: the job that makes it is another one, to be held before the render."""
    with transaction.atomic():
        flow.hold_still(job_id)
        render = Render.objects.select_for_update().filter(id=row.render_id).first()
        if render is None:
            return True
        if render.job_id != job_id:
            transaction.set_rollback(True)  # lets go of both
            return False
        end_order(row.id, "cancelled", _stopped() if row.video_id else None)
        if render.state == "waiting" and not Order.objects.filter(render=render, state="open").exists():
            render.state = "cancelled"
            render.save(update_fields=["state"])
            reels.drop(render.id)
            flow.cancel(job_id, "Nobody waits for this film any more.")
    return True


def _why_not(row: Order, named: Sequence[Found]) -> Refusal | None:
    """Why this person may not have the film (any more); None: they may."""
    viewer = accounts.viewer(row.person_id)
    if viewer is None:
        return no_such_render()
    try:
        linking.ask_again(viewer, row, [one.name for one in named])
    except Refusal as refusal:
        return refusal
    return None
