"""What viewers say about their own feed, and that the next page heeds it."""

import itertools

import numpy as np
import pytest
from tests.core.discovery.world import DAY, HOUR, NOW, Persona, a_catalogue, a_state, a_video, an_event, share

from mutoscope.core.discovery import DEFAULT, Page, PageRequest, State, make_page
from mutoscope.core.discovery.choices import (
    FOREVER,
    LESS,
    MORE,
    NEUTRAL,
    NONE,
    OUT,
    Choices,
    Dial,
    Kind,
    Level,
    Wish,
    chosen,
    steered,
)
from mutoscope.core.discovery.interests import interests_of
from mutoscope.core.discovery.taste import taste
from mutoscope.core.discovery.weights import Weights

TOPICS = ["cooking", "cars", "cats", "music"]


def ask(state: State, viewer: str = "aone", **changes: object) -> Page:
    fields: dict[str, object] = {"viewer": viewer, "now_ms": NOW, "seed": 5, "language": "en"}
    return make_page(state, PageRequest(**(fields | changes)))  # type: ignore[arg-type]


def dial(state: State, name: str, level: Level, kind: Kind = "tag", viewer: str = "aone") -> None:
    state.steer(viewer, Wish(dials=(Dial(kind, name, level),)), NOW)


def tags_of(state: State, page: Page) -> list[str]:
    items = [state.catalogue.item(one.video_id) for one in page.served]
    return [item.tags[0] for item in items if item]


def a_cook(state: State, pages: int = 6) -> Persona:
    """Somebody who watches cooking to its end and nothing else."""
    persona = Persona(state, "aone", lambda item: 1.0 if "cooking" in item.tags else 0.05)
    persona.swipe(pages)
    return persona


@pytest.mark.parametrize("each", [60, 200])
def test_a_dial_changes_the_very_next_page(each: int) -> None:
    """More of a topic fills most of the next page, less of it thins it out, none of it means none; taking it
    back leaves no trace. So in a small catalogue and in one of which only a part is looked at."""
    state = a_state(a_catalogue(TOPICS, each))
    a_cook(state)
    before = ask(state)
    dial(state, "cats", MORE)
    after = ask(state)
    assert tags_of(state, after).count("cats") >= 5 > tags_of(state, before).count("cats")
    assert any(name == "choices" for one in after.served for name, _ in one.groups)
    dial(state, "cats", NONE)
    dial(state, "cooking", LESS)
    page = ask(state)
    assert "cats" not in tags_of(state, page)
    assert tags_of(state, page).count("cooking") < tags_of(state, before).count("cooking")
    state.steer("aone", Wish(neutral=(("tag", "cats"), ("tag", "cooking"))), NOW)
    assert ask(state) == before and not state.choices


def test_dials_know_creators_sounds_and_languages() -> None:
    """None of a creator, a sound or a language is none of it; names nobody has rule out nothing."""
    items = a_catalogue(TOPICS, 10)
    items.append(a_video(900, "cars", creator_id=77, sound_id=5, language="fr", published_ms=NOW))
    for kind, name in (("creator", "77"), ("sound", "5"), ("language", "fr")):
        state = a_state(items)
        assert 900 in {one.video_id for one in ask(state, size=20).served}
        dial(state, name, NONE, kind)  # type: ignore[arg-type]
        assert 900 not in {one.video_id for one in ask(state, size=20).served}
        dial(state, "999", NONE, kind)  # type: ignore[arg-type]
        assert len(ask(state, size=20).served) == 20


def test_what_is_struck_from_a_profile_no_longer_speaks() -> None:
    """Cooking was all they watched; struck out, it is served about as often as to a newcomer."""
    state = a_state(a_catalogue(TOPICS, 100))
    cook = a_cook(state, 8)
    loved = share(cook.swipe(6), "cooking")
    dial(state, "cooking", OUT)
    state.viewers["aone"].past = None
    pages = [ask(state, seed=seed) for seed in range(6)]
    afterwards = [tag for page in pages for tag in tags_of(state, page)]
    assert loved > 0.5 and afterwards.count("cooking") / len(afterwards) <= 0.3


def test_the_discovery_slider_moves_between_the_familiar_and_the_new() -> None:
    """All the way to «familiar» nothing explores; all the way to «new» two slots in five do, with honest
    probabilities, and never the first two of a page."""
    state = a_state(a_catalogue(TOPICS, 150))
    cook = a_cook(state, 14)

    def pages(discovery: float) -> list[Page]:
        state.steer("aone", Wish(discovery=discovery), NOW)
        return [ask(state, now_ms=cook.now_ms, seed=seed) for seed in range(60)]

    familiar, usual, new = pages(-1.0), pages(0.0), pages(1.0)
    explored = [sum(one.explore for page in some for one in page.served) for some in (familiar, usual, new)]
    assert explored[0] == 0 and explored[1] <= 60
    assert explored[2] == pytest.approx(DEFAULT.explore_chosen * 8 * 60, rel=0.1)
    assert not any(one.explore for page in new for one in page.served[:2])
    assert all(0 < one.propensity < 1 for page in new for one in page.served if one.explore)

    def cooking(some: list[Page]) -> float:
        tags = [tag for page in some for tag in tags_of(state, page)]
        return tags.count("cooking") / len(tags)

    assert cooking(familiar) > cooking(new)


def test_the_length_slider_shortens_and_lengthens() -> None:
    """The mean length of the next page follows the slider, and is what it was once it is back."""
    items = [
        a_video(1 + n, TOPICS[n % 4], duration_ms=(6, 12, 25, 50, 100, 200)[n % 6] * 1000, published_ms=NOW)
        for n in range(240)
    ]
    state = a_state(items)

    def mean() -> float:
        found = [state.catalogue.item(one.video_id) for one in ask(state).served]
        return sum(item.duration_ms for item in found if item) / len(found)

    usual, page = mean(), ask(state)
    state.steer("aone", Wish(length=-1.0), NOW)
    shorter = mean()
    state.steer("aone", Wish(length=1.0), NOW)
    longer = mean()
    assert shorter < 0.5 * usual < usual < 0.7 * longer
    state.steer("aone", Wish(length=0.0), NOW)
    assert ask(state) == page


def test_the_plain_mode_reads_nothing_that_was_watched() -> None:
    """Two who speak a language get the same page whatever they watched, asked for or chose; no fact of what
    was watched is so much as looked at."""
    state = a_state(a_catalogue(TOPICS, 100))
    a_cook(state)
    state.steer("aone", Wish(plain=True, discovery=1.0), NOW)
    ours = ask(state)
    assert ours.mode == "plain" and len(ours.served) == 8 and not ours.newcomer
    assert {one.source for one in ours.served} <= {"newest", "trending"}
    assert not {name for one in ours.served for name, _ in one.groups} & {"history", "interests", "choices"}
    theirs = ask(state, viewer="anobody", plain=True, follows=(1_000_001,), seed=99)
    assert theirs.served == ours.served

    facts = state.viewers["aone"]
    for name in ("touches", "_rows", "past", "before"):
        setattr(facts, name, None)  # whoever reads them stumbles
    assert ask(state).served == ours.served


def test_in_the_plain_mode_what_was_ruled_out_stays_away() -> None:
    """Mutes, «not interested» and «none of it» were said, not watched."""
    state = a_state(a_catalogue(TOPICS, 100))
    state.steer("aone", Wish(plain=True), NOW)
    first = ask(state).served[0].video_id
    state.apply(an_event("aone", first, "not_interested"))
    dial(state, "cats", NONE)
    page = ask(state, size=20, muted_tags=("cars",))
    assert first not in {one.video_id for one in page.served}
    assert set(tags_of(state, page)) <= {"cooking", "music"}


@pytest.mark.parametrize("wish", [Wish(plain=True), Wish(paused_until_ms=FOREVER)])
def test_what_the_player_remembers_does_not_come_twice(wish: Wish) -> None:
    """Where we may not remember what was met the player says it: every video once, then the oldest again."""
    state = a_state(a_catalogue(TOPICS, 15))
    state.steer("aone", wish, NOW)
    met: list[int] = []
    while len(met) < 60:
        page = ask(state, met=tuple(met), seed=len(met))
        met += [one.video_id for one in page.served if one.source != "recycled"]
    assert len(set(met)) == 60
    again = ask(state, met=tuple(met))
    assert again.caught_up and [one.video_id for one in again.served] == met[:8]


def test_nothing_is_learned_in_a_silence_whenever_it_is_told() -> None:
    """Of an hour's pause nothing is heard, not even days later; what was watched around it is."""
    state = a_state(a_catalogue(TOPICS, 4))
    state.steer("aone", Wish(paused_until_ms=NOW + HOUR), NOW)
    around = [an_event("aone", 1, at_ms=NOW - 1), an_event("aone", 2, at_ms=NOW + HOUR)]
    within = [an_event("aone", 3, at_ms=NOW + at) for at in (0, HOUR - 1)]
    later = NOW + DAY
    assert all(state.hears(one, later) for one in around)
    assert not any(state.hears(one, later) for one in within)
    assert not state.hears(around[0], NOW + 5), "and during the pause nothing at all"
    assert state.hears(an_event("aone", 3, "not_interested", at_ms=NOW + 5), NOW + 5)
    assert (ask(state).mode, ask(state, now_ms=NOW + HOUR).mode) == ("paused", "learning")


def test_silences_follow_every_change_of_mind() -> None:
    """Pause, resume, plain, plain off: learned is exactly what lies between, and the list stays short."""
    choices = NEUTRAL
    for at, wish in (
        (10, Wish(paused_until_ms=FOREVER)),
        (20, Wish(paused_until_ms=0)),
        (30, Wish(plain=True)),
        (40, Wish(paused_until_ms=45)),
        (60, Wish(plain=False)),
    ):
        choices = chosen(choices, wish, NOW + at)
    learned = [at for at in range(70) if choices.learns(NOW + at)]
    assert learned == [*range(10), *range(20, 30), *range(60, 70)]
    for number, on in zip(range(100, 400), itertools.cycle((FOREVER, 0)), strict=False):
        choices = chosen(choices, Wish(paused_until_ms=on), NOW + number)
    assert len(choices.silences) <= 40 and choices.learns(NOW + 400) and not choices.learns(NOW + 398)


def test_after_a_reset_a_viewer_is_new() -> None:
    """State and pages are those of somebody who was never here; with «keep what I saw», nothing comes twice
    and taste is gone all the same."""
    items = a_catalogue(TOPICS, 60)
    fresh, state = a_state(items), a_state(items)
    cook = a_cook(state)
    dial(state, "cats", MORE)
    seen = state.seen("aone")
    state.forget("aone", cook.now_ms)
    state.restart("aone", Choices(), ())
    plain = [part for part in state.dump() if part[0] != "forgotten"]
    assert plain == [part for part in fresh.dump() if part[0] != "forgotten"]
    for seed in range(20):
        assert ask(state, seed=seed) == ask(fresh, seed=seed)

    state.restart("aone", Choices(), seen)
    page = ask(state)
    assert not {one.video_id for one in page.served} & set(seen) and not page.newcomer
    assert tags_of(state, page).count("cooking") <= 4
    assert interests_of(state, "aone", NOW, DEFAULT).interests == ()
    assert State.load(state.dump()).digest() == state.digest()
    rest = ask(state, have=tuple(set(range(1, 241)) - set(seen)))
    assert rest.caught_up and [one.video_id for one in rest.served] == list(seen[:8])


def test_somebody_who_joins_keeps_what_they_chose() -> None:
    """Choices of a browser go to the person, unless that person chose something before."""
    state = a_state(a_catalogue(TOPICS, 4))
    dial(state, "cats", MORE)
    dial(state, "cars", NONE, viewer="atwo")
    state.adopt("aone", "p1")
    state.adopt("atwo", "p1")
    assert [one.name for one in state.choices_of("p1").dials] == ["cats"]
    assert state.choices_of("aone") == state.choices_of("p1") and set(state.choices) == {"p1"}


def test_what_is_believed_can_be_read_with_its_reasons() -> None:
    """Every interest says how many videos it rests on and what was done with them; the strengths are those
    that pages are made with."""
    state = a_state(a_catalogue(TOPICS, 30))
    cook = a_cook(state)
    loved = taste(state, state.viewers["aone"], cook.now_ms, DEFAULT).loved[0]
    state.apply(an_event("aone", loved, "like", at_ms=cook.now_ms))
    state.apply(an_event("aone", 119, "not_interested", scope="tag", tag="music", at_ms=cook.now_ms))
    dial(state, "cats", MORE)
    dial(state, "boats", LESS)
    told = interests_of(state, "aone", cook.now_ms, DEFAULT)
    by_tag = {one.name: one for one in told.interests if one.kind == "tag"}
    watched = [state.catalogue.item(video) for video in cook.met]
    cooking = by_tag["cooking"]
    assert cooking.strength > 0.5 and cooking.liked == 1
    used = taste(state, state.viewers["aone"], cook.now_ms, DEFAULT)
    code = state.catalogue.tag_codes["cooking"]
    assert cooking.strength == round(float(used.tags.of(np.array([code], np.int32))[0]), 3)
    for one in told.interests:
        if one.kind == "creator":
            code = state.catalogue.maker_codes[int(one.name)]
            assert one.strength == round(float(used.creators.of(np.array([code], np.int32))[0]), 3)
    assert cooking.videos == cooking.finished == sum("cooking" in one.tags for one in watched if one)
    assert by_tag["cars"].strength < 0 and by_tag["cars"].skipped == by_tag["cars"].videos
    assert (by_tag["cats"].level, by_tag["boats"].level, by_tag["boats"].videos) == (MORE, LESS, 0)
    assert [(one.scope, one.name, one.tag) for one in told.refused] == [("tag", "music", "music")]
    assert {one.name for one in told.interests if one.kind == "language"} == {"en"}


@pytest.mark.parametrize("name", ["", "one", "-1", "1.5", "²", "0x10"])
def test_a_creator_or_a_sound_is_a_number(name: str) -> None:
    """What is no id can't become a dial, because every later page would stumble over it."""
    for kind in ("creator", "sound"):
        with pytest.raises(ValueError, match="not an id"):
            Dial(kind, name, LESS)  # type: ignore[arg-type]


def test_numbers_under_a_neutral_slider_are_the_numbers() -> None:
    """A slider in its middle changes nothing, and its ends stay within what the weights say."""
    assert steered(DEFAULT, 0.0) == DEFAULT
    most = steered(DEFAULT, 1.0)
    assert most.explore_least == most.explore_most == most.explore_newcomer == DEFAULT.explore_chosen
    bold = Weights(explore_newcomer=0.6)
    assert steered(bold, 1.0).explore_newcomer == 0.6, "a slider towards the new never lowers"
