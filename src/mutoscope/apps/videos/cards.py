"""Cards: what a player needs to show videos to one viewer, many at a time, in a handful of reads.

One raw read brings the videos with their renditions already written out; one each brings the people, the
viewer's standing with them, what the viewer did to the videos, and what they are made of. How many videos
there are does not matter.
"""

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence

import msgspec
from django.db import connection

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import PersonCard, Viewer
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.relations.contracts import Ties
from mutoscope.apps.videos.addresses import media_url
from mutoscope.apps.videos.contracts import (
    CommentOnCard,
    CountsOnCard,
    CreatorOnCard,
    CreditOnCard,
    RenditionOnCard,
    Responses,
    SoundOnCard,
    VideoCard,
    ViewerOnCard,
)
from mutoscope.apps.videos.parts import Parts, credit, parts_of
from mutoscope.core.policy import reuse
from mutoscope.core.policy.comments import may_comment
from mutoscope.core.policy.downloads import Manner, manner
from mutoscope.core.policy.visibility import Onlooker, Shown, is_public, may_see
from mutoscope.core.units import to_text

ResponsesOf = Callable[[Viewer, Sequence[int], Sequence[int]], Responses]
"""(viewer, videos, comments that some of these answer)"""
_responses_of: list[ResponsesOf] = []

_COLUMNS = (
    "v.id, v.creator_id, v.state, v.audience, v.deleted, v.min_age, v.media_key, v.caption, v.tags,"
    " v.duration_ms, v.width, v.height, v.poster, v.blurhash, v.renditions_json, v.published_ms,"
    " v.comments_for, v.allow_download, v.allows, v.answers, v.likes, v.comments, v.saves, v.reposts,"
    " v.elsewhere_ms, s.id, s.title, s.creator_id"
)
_FROM = "FROM videos_video v LEFT JOIN videos_sound s ON s.id = v.sound_id"


class Row(msgspec.Struct, frozen=True):
    """The columns above."""

    id: int
    creator_id: int
    state: str
    audience: str
    deleted: bool
    min_age: int
    media_key: str
    caption: str
    tags: str
    duration_ms: int
    width: int
    height: int
    poster: str
    blurhash: str
    renditions: str
    published_ms: int
    comments_for: str
    allow_download: bool
    allows: str
    answers: int
    likes: int
    comments: int
    saves: int
    reposts: int
    elsewhere_ms: int
    sound_id: int | None
    sound_title: str | None
    sound_creator_id: int | None


class StoredRendition(msgspec.Struct, frozen=True):
    name: str
    codecs: str
    width: int
    height: int
    kbps: int
    size: int
    head_bytes: int


_renditions = msgspec.json.Decoder(list[StoredRendition])
_tags = msgspec.json.Decoder(tuple[str, ...])


def learn_responses_from(responses_of: ResponsesOf) -> None:
    """Who likes what is known further up the ladder: that app says here how to ask it, when it starts."""
    _responses_of[:] = [responses_of]


class Family(msgspec.Struct, frozen=True):
    """What some videos are made of, as one viewer stands to it."""

    viewer: Viewer
    parts: Parts
    above: Mapping[int, Row]
    people: Mapping[int, PersonCard]
    towards: Mapping[int, Onlooker]

    def credit(self, row: Row) -> CreditOnCard | None:
        made_of = self.parts.by_video.get(row.id, ())
        return credit(made_of, row.sound_id or 0, self._named) if made_of else None

    def manner(self, row: Row) -> Manner:
        """How the viewer, who may see the video, may take it away with all that is in it."""
        return self.parts.least(row.id, self._alone(row), self._of_part)

    def _alone(self, row: Row) -> Manner:
        return manner_for(row, self.viewer, public=is_public(shown(row, self.people)))

    def _of_part(self, video_id: int) -> Manner:
        row = self.above.get(video_id)
        return self._alone(row) if row is not None and self._sees(row) else "no"

    def _named(self, video_id: int) -> str:
        row = self.above.get(video_id)
        maker = self.people.get(row.creator_id) if row is not None and self._sees(row) else None
        return maker.handle if maker else ""

    def _sees(self, row: Row) -> bool:
        return may_see(shown(row, self.people), self.towards[row.creator_id])


def family_of(row: Row, viewer: Viewer) -> Family:
    parts = parts_of([row.id])
    above = {one.id: one for one in _rows_of(parts.all())}
    creators = {row.creator_id, *(one.creator_id for one in above.values())}
    return Family(viewer, parts, above, accounts.people(creators), onlookers(viewer, sorted(creators)))


def _rows_of(ids: Collection[int]) -> list[Row]:
    if not ids:
        return []
    return read_rows(f"WHERE v.id IN ({', '.join(['%s'] * len(ids))})", ids)


def cards(ids: Sequence[int], viewer: Viewer, ties: Ties | None = None) -> list[VideoCard]:
    """Cards of those of ``ids`` that ``viewer`` may see, in the order asked.

    Whoever has just read the viewer's ``ties`` gives them, and they are not read again.
    """
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return []
    rows = {row.id: row for row in _rows_of(wanted)}
    return of_rows([rows[one] for one in wanted if one in rows], viewer, ties)


def read_rows(rest: str, parameters: Iterable[object]) -> list[Row]:
    """Rows for cards; ``rest`` is SQL of ours after FROM, never anybody's words."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_COLUMNS} {_FROM} {rest}", list(parameters))
        return [Row(*row) for row in cursor.fetchall()]


def of_rows(rows: Sequence[Row], viewer: Viewer, ties: Ties | None = None) -> list[VideoCard]:
    """Cards of the rows ``viewer`` may see and that have something to show."""
    parts = parts_of([row.id for row in rows])
    above = {row.id: row for row in _rows_of(parts.all())}
    everything = [*rows, *above.values()]
    people = accounts.people(
        {row.creator_id for row in everything} | {row.sound_creator_id or 0 for row in rows} - {0}
    )
    towards = onlookers(viewer, [row.creator_id for row in everything], ties)
    family = Family(viewer, parts, above, people, towards)
    fans = who_follow(rows, viewer)
    seen = [row for row in rows if may_see(shown(row, people), towards[row.creator_id])]
    responses = Responses()
    if _responses_of and seen:
        answered = [row.answers for row in seen if row.answers]
        responses = _responses_of[0](viewer, [row.id for row in seen], answered)
    made = (_card(row, people, viewer, towards[row.creator_id], responses, fans, family) for row in seen)
    return [card for card in made if card.renditions]


def onlookers(viewer: Viewer, creator_ids: Sequence[int], ties: Ties | None = None) -> dict[int, Onlooker]:
    """What the visibility decision needs to know of ``viewer`` towards each creator."""
    creators = set(creator_ids)
    if ties is None:
        ties = relations.ties_among(viewer.person_id, creators - {viewer.person_id})
    follows, blocked = creators.intersection(ties.follows), creators.intersection(ties.blocked)
    return {
        creator_id: Onlooker(
            person_id=viewer.person_id,
            age=viewer.age,
            is_staff=viewer.is_staff,
            follows=creator_id in follows,
            blocked=creator_id in blocked,
        )
        for creator_id in creators
    }


def shown(row: Row, people: Mapping[int, PersonCard]) -> Shown:
    creator = people.get(row.creator_id)
    return Shown(
        creator_id=row.creator_id,
        state=row.state,  # type: ignore[arg-type]  # the database holds nothing else
        audience=row.audience,
        creator_is_private=creator is None or creator.is_private,
        creator_is_active=creator is not None,
        min_age=row.min_age,
        deleted=bool(row.deleted),
    )


def _card(
    row: Row,
    people: Mapping[int, PersonCard],
    viewer: Viewer,
    towards: Onlooker,
    responses: Responses,
    fans: Container[int],
    family: Family,
) -> VideoCard:
    public, now = is_public(shown(row, people)), now_ms()

    def address(name: str) -> str:
        return media_url(row.media_key, name, public=public, viewer_key=viewer.key, now=now)

    creator, keeps = people.get(row.creator_id), family.manner(row)
    return VideoCard(
        id=to_text(row.id),
        creator=creator_on_card(creator, row.creator_id),
        caption=row.caption,
        tags=_tags.decode(row.tags),
        sound=_sound(row, people),
        duration_ms=row.duration_ms,
        width=row.width,
        height=row.height,
        poster_url=address(row.poster),
        blurhash=row.blurhash,
        renditions=tuple(
            RenditionOnCard(
                url=address(one.name),
                codecs=one.codecs,
                width=one.width,
                height=one.height,
                kbps=one.kbps,
                size=one.size,
                head_bytes=one.head_bytes,
            )
            for one in _renditions.decode(row.renditions)
        ),
        audience=row.audience,  # type: ignore[arg-type]  # the database holds nothing else
        comments_for=row.comments_for,  # type: ignore[arg-type]  # the database holds nothing else
        allow_download=bool(row.allow_download),
        allows=reuse.read(row.allows),
        published_ms=row.published_ms,
        elsewhere_ms=row.elsewhere_ms,
        counts=CountsOnCard(
            likes=row.likes,
            comments=0 if row.comments_for == "nobody" else row.comments,
            saves=row.saves,
            reposts=row.reposts,
        ),
        viewer=ViewerOnCard(
            liked=row.id in responses.liked,
            saved=row.id in responses.saved,
            reposted=row.id in responses.reposted,
            follows=towards.follows,
            own=is_own(row, viewer),
            may_comment=may_write(row, viewer, towards, fans),
            may_download=keeps != "no",
            download_marked=keeps == "marked",
            may_use=reuse.may_use(offer(row, viewer, creator, sees=True)),
        ),
        answers=_answered(row, responses),
        credit=family.credit(row),
        state=row.state,
    )


def is_own(row: Row, viewer: Viewer) -> bool:
    return bool(viewer.person_id) and viewer.person_id == row.creator_id


def who_follow(rows: Iterable[Row], viewer: Viewer) -> frozenset[int]:
    """Those creators who follow the viewer, where that decides who may comment; mostly nobody is asked."""
    asked = {row.creator_id for row in rows if row.comments_for == "following"}
    stands = relations.standing(viewer.person_id, asked - {viewer.person_id})
    return frozenset(one for one, stand in stands.items() if stand.followed_by)


def may_write(row: Row, viewer: Viewer, towards: Onlooker, fans: Container[int]) -> bool:
    """Whether ``viewer``, who may see the video, may comment on it; ``fans`` are creators who follow them."""
    return may_comment(
        row.comments_for,
        has_account=bool(viewer.person_id),
        own=is_own(row, viewer),
        follows=towards.follows,
        followed=row.creator_id in fans,
    )


def manner_for(row: Row, viewer: Viewer, *, public: bool) -> Manner:
    """How ``viewer``, who may see the video, may take it away."""
    return manner(sees=True, own=is_own(row, viewer), public=public, allowed=bool(row.allow_download))


def offer(row: Row, viewer: Viewer, creator: PersonCard | None, *, sees: bool) -> reuse.Offer:
    """The video as ``viewer`` stands to it who would like to make something of it."""
    return reuse.Offer(
        own=is_own(row, viewer),
        sees=sees,
        for_everyone=row.audience == "everyone" and creator is not None and not creator.is_private,
        has_account=bool(viewer.person_id),
        allows=reuse.read(row.allows),
        author=creator.handle if creator else "",
    )


def _answered(row: Row, responses: Responses) -> CommentOnCard | None:
    return responses.answers.get(row.answers) if row.answers else None


def creator_on_card(person: PersonCard | None, person_id: int) -> CreatorOnCard:
    if person is None:
        return CreatorOnCard(id=to_text(person_id), handle="", name="", avatar_url="")
    return CreatorOnCard(
        id=to_text(person.id), handle=person.handle, name=person.name, avatar_url=person.avatar_url
    )


def _sound(row: Row, people: Mapping[int, PersonCard]) -> SoundOnCard | None:
    if row.sound_id is None:
        return None
    maker = people.get(row.sound_creator_id or 0)
    return SoundOnCard(
        id=to_text(row.sound_id), title=row.sound_title or "", creator_handle=maker.handle if maker else ""
    )
