"""What viewers muted by word, tag and sound is on no page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.discovery.world import NOW, a_state, a_video

from mutoscope.core.discovery import PageRequest, make_page
from mutoscope.core.discovery.vocabulary import Vocabulary
from mutoscope.core.policy.mutes import Mutes, key_of

CAPTIONS = {
    1: ("no", "spoiler,", "please"),
    2: ("the", "spoilers"),
    3: ("this", "is", "the", "end."),
    4: ("the", "happy", "end"),
    5: ("この猫は大きい",),
    6: (),
}


def served(**muted: object) -> set[int]:
    extra = {1: {"tags": ("cats",)}, 2: {"sound_id": 9}}
    state = a_state(a_video(one, words=words, **extra.get(one, {})) for one, words in CAPTIONS.items())
    request = PageRequest(viewer="pme", now_ms=NOW, size=20, seed=1, language="en", **muted)  # type: ignore[arg-type]
    return {one.video_id for one in make_page(state, request).served}


@pytest.mark.parametrize(
    ("muted", "gone"),
    [
        ({"muted_words": ("spoiler",)}, {1}),
        ({"muted_words": ("the end", "nothing")}, {3}),
        ({"muted_words": ("猫",)}, {5}),
        ({"muted_words": ("犬",)}, set()),
        ({"muted_tags": ("cats", "unheard")}, {1}),
        ({"muted_sounds": (9, 10)}, {2}),
        ({}, set()),
    ],
)
def test_what_is_muted_is_not_served(muted: dict[str, object], gone: set[int]) -> None:
    """Words, phrases, scripts without blanks, tags and sounds; everything else still is."""
    assert served(**muted) == set(CAPTIONS) - gone


def test_a_new_caption_takes_the_place_of_the_old_one() -> None:
    """Told anew, a video is found by what it says now, and by nothing it said before."""
    known = Vocabulary()
    known.put(3, (), ("old", "words"))
    known.put(3, ("old", "words"), ("old", "friends"))
    known.put(3, ("old", "friends"), ("old", "friends"))
    assert known.saying("old").tolist() == [3] == known.saying("friends").tolist()
    assert known.saying("words").tolist() == [] == known.saying("unheard").tolist()


@given(
    st.lists(st.lists(st.sampled_from(["a", "b", "été", "c.", "猫だ"]), max_size=4), max_size=6),
    st.sampled_from(["a", "a b", "b a", "ete", "c", "猫"]),
)
def test_it_finds_what_comparing_one_by_one_finds(captions: list[list[str]], word: str) -> None:
    """The index is only a shorter way to the same answer."""
    known = Vocabulary()
    folded = [tuple(key_of(one) for one in caption) for caption in captions]
    for row, words in enumerate(folded):
        known.put(row, (), words)
    muted = Mutes(words=(word,))
    slow = [row for row, words in enumerate(folded) if muted.hides(text=" ".join(words))]
    assert sorted(set(known.saying(word).tolist())) == slow
