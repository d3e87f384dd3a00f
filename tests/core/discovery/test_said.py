"""What somebody says outright decides, whatever the crowd makes of it and whatever else is given weight."""

import msgspec
import pytest
from tests.core.discovery.world import Persona, a_catalogue, a_state, an_event, share

from mutoscope.core.discovery import DEFAULT, State, Weights
from mutoscope.core.discovery.choices import LESS, MORE, Dial, Level, Wish

TOPICS = ["cooking", "cars", "cats", "music"]


def heavy(quality: float) -> Weights:
    """The usual numbers, with another weight of quality."""
    return msgspec.structs.replace(DEFAULT, value=msgspec.structs.replace(DEFAULT.value, quality=quality))


def a_town() -> State:
    """Everybody watches cats to the end and a little more, hardly anybody looks at cooking."""
    state = a_state(a_catalogue(TOPICS, 50))
    lengths = {"cooking": 500, "cats": 12_000}
    for video in list(state.catalogue.rows):
        item = state.catalogue.item(video)
        assert item is not None
        for one in range(15):
            watched = lengths.get(item.tags[0], 1_000 + 500 * one)
            state.apply(an_event(f"aneighbour{one}", video, watched_ms=watched))
    return state


def dial(state: State, persona: Persona, topic: str, level: Level) -> None:
    state.steer(persona.key, Wish(dials=(Dial("tag", topic, level),)), persona.now_ms)


def exploited(persona: Persona, pages: int) -> list[str]:
    """Topics of what the next pages hold, but for what explores; they are watched by half."""
    topics = []
    for _ in range(pages):
        page = persona.page()
        items = persona.watch(page)
        topics += [item.tags[0] for item, one in zip(items, page.served, strict=True) if not one.explore]
    return topics


@pytest.mark.parametrize("quality", [DEFAULT.value.quality, 40.0])
def test_more_of_a_topic_comes_at_once_however_mediocre(quality: float) -> None:
    """Asked for more of what nobody else watches, the next page is mostly that; before, it held none."""
    persona = Persona(a_town(), "aone", lambda item: 0.5, weights=heavy(quality))
    assert exploited(persona, 3).count("cooking") <= 2
    dial(persona.state, persona, "cooking", MORE)
    page = exploited(persona, 1)
    assert page.count("cooking") >= 0.6 * len(page)


@pytest.mark.parametrize("quality", [DEFAULT.value.quality, 40.0])
def test_less_of_a_topic_is_little_however_good(quality: float) -> None:
    """The best there is was most of the feed; asked for less of it, it is a sixth at most, and at once."""
    persona = Persona(a_town(), "aone", lambda item: 0.5, weights=heavy(quality))
    before = exploited(persona, 3)
    assert before.count("cats") >= 0.5 * len(before)
    dial(persona.state, persona, "cats", LESS)
    after = exploited(persona, 3)
    assert after.count("cats") <= len(after) / 6


@pytest.mark.parametrize("quality", [DEFAULT.value.quality, 40.0])
def test_not_interested_outweighs_a_love_and_the_crowd(quality: float) -> None:
    """They watched every cat to the end, and so does everybody; after «not interested» in three of them, it
    is a fifth of what it was within ten videos."""
    state = a_town()
    persona = Persona(state, "aone", lambda item: 1.0 if "cats" in item.tags else 0.4, weights=heavy(quality))
    before = exploited(persona, 3)
    cats = [one for one in persona.met if share([state.catalogue.item(one)], "cats")]  # type: ignore[list-item]
    for one in cats[:3]:
        state.apply(an_event("aone", one, "not_interested", at_ms=persona.now_ms))
    after = exploited(persona, 2)
    assert before.count("cats") >= 0.5 * len(before)
    assert after.count("cats") / len(after) <= 0.2 * before.count("cats") / len(before)


def test_a_refusal_says_nothing_of_other_loves() -> None:
    """Whoever refused thirty cats still gets the music they love: what is alike by chance does not add up."""
    state = a_town()
    persona = Persona(state, "aone", lambda item: 1.0 if "music" in item.tags else 0.2)
    exploited(persona, 5)
    for one in range(101, 131):
        state.apply(an_event("aone", one, "not_interested", at_ms=persona.now_ms))
    after = exploited(persona, 3)
    assert after.count("music") >= 0.4 * len(after) and "cats" not in after
