"""Messages as a reader meets them: with the people in them, and the videos as far as they may be seen now."""

from collections.abc import Iterable, Mapping, Sequence

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import PersonCard, Viewer
from mutoscope.apps.messages.contracts import MessageView, PersonOnMessage, VideoOnMessage
from mutoscope.apps.messages.models import Message
from mutoscope.apps.videos import queries as videos
from mutoscope.core.units import from_text, to_text

People = Mapping[int, PersonCard]
Videos = Mapping[int, VideoOnMessage]


def of_messages(rows: Sequence[Message], viewer: Viewer) -> list[MessageView]:
    """Views of messages, in their order; three reads, however many."""
    people = accounts.people(in_messages(rows))
    films = shown_videos([row.video_id for row in rows if row.video_id], viewer)
    return [view(row, viewer.person_id, people, films) for row in rows]


def in_messages(rows: Iterable[Message]) -> set[int]:
    """Everybody who stands in these messages."""
    return {one for row in rows for one in (row.author_id, row.about_id) if one}


def view(row: Message, me: int, people: People, films: Videos) -> MessageView:
    own = row.author_id == me
    return MessageView(
        id=to_text(row.id),
        number=row.number,
        author=person(row.author_id, people),
        own=own,
        client_id=row.client_id if own else "",
        text=row.text,
        has_video=bool(row.video_id),
        video=films.get(row.video_id),
        note=row.note,
        about=person(row.about_id, people) if row.about_id else None,
        gone=row.gone,
        created_ms=row.created_ms,
    )


def person(person_id: int, people: People) -> PersonOnMessage:
    """Somebody as they stand in a message; without name and handle when their account is closed."""
    card = people.get(person_id)
    if card is None:
        return PersonOnMessage(to_text(person_id), "", "", "")
    return PersonOnMessage(to_text(card.id), card.handle, card.name, card.avatar_url)


def shown_videos(video_ids: Sequence[int], viewer: Viewer) -> dict[int, VideoOnMessage]:
    """Those of these videos that this viewer may see now."""
    if not video_ids:
        return {}
    return {
        from_text(card.id): VideoOnMessage(
            id=card.id,
            caption=card.caption,
            poster_url=card.poster_url,
            creator_handle=card.creator.handle,
            creator_name=card.creator.name,
            duration_ms=card.duration_ms,
        )
        for card in videos.cards(list(dict.fromkeys(video_ids)), viewer)
    }
