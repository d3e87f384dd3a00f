"""Edges: who was made of whom, derived from the document that is rendered, with the leave it was given.

What a client says about where its parts come from is never read. The role of a video in a project is decided
by what the document shows (``core.montage.lineage``); its author's leave for that role is asked when the film
is ordered, and written down as it was then.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

import msgspec

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.flow import services as flow
from mutoscope.apps.studio import documents, sources, using
from mutoscope.apps.studio.contracts import VideoUsed
from mutoscope.apps.studio.leaves import Offers
from mutoscope.apps.studio.models import Edge, KeptSource, Order, Project, Render, Script
from mutoscope.apps.studio.sources import Found
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos import services as video_doors
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.montage.document import Montage
from mutoscope.core.montage.lineage import Grant, Used, fitting, uses_of
from mutoscope.core.policy.reuse import Role, why_not
from mutoscope.core.units import Refusal

_BY_PROJECT: tuple[Role, ...] = ("remix", "template")
"""Roles of a video whose project was used, whether or not its film is in the document."""
_MOST_NAMED = 2
"""Handles in the mark of a film with parts of several people."""


class Part(msgspec.Struct, frozen=True):
    """A video, or the sound of one, that a montage is made with."""

    parent_id: int
    sound_id: int
    role: Role
    grant: Grant
    uses: tuple[Used, ...] = ()
    materials: tuple[Named, ...] = ()


def parts_of(offers: Offers, montage: Montage, project: Project, *, to_keep: bool = False) -> list[Part]:
    """Everything of others', or published by oneself, that is in the montage of whoever has the ``offers``.

    Refuses what its author doesn't allow in the way it is used, by name, with the id in ``fields.material``;
    of a film ``to_keep`` as a file also ``part_stays_here``.
    """
    viewer, every, now = offers.viewer, uses_of(montage), now_ms()
    names = list(dict.fromkeys(one.material for one in every))
    shapes = sources.shapes(names, viewer, offers) if any(name.origin == "video" for name in names) else {}
    found = [part for name in names for part in _part(offers, montage, name, every, project, now, shapes)]
    found += _lent(offers, every, project, now)
    if to_keep:
        _check_to_keep(viewer, found)
    if project.begun_from in _BY_PROJECT and videos.is_there(project.begun_id):
        role: Role = "remix" if project.begun_from == "remix" else "template"
        grant = _granted(offers, project.begun_id, (role,), now)[1]
        found.append(Part(project.begun_id, 0, role, grant))
    return list(_together(found))


def ask_again(viewer: Viewer, order: Order, names: Sequence[Named]) -> None:
    """Everything that was asked when the film was ordered, as it is now. Refuses what ``parts_of`` does, and
    ``part_changed`` where a film to keep must have another mark by now."""
    offers = Offers(viewer)
    using.check(names, viewer, offers)
    project = Project.objects.filter(id=order.project_id).first() or Project()  # it may be thrown away by now
    montage, to_keep = documents.kept(order.render.document), not order.video_id and not order.ahead
    parts = parts_of(offers, montage, project, to_keep=to_keep)
    if to_keep and marks_of(viewer, parts) != order.render.marks:
        raise Refusal(
            "part_changed",
            "A video that is part of this film has changed since. Please have the film made again.",
            status=409,
        )


def marks_of(viewer: Viewer, parts: Sequence[Part]) -> str:
    """Whose handles stand in a film of these parts that ``viewer`` takes away, in one line; empty: it is
    bare."""
    parents = dict.fromkeys(part.parent_id for part in parts if _is_film(part))
    marked = [one for one in parents if videos.manner_of_keeping(one, viewer) == "marked"]
    makers = accounts.people(videos.creators_of(marked).values())
    handles = sorted({one.handle for one in makers.values() if one.id != viewer.person_id})
    more = f" +{len(handles) - _MOST_NAMED}" if len(handles) > _MOST_NAMED else ""
    return " ".join(f"@{one}" for one in handles[:_MOST_NAMED]) + more


def write(video_id: int, parts: Sequence[Part], render: Render) -> None:
    """Note what a video is made with, and keep what is needed to make its film again without a part of it; in
    the caller's transaction."""
    if not parts:
        return
    for part in parts:
        Edge.objects.get_or_create(
            child_id=video_id,
            parent_id=part.parent_id,
            sound_id=part.sound_id,
            role=part.role,
            defaults={
                "grant": msgspec.json.encode(part.grant).decode(),
                "materials": [[one.origin, one.id] for one in part.materials],
                "uses": [[one.source_from_ms, one.source_to_ms, one.from_ms, one.to_ms] for one in part.uses],
            },
        )
    inherit_age(video_id)
    standing = videos.standings({part.parent_id for part in parts})
    shown = {str(one.video_id): one.cut for one in standing.values()}
    cut = {
        str(using.parent_of(one.name)): one.cut
        for one in msgspec.json.decode(render.sources, type=list[Found])
    }
    shown |= {one: cut[one] for one in shown if one in cut}  # the film it is made of may be older by now
    script, fresh = Script.objects.get_or_create(
        video_id=video_id,
        defaults={
            "document": render.document,
            "sources": render.sources,
            "shown": msgspec.json.encode(shown).decode(),
        },
    )
    if fresh:
        lent = {one for part in parts for one in part.materials}
        found = [one for one in kept_sources(script) if one.name.origin == "upload" and one.name not in lent]
        keys = sorted({one.object_key for one in found})
        KeptSource.objects.bulk_create(KeptSource(script=script, object_key=key) for key in keys)


def inherit_age(video_id: int) -> None:
    """A video is for nobody who is too young for one of its parts; in the caller's transaction."""
    parents = Edge.objects.filter(child_id=video_id).values_list("parent_id", flat=True)
    ages = [one.min_age for one in videos.standings(set(parents)).values()]
    video_doors.raise_age(video_id, max(ages, default=0))


def tell(video_id: int) -> None:
    """Record for each author, once, that this published video was made with theirs; in the caller's
    transaction."""
    person_id = videos.creator_of(video_id)
    fresh = Edge.objects.filter(child_id=video_id, told=False)
    parents = sorted(set(fresh.values_list("parent_id", flat=True)))
    fresh.update(told=True)
    for parent_id, standing in videos.standings(parents).items():
        author_id = standing.creator_id
        if standing.there and author_id not in (0, person_id):
            flow.record(
                VideoUsed(child_id=video_id, person_id=person_id, parent_id=parent_id, author_id=author_id)
            )


def is_parent(video_id: int) -> bool:
    return Edge.objects.filter(parent_id=video_id).exists()


def parents_by(person_id: int) -> Iterator[int]:
    """Somebody's videos that others, or they themselves, made something with."""
    after = 0
    while ids := videos.ids_by_creator(person_id, after, 200):
        used = Edge.objects.filter(parent_id__in=ids).values_list("parent_id", flat=True)
        yield from sorted(set(used))
        after = ids[-1]


def has_parents(person_id: int) -> bool:
    return next(parents_by(person_id), 0) != 0


def kept_sources(script: Script) -> list[Found]:
    return msgspec.json.decode(script.sources, type=list[Found])


def montage_of(script: Script) -> Montage:
    return documents.kept(script.document)


def _part(
    offers: Offers,
    montage: Montage,
    name: Named,
    every: Sequence[Used],
    project: Project,
    now: int,
    shapes: Mapping[Named, float],
) -> Iterator[Part]:
    parent_id = using.parent_of(name)
    if not parent_id:
        return
    uses = tuple(one for one in every if one.material == name)
    if name.origin == "sound":
        grant = Grant(now, own=videos.creator_of(parent_id) == offers.viewer.person_id)
        yield Part(parent_id, using.id_of(name.id), "sound", grant, uses, (name,))
        return
    begun_as = project.begun_from if project.begun_id == parent_id else ""
    roles = fitting(montage, name, begun_as if begun_as in get_args(Role) else "", shapes)
    role, grant = _granted(offers, parent_id, roles, now, name)
    yield Part(parent_id, 0, role, grant, uses, (name,))


def _lent(offers: Offers, every: Sequence[Used], project: Project, now: int) -> Iterator[Part]:
    """Uploads of others, which came with a timeline that this person goes on with or fills."""
    ways: tuple[Role, ...] = (
        ("template", "remix") if project.begun_from == "template" else ("remix", "template")
    )
    named = {using.id_of(one.material.id): one.material for one in every if one.material.origin == "upload"}
    for material_id, video_id in using.lent_by(named, offers).items():
        name = named[material_id]
        role, grant = _granted(offers, video_id, ways, now, name)
        yield Part(video_id, 0, role, grant, tuple(one for one in every if one.material == name), (name,))


def _check_to_keep(viewer: Viewer, parts: Sequence[Part]) -> None:
    """A file with somebody's video in it is a file of that video. Sounds have a switch of their own."""
    for part in parts:
        if _is_film(part) and videos.manner_of_keeping(part.parent_id, viewer) == "no":
            raise Refusal(
                "part_stays_here",
                "A part of this film is somebody's who doesn't let others take it away. You can publish the"
                " film here.",
                fields={"material": part.materials[0].id},
                status=403,
            )


def _is_film(part: Part) -> bool:
    """Not a sound, and not only the cuts of a project."""
    return part.role != "sound" and bool(part.materials)


def _together(parts: Sequence[Part]) -> Iterator[Part]:
    """One part for each way in which one video is used."""
    groups: dict[tuple[int, int, str], list[Part]] = {}
    for part in parts:
        groups.setdefault((part.parent_id, part.sound_id, part.role), []).append(part)
    for first, *more in groups.values():
        uses = tuple(use for part in (first, *more) for use in part.uses)
        names = tuple(name for part in (first, *more) for name in part.materials)
        yield msgspec.structs.replace(first, uses=uses, materials=names)


def _granted(
    offers: Offers, parent_id: int, roles: Sequence[Role], now: int, name: Named | None = None
) -> tuple[Role, Grant]:
    """The first of these ways that the author allows, and what they allow."""
    film = name is not None and name.origin == "video"
    offer = offers.of_film(parent_id) if film else offers.of_video(parent_id)
    for role in roles:
        if why_not(offer, (role,)) is None:
            own = videos.creator_of(parent_id) == offers.viewer.person_id
            return role, Grant(now, own=own, allows=offer.allows)
    why = why_not(offer, roles)
    assert why is not None, "none of the ways is allowed"
    fields = dict(why.fields) | ({"material": name.id} if name else {})
    raise Refusal(why.code, why.sentence, fields=fields, status=why.status)
