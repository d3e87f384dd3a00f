"""Videos as parts of others: who may make what of one, and whether its part may still be shown."""

from collections.abc import Collection, Sequence

import msgspec

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.videos.cards import offer, onlookers, read_rows, shown
from mutoscope.apps.videos.models import Sound, Video
from mutoscope.core.policy import reuse
from mutoscope.core.policy.life import RESTRICTED, SHOWN
from mutoscope.core.policy.visibility import may_see
from mutoscope.core.units import Refusal


class Standing(msgspec.Struct, frozen=True):
    """Where a video stands, for what was made of it."""

    video_id: int
    creator_id: int
    """0: there never was one, or its creator left."""
    cut: int
    """Changes when what is served of it shows another film, and not before."""
    open: bool
    """Everybody may see it, given the age."""
    there: bool
    """It is neither deleted, nor held, nor taken down."""
    made: bool
    """It has a film, and got past its beginnings."""
    harmful: bool
    """Our team took it down, or something that it still shows."""
    waits: bool
    """It is held until another film takes the place of its own, and none is on its way."""
    min_age: int = 0


def offer_to(video_id: int, viewer: Viewer) -> reuse.Offer:
    """The video as ``viewer`` stands to it who would like to use it; one that is not there is not seen."""
    return offers_to([video_id], viewer)[video_id]


def offers_to(ids: Collection[int], viewer: Viewer) -> dict[int, reuse.Offer]:
    """The same of many, by id."""
    found = dict.fromkeys(ids, reuse.Offer())
    if not found:
        return found
    marks = ", ".join(["%s"] * len(found))
    rows = read_rows(f"WHERE v.id IN ({marks})", list(found))
    people = accounts.people({row.creator_id for row in rows})
    towards = onlookers(viewer, [row.creator_id for row in rows])
    for row in rows:
        sees = may_see(shown(row, people), towards[row.creator_id])
        found[row.id] = offer(row, viewer, people.get(row.creator_id), sees=sees)
    return found


def why_not_to_use(
    video_id: int, viewer: Viewer, roles: Sequence[reuse.Role] = ("clip", "duet", "stitch")
) -> Refusal | None:
    """Why ``viewer`` may not use a video in any of these ways; None: in one of them they may.

    The refusals are those of ``core.policy.reuse.why_not``.
    """
    return reuse.why_not(offer_to(video_id, viewer), roles)


def standings(ids: Collection[int]) -> dict[int, Standing]:
    """Where each of ``ids`` stands, those that are not there any more among them."""
    columns = (
        "id",
        "creator_id",
        "state",
        "audience",
        "deleted",
        "film_cut",
        "held_to_cut",
        "cut",
        "min_age",
    )
    rows = Video.objects.filter(id__in=set(ids)).values_list(*columns)
    people = accounts.people({row[1] for row in rows})
    found = dict.fromkeys(ids)
    nowhere = Standing(0, 0, 0, open=False, there=False, made=False, harmful=False, waits=False)
    return {one: msgspec.structs.replace(nowhere, video_id=one) for one in found} | {
        video_id: Standing(
            video_id,
            creator_id,
            cut,
            open=not deleted
            and state in SHOWN
            and audience == "everyone"
            and creator_id in people
            and not people[creator_id].is_private,
            made=not deleted and state not in ("rendering", "uploading", "failed"),
            there=not deleted and state not in RESTRICTED,
            harmful=not deleted and (state == "removed" or held_to_cut > 0),
            waits=not deleted and held_to_cut > on_its_way,
            min_age=min_age,
        )
        for video_id, creator_id, state, audience, deleted, cut, held_to_cut, on_its_way, min_age in rows
    }


def source_of_sound(sound_id: int) -> int:
    """The video that a sound came with; 0: there is none any more."""
    return Sound.objects.filter(id=sound_id).values_list("source_id", flat=True).first() or 0
