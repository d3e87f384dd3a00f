"""What the pages of a video, a person, a tag and a sound say of themselves before any script runs.

Search engines, other networks and chat programs read the head; people without scripts get the body. Facts
are for a stranger, whoever asks, and words people wrote are escaped by the template or, in JSON, by us.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.sharing import stranger
from mutoscope.apps.sharing.stranger import Profile
from mutoscope.apps.videos.contracts import VideoCard
from mutoscope.core.units import from_text, to_text

_TITLE, _DESCRIPTION = 70, 200
"""Characters that others show of a title and of a description."""
_LOCALES = {"en": "en_GB", "fr": "fr_FR"}
_UNSAFE_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


class Words(NamedTuple):
    """What goes into a page: markup of the head, and of the body for those without scripts."""

    head: str
    body: str


def of_video(video_id: str) -> Words | None:
    """The words of a public video's page; None when a stranger may not see it."""
    card = stranger.film(video_id)
    if card is None:
        return None
    film = stranger.best(card)
    facts = {
        **_common(video_address(card.id), title_of(card), description_of(card)),
        "unindexed": _is_unindexed(card.creator.id),
        "card": card,
        "film": film,
        "embed": embed_address(card.id),
        "creator": card.creator.name or card.creator.handle,
        "creator_address": profile_address(card.creator.handle),
        "seconds": max(1, round(card.duration_ms / 1000)),
        "released": moment(card.published_ms),
        "ld": _script(_video_object(card)),
    }
    return _drawn("video", facts)


def of_profile(handle: str) -> Words | None:
    """The words of a public profile's page; None when there is nobody, or they are private."""
    found = stranger.profile(handle)
    if found is None:
        return None
    person = found.person
    name = f"{person.name} (@{person.handle})" if person.name else f"@{person.handle}"
    about = shortened(found.bio, _DESCRIPTION) or gettext("Short videos by %(name)s on Mutoscope.") % {
        "name": person.name or f"@{person.handle}"
    }
    facts = {
        **_common(profile_address(person.handle), name, about),
        "unindexed": _is_unindexed(to_text(person.id)),
        "person": person,
        "picture": absolute(person.avatar_url) if person.avatar_url else "",
        "ld": _script(_profile_page(found)),
    }
    return _drawn("profile", facts)


def of_tag(tag: str) -> Words | None:
    """The words of the page of a tag; None when no video that a stranger may see has it."""
    found = stranger.tag(tag)
    if found is None:
        return None
    about = gettext("Short videos with #%(tag)s on Mutoscope.") % {"tag": found.written}
    return _shelf(f"#{found.written}", about, tag_address(found.tag), found.cards, feeds=True)


def of_sound(sound_id: str) -> Words | None:
    """The words of the page of a sound; None when no video that a stranger may see plays it."""
    found = stranger.sound(sound_id)
    if found is None:
        return None
    by = found.sound.creator.name or f"@{found.sound.creator.handle}"
    title = found.sound.title or gettext("Original sound by %(name)s") % {"name": by}
    about = gettext("Short videos with this sound on Mutoscope.")
    return _shelf(title, about, sound_address(found.sound.id), found.cards, feeds=False)


def title_of(card: VideoCard) -> str:
    """A title for a video that has none of its own: the first words of its caption, or whose it is."""
    first = shortened(card.caption.split("\n", 1)[0], _TITLE)
    return first or gettext("A video by %(name)s") % {"name": card.creator.name or f"@{card.creator.handle}"}


def description_of(card: VideoCard) -> str:
    by = gettext("A video by %(name)s") % {"name": card.creator.name or f"@{card.creator.handle}"}
    return shortened(card.caption, _DESCRIPTION) or by


def shortened(text: str, most: int) -> str:
    """``text`` on one line, at most so many characters, cut between words where there are any."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut).rstrip(" ,;:.") + "…"


def absolute(path: str) -> str:
    """The address of a path of ours as others must write it."""
    return f"{settings.CONFIG.web_address}{path}"


def video_address(video_id: str) -> str:
    return absolute(f"/v/{video_id}")


def embed_address(video_id: str) -> str:
    return absolute(f"/embed/{video_id}")


def profile_address(handle: str) -> str:
    return absolute(f"/@{quote(handle)}")


def tag_address(tag: str) -> str:
    return absolute(f"/tag/{quote(tag)}")


def sound_address(sound_id: str) -> str:
    return absolute(f"/sound/{sound_id}")


def _shelf(title: str, about: str, address: str, cards: Sequence[VideoCard], *, feeds: bool) -> Words:
    """The page of several videos: its picture is the first one's."""
    facts = {
        **_common(address, title, about),
        "feeds": feeds,
        "picture": cards[0].poster_url,
        "films": [(card, title_of(card), video_address(card.id)) for card in cards],
        "ld": _script(_collection_page(title, address, cards)),
    }
    facts["oembed"] = ""  # there is nothing to put into another page
    return _drawn("shelf", facts)


def _is_unindexed(person_id: str) -> bool:
    """Whether this person does not want search engines to keep their pages."""
    return bool(accounts.unindexed([from_text(person_id)]))


def _collection_page(title: str, address: str, cards: Sequence[VideoCard]) -> dict[str, Any]:
    listed = [
        {"@type": "ListItem", "position": place, "url": video_address(card.id), "name": title_of(card)}
        for place, card in enumerate(cards, 1)
    ]
    return {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": title,
        "url": address,
        "mainEntity": {"@type": "ItemList", "itemListElement": listed},
    }


def _common(address: str, title: str, description: str) -> dict[str, Any]:
    return {
        "address": address,
        "title": title,
        "description": description,
        "locale": _LOCALES.get(get_language() or "en", "en_GB"),
        "oembed": absolute(f"/oembed?url={quote(address, safe='')}"),
    }


def _drawn(kind: str, facts: dict[str, Any]) -> Words:
    return Words(
        render_to_string(f"sharing/{kind}_head.html", facts),
        render_to_string(f"sharing/{kind}_body.html", facts),
    )


def _video_object(card: VideoCard) -> dict[str, Any]:
    film = stranger.best(card)
    return {
        "@context": "https://schema.org",
        "@type": "VideoObject",
        "name": title_of(card),
        "description": description_of(card),
        "thumbnailUrl": [card.poster_url],
        "uploadDate": moment(card.published_ms),
        "duration": f"PT{max(1, round(card.duration_ms / 1000))}S",
        "url": video_address(card.id),
        "contentUrl": film.url,
        "embedUrl": embed_address(card.id),
        "width": film.width,
        "height": film.height,
        "keywords": list(card.tags),
        "author": {
            "@type": "Person",
            "name": card.creator.name or card.creator.handle,
            "alternateName": f"@{card.creator.handle}",
            "url": profile_address(card.creator.handle),
        },
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": "https://schema.org/LikeAction",
            "userInteractionCount": card.counts.likes,
        },
    }


def _profile_page(found: Profile) -> dict[str, Any]:
    person = found.person
    somebody: dict[str, Any] = {
        "@type": "Person",
        "name": person.name or person.handle,
        "alternateName": f"@{person.handle}",
        "url": profile_address(person.handle),
    }
    if found.bio:
        somebody["description"] = found.bio
    if person.avatar_url:
        somebody["image"] = absolute(person.avatar_url)
    return {"@context": "https://schema.org", "@type": "ProfilePage", "mainEntity": somebody}


def _script(value: dict[str, Any]) -> SafeString:
    """``value`` as JSON that can't end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False)
    for letter, written in _UNSAFE_IN_SCRIPT.items():
        text = text.replace(letter, written)
    return mark_safe(text)  # noqa: S308 - nothing that ends a script or begins markup is left in it


def moment(ms: int) -> str:
    """A time as other programs read it."""
    return datetime.fromtimestamp(ms // 1000, UTC).isoformat()
