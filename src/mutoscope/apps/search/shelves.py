"""Pages of tags and sounds: which videos use them, the newest first, and how many strangers may see.

What stands here is kept by facts beside the index; who may see a video is asked when its card is made.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec
from django.db import connection
from django.db.models import Count
from django.db.transaction import atomic

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.search.contracts import SoundFound, SoundPage, TagFound, TagPage
from mutoscope.apps.search.models import Entry, Use
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import Listed, VideoCard
from mutoscope.core.policy.captions import fold, tags_written
from mutoscope.core.policy.mutes import tag_of
from mutoscope.core.units import Refusal, cursor_after, from_text, read_cursor, to_text

PAGE = 24
_LONGEST_TAG = 200
_SPELT = 50
"""The newest videos with a tag say how it is written."""


def keep(video_ids: Sequence[int], listed: Sequence[Listed]) -> set[tuple[str, str]]:
    """Let the uses by these videos be those that ``listed`` says; (kind, ref) of every use that changed."""
    wanted = {(use.kind, use.ref, use.video_id): use for video in listed for use in _uses_of(video)}
    with atomic():
        rows = Use.objects.filter(video_id__in=list(video_ids))
        standing = {(use.kind, use.ref, use.video_id): use for use in rows}
        gone = [one for one in standing if one not in wanted]
        changed = [one for one, use in wanted.items() if one not in standing or _differ(use, standing[one])]
        for kind, ref, video_id in gone:
            Use.objects.filter(kind=kind, ref=ref, video_id=video_id).delete()
        Use.objects.bulk_create(
            [wanted[one] for one in changed],
            update_conflicts=True,
            unique_fields=["kind", "ref", "video_id"],
            update_fields=["creator_id", "open", "published_ms"],
        )
    return {(kind, ref) for kind, ref, _ in (*gone, *changed)}


def open_uses(kind: str, refs: Iterable[str]) -> dict[str, int]:
    """How many videos that anybody may see use each; what none uses is left out."""
    used = Use.objects.filter(kind=kind, ref__in=list(refs), open=True)
    return dict(used.values_list("ref").annotate(n=Count("video_id")).order_by())


def spellings(tags: Iterable[str]) -> dict[str, str]:
    """How most of the newest videos that anybody may see write each tag, of equals the newest; without those
    that stand in no caption."""
    users = {
        tag: list(
            Use.objects.filter(kind="t", ref=tag, open=True)
            .order_by("-published_ms", "-video_id")
            .values_list("video_id", flat=True)[:_SPELT]
        )
        for tag in tags
    }
    captions = videos.captions_of({one for ids in users.values() for one in ids})
    ways_in = {one: dict.fromkeys(tags_written(caption)) for one, caption in captions.items()}
    found: dict[str, str] = {}
    for tag, ids in users.items():
        ways = Counter(way for one in ids for way in ways_in.get(one, ()) if fold(way) == tag)
        if ways:
            found[tag] = ways.most_common(1)[0][0]
    return found


def written(tags: Sequence[str]) -> dict[str, str]:
    """How these tags are to be shown."""
    known = dict(Entry.objects.filter(kind="t", ref__in=tags).values_list("ref", "written"))
    return {tag: known.get(tag) or tag for tag in tags}


def tag_page(tag: str, viewer: Viewer, cursor: str) -> TagPage:
    """Refuses ``not_a_tag``, ``bad_cursor``."""
    folded = tag_of(tag)
    cards, following = _shelf("t", folded, viewer, cursor)
    way = written([folded])[folded]
    return TagPage(
        tag=folded, written=way, videos=_liked("t", [folded]).get(folded, 0), cards=cards, next=following
    )


def sound_page(sound_id: int, viewer: Viewer, cursor: str) -> SoundPage:
    """Refuses ``no_such_sound`` to whom may see no video with it, and ``bad_cursor``."""
    ref = to_text(sound_id)
    sound = videos.sound(sound_id, viewer)
    cards, following = _shelf("s", ref, viewer, cursor)
    apart = sound is not None and relations.hides_from(from_text(sound.creator.id), viewer.person_id)
    if sound is None or apart or not (sound.url or cards or cursor):
        raise Refusal("no_such_sound", "This sound is not here (any more).", status=404)
    return SoundPage(sound=sound, videos=_liked("s", [ref]).get(ref, 0), cards=cards, next=following)


def entry_after(kind: str, entry_id: int, places: int) -> int:
    """The id of the entry of a tag or sound so many places after ``entry_id``; 0: not so many are there."""
    younger = Entry.objects.filter(kind=kind, id__gt=entry_id).order_by("id").values_list("id", flat=True)
    return next(iter(younger[places - 1 : places]), 0)


def public_refs(kind: str, first: int, before: int, most: int) -> list[str]:
    """At most ``most`` tags or sounds that public videos use, from entry ``first`` up to ``before``."""
    used = Entry.objects.filter(kind=kind, id__gte=first, id__lt=before, liked__gt=0).order_by("id")
    return list(used.values_list("ref", flat=True)[:most])


def tags_found(tags: Sequence[str]) -> tuple[TagFound, ...]:
    uses = _liked("t", tags)
    ways = written(tags)
    return tuple(TagFound(tag=tag, written=ways[tag], videos=uses.get(tag, 0)) for tag in tags)


def sounds_found(refs: Sequence[str]) -> tuple[SoundFound, ...]:
    uses = _liked("s", refs)
    sounds = {to_text(one.id): one for one in videos.sounds_listed([from_text(ref) for ref in refs])}
    people = accounts.people({one.creator_id for one in sounds.values()})
    return tuple(
        SoundFound(
            id=ref,
            title=sound.title,
            creator_handle=maker.handle,
            creator_name=maker.name,
            duration_ms=sound.duration_ms,
            videos=uses.get(ref, 0),
        )
        for ref in refs
        if (sound := sounds.get(ref)) and (maker := people.get(sound.creator_id))
    )


def _shelf(kind: str, ref: str, viewer: Viewer, cursor: str) -> tuple[tuple[VideoCard, ...], str]:
    where: str = "kind = %s AND ref = %s"
    parameters: list[object] = [kind, ref]
    if not viewer.person_id:
        where += " AND open"
    if cursor:
        published_ms, video_id = read_cursor(cursor)
        where += " AND (published_ms < %s OR (published_ms = %s AND video_id < %s))"
        parameters += [published_ms, published_ms, video_id]
    with connection.cursor() as read:
        read.execute(
            f"SELECT video_id, published_ms FROM search_use WHERE {where}"  # noqa: S608 - parts of ours and marks
            f" ORDER BY published_ms DESC, video_id DESC LIMIT {PAGE + 1}",
            parameters,
        )
        rows = read.fetchall()
    page = rows[:PAGE]
    following = cursor_after(page[-1][1], page[-1][0]) if len(rows) > PAGE else ""
    mutes = relations.mutes_of(viewer.person_id)
    if kind == "t":  # whoever opens the page of a tag wants to see it, muted or not
        mutes = msgspec.structs.replace(mutes, tags=mutes.tags - {ref})
    else:
        mutes = msgspec.structs.replace(mutes, sounds=mutes.sounds - {from_text(ref)})
    cards = videos.cards([video_id for video_id, _ in page], viewer)
    return tuple(card for card in cards if not videos.is_muted(card, mutes)), following


def _liked(kind: str, refs: Sequence[str]) -> dict[str, int]:
    return dict(Entry.objects.filter(kind=kind, ref__in=refs).values_list("ref", "liked"))


def _uses_of(video: Listed) -> list[Use]:
    refs = [("t", tag) for tag in video.tags if len(tag) <= _LONGEST_TAG]
    if video.sound_id:
        refs.append(("s", to_text(video.sound_id)))
    return [
        Use(
            kind=kind,
            ref=ref,
            video_id=video.id,
            creator_id=video.creator_id,
            open=video.open,
            published_ms=video.published_ms,
        )
        for kind, ref in refs
    ]


def _differ(one: Use, other: Use) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in ("creator_id", "open", "published_ms"))
