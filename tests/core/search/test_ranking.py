"""Which find comes first, and which is none."""

from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.search.ranking import Asked, Find, best_first, meant_by
from mutoscope.core.units import DAY_MS

NOW = 1_800_000_000_000
WORD = st.text(alphabet="abcd", min_size=1, max_size=7)


def order(asked: str, *finds: Find, known: tuple[str, ...] = ()) -> list[str]:
    return [one.ref for one in best_first([meant_by(word, known) for word in asked.split()], finds, NOW)]


def test_to_the_letter_before_begun_before_slipped() -> None:
    """«sunset» before «sunsets» before «sunzet», and a slip stays behind however liked it is."""
    finds = (
        Find("slipped", ("sunzet",), liked=10**7, born_ms=NOW),
        Find("begun", ("sunsets",), liked=3),
        Find("exact", ("sunset",)),
    )
    assert order("sunset", *finds[1:]) == ["exact", "begun"]
    assert order("sunset", *finds, known=("sunzet",))[0] == "exact"
    assert set(order("sunset", *finds, known=("sunzet",))) == {"exact", "begun", "slipped"}


def test_what_may_have_been_meant() -> None:
    """Near words, whole ones before beginnings; short words are never guessed at."""
    asked = meant_by("sunst", ["sunset", "sunstone", "sunsets", "sand", "moon", "sunny"])
    assert list(asked.meant) == ["sunset", "sunsets"]
    assert meant_by("on", ["in", "an"]).meant == {}


def test_every_word_must_be_there() -> None:
    """A find without one of the words is none."""
    finds = (Find("both", ("red", "sea")), Find("one", ("red", "rose")), Find("none", ()))
    assert order("red sea", *finds) == ["both"]
    assert order("", *finds) == []


def test_between_equals_likes_and_youth_decide() -> None:
    """Of two that fit alike the more liked comes first; of two as liked, the newer."""
    old, new = Find("old", ("sea",), 5, NOW - 90 * DAY_MS), Find("new", ("sea",), 5, NOW - DAY_MS)
    loved = Find("loved", ("sea",), 5000, NOW - 90 * DAY_MS)
    assert order("sea", old, new, loved) == ["loved", "new", "old"]


@given(WORD, st.lists(WORD, max_size=12))
def test_nothing_meant_fits_better_than_what_was_typed(typed: str, known: list[str]) -> None:
    """Guesses are worth less than a beginning, whatever the dictionary holds."""
    asked = meant_by(typed, known)
    assert all(0 < fit < 0.8 and not word.startswith(typed) for word, fit in asked.meant.items())
    assert len(asked.meant) <= 8


@given(st.permutations([Find(str(n), ("a", "b")[: 1 + n % 2], n % 3, NOW - n * DAY_MS) for n in range(6)]))
def test_the_order_does_not_depend_on_where_finds_came_from(finds: list[Find]) -> None:
    """Shuffled finds come out alike, so pages fit together."""
    straight = sorted(finds, key=lambda find: find.ref)
    assert best_first([Asked("a")], finds, NOW) == best_first([Asked("a")], straight, NOW)
