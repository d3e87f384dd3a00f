"""Viewers with tastes swipe; the feed must notice, and heed what they say outright."""

import numpy as np
import pytest
from tests.core.discovery.world import DAY, Persona, a_catalogue, a_state, a_video, an_event, share

from mutoscope.core.discovery import Item, Page, Served

TOPICS = ["cooking", "cars", "cats", "music", "travel", "football"]


def likes(*topics: str, well: float = 1.0, badly: float = 0.08):  # type: ignore[no-untyped-def]
    """Watches these topics to the end and swipes the rest away."""
    return lambda item: well if set(topics) & set(item.tags) else badly


@pytest.mark.parametrize("seed", range(3))
def test_what_is_finished_comes_more_often(seed: int) -> None:
    """A viewer who finishes cooking and skips cars has twice the cooking within three pages, and few cars."""
    state = a_state(a_catalogue(TOPICS, 60))
    persona = Persona(state, "aone", likes("cooking"), seed=seed)
    start = share([state.catalogue.item(one.video_id) for one in persona.page().served], "cooking")  # type: ignore[misc]
    persona.swipe(3)
    later = persona.swipe(3)
    assert share(later, "cooking") >= 2 * max(1 / 6, min(start, 0.3))
    assert share(later, "cars") <= 1 / 6


def test_two_loves_both_live() -> None:
    """Pitfall 11: viewers who love two topics are served both, not their average."""
    exploited = []
    for seed in range(4):
        state = a_state(a_catalogue(TOPICS, 80))
        persona = Persona(state, "aone", likes("cooking", "football"), seed=seed)
        persona.swipe(6)
        for _ in range(6):
            page = persona.page()
            persona.watch(page)
            exploited += [state.catalogue.item(one.video_id) for one in page.served if not one.explore]
    assert share(exploited, "cooking") >= 0.35  # type: ignore[arg-type]
    assert share(exploited, "football") >= 0.35  # type: ignore[arg-type]


@pytest.mark.parametrize("scope", ["creator", "tag", "sound"])
def test_not_interested_works_on_the_very_next_page(scope: str) -> None:
    """Pitfall 13: said about a creator, a tag or a sound, it is gone at once, and still after seven days."""
    items = a_catalogue(TOPICS, 40, per_creator=8)
    items = [
        a_video(one.video_id, one.tags[0], creator_id=one.creator_id, sound_id=one.creator_id)
        for one in items
    ]
    state = a_state(items)
    persona = Persona(state, "aone", likes("cars", "cooking"))
    said_about = next(one for one in persona.swipe(4) if "cars" in one.tags)
    event = an_event("aone", said_about.video_id, "not_interested", scope=scope, at_ms=persona.now_ms)
    state.apply(event)

    def hidden(item: Item) -> bool:
        same = {
            "creator": item.creator_id == said_about.creator_id,
            "tag": "cars" in item.tags,
            "sound": item.sound_id == said_about.sound_id,
        }
        return same[scope]

    assert not any(map(hidden, persona.swipe(5)))
    persona.now_ms += 7 * DAY
    assert not any(map(hidden, persona.swipe(5)))


def test_not_interested_in_a_video_makes_its_kind_rarer() -> None:
    """Said about single videos, their topic is at most a fifth of what it was, and stays so for a week."""
    state = a_state(a_catalogue(TOPICS[:3], 100))
    persona = Persona(state, "aone", lambda item: 0.7)
    before = share(persona.swipe(5), "cars")
    for one in [one for one in persona.met if "cars" in state.catalogue.item(one).tags][:3]:  # type: ignore[union-attr]
        state.apply(an_event("aone", one, "not_interested", at_ms=persona.now_ms))
    assert share(persona.swipe(3), "cars") <= max(0.4 * before, 0.13)
    persona.now_ms += 7 * DAY
    assert share(persona.swipe(3), "cars") <= max(0.5 * before, 0.17)


def test_a_named_tag_is_the_one_that_goes() -> None:
    """With the tag named, that one is hidden and the video's other tags are not."""
    state = a_state([a_video(n, tags=("dance", f"style{n % 3}")) for n in range(1, 40)])
    state.apply(an_event("aone", 3, "not_interested", scope="tag", tag="style1"))
    persona = Persona(state, "aone", lambda item: 0.5)
    assert all("style1" not in one.tags for one in persona.swipe(3))


def test_a_like_moves_the_next_page() -> None:
    """One like of a knitting video brings more knitting at once."""

    def knitting(liked: bool) -> float:
        shares = []
        for seed in range(5):
            state = a_state([*a_catalogue(TOPICS, 40), *[a_video(5000 + n, "knitting") for n in range(40)]])
            persona = Persona(state, "aone", lambda item: 0.4, seed=seed)
            persona.swipe(3)
            state.apply(an_event("aone", 5001, "impression", at_ms=persona.now_ms))
            if liked:
                state.apply(an_event("aone", 5001, "like", at_ms=persona.now_ms))
            items = [state.catalogue.item(one.video_id) for one in persona.page().served]
            shares.append(share(items, "knitting"))  # type: ignore[arg-type]
        return float(np.mean(shares))

    assert knitting(True) >= knitting(False) + 0.15


def test_skips_below_a_second_are_heard() -> None:
    """Pitfall 6: fast swipes push the taste away from what was swiped."""
    state = a_state(a_catalogue(TOPICS[:2], 60))
    persona = Persona(state, "aone", lambda item: 0.02 if "cars" in item.tags else 0.6)
    persona.swipe(4)
    assert share(persona.swipe(3), "cars") < 0.25


def test_a_feed_of_one_love_keeps_a_window_open() -> None:
    """Pitfall 12: ten of one topic in a row is not what a viewer of one topic gets all the time."""
    state = a_state(a_catalogue(TOPICS, 100))
    persona = Persona(state, "aone", likes("cooking", badly=0.3))
    persona.swipe(10)
    items = persona.swipe(10)
    others = [one for one in items if "cooking" not in one.tags]
    assert len(others) / len(items) >= 0.05
    assert len({one.tags[0] for one in items}) >= 3


def test_a_new_love_is_noticed_within_the_session() -> None:
    """After a switch of taste, the new topic fills half of the determined slots within five pages."""
    state = a_state(a_catalogue(TOPICS, 150))
    persona = Persona(state, "aone", likes("cooking"))
    persona.swipe(10)
    persona.watches = likes("cats")
    persona.swipe(5)
    page = [one for _ in range(2) for one in persona.swipe(1)]
    assert share(page, "cats") >= 0.5


def test_follows_are_one_source_among_others() -> None:
    """A followed creator's new videos come, and do not fill the page."""
    state = a_state(a_catalogue(TOPICS, 40, per_creator=10))
    persona = Persona(state, "p1", lambda item: 0.5)
    followed = 1_000_000 + 2_000
    with_follow = [one.creator_id for _ in range(4) for one in persona.swipe(1, follows=(followed,))]
    assert 1 <= with_follow.count(followed) <= 8


def test_ten_swipes_change_the_feed() -> None:
    """As the player asks for them, four cards once two are left, the eleventh to twentieth card are mostly of
    the third of the catalogue that a newcomer finished among the first ten."""
    later = []
    for seed in range(6):
        persona = Persona(
            a_state(a_catalogue(TOPICS, 8)), "aone", likes("cooking", "cats", badly=0.06), seed=seed
        )
        cards: list[Item] = []
        held: list[Served] = []
        while len(cards) < 20:
            if len(held) <= 2:
                held += persona.page(4, have=tuple(one.video_id for one in held)).served
            cards += persona.watch(Page("", (held.pop(0),)))
        later += cards[10:]
    assert share(later, "cooking") + share(later, "cats") >= 0.55
