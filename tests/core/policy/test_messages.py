"""Who may write to whom, as a table a product person can read; and what may stand in a message."""

import pytest

from mutoscope.core.policy.messages import Between, hears_from, reach, read_message
from mutoscope.core.units import Refusal

TABLE = """
friends agreed age other hears      reach
yes     no     30  30    everybody  write
yes     no     30  30    friends    write
yes     yes    30  30    nobody     no
no      no     30  30    everybody  ask
no      no     30  30    friends    no
no      yes    30  30    friends    write
no      yes    30  30    nobody     no
no      no     30  13    everybody  no
no      yes    30  13    everybody  no
no      no     13  30    everybody  no
no      yes    13  13    everybody  no
no      no     0   30    everybody  no
no      no     30  0     everybody  no
no      no     16  30    everybody  ask
yes     no     30  13    friends    write
yes     no     0   0     friends    write
"""


@pytest.mark.parametrize("line", TABLE.strip().splitlines()[1:])
def test_reach(line: str) -> None:
    """Each row of the table is what is decided."""
    friends, agreed, age, other, hears, expected = line.split()
    two = Between(friends == "yes", agreed == "yes", int(age), int(other), hears)  # type: ignore[arg-type]  # of the table
    assert reach(two) == expected


def test_the_young_hear_from_friends_at_most() -> None:
    """Whatever somebody below 16 chose; unknown ages are young."""
    assert [hears_from("everybody", age) for age in (0, 13, 16)] == ["friends", "friends", "everybody"]
    assert hears_from("nobody", 13) == "nobody"


def test_a_request_is_short_and_bare() -> None:
    """No links, no videos, a few words; a message among people who agreed may be more."""
    for asks, raw, code in (
        (True, "x" * 301, "message_too_long"),
        (True, "look at https://here.example", "no_links_yet"),
        (True, "write me on www.elsewhere.example", "no_links_yet"),
        (True, "find me on elsewhere.com", "no_links_yet"),
        (False, "x" * 2001, "message_too_long"),
        (False, " \u200b\n ", "message_empty"),
        (False, "", "message_empty"),
    ):
        with pytest.raises(Refusal) as refusal:
            read_message(raw, asks=asks)
        assert refusal.value.code == code
    with pytest.raises(Refusal, match="no_videos_yet"):
        read_message("", with_video=True, asks=True)
    assert read_message("", with_video=True) == ""
    assert read_message("ok.merci. See you.Soon, at 5.30", asks=True)
    assert read_message("https://here.example") == "https://here.example"
