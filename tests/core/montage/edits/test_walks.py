"""Long rows of edits: every step leaves a project that may be, and every language ends at the same one."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.montage.walks import FILE, saved, walks


@settings(max_examples=25)
@given(st.integers(0, 2**32))
def test_no_row_of_edits_leads_to_what_may_not_be(seed: int) -> None:
    """Ten edits as nobody would plan them: what can't be done is refused, the rest is a project."""
    walks(seed, count=1)


def test_other_languages_walk_to_the_same_place() -> None:
    """``walks.json``, which the browser runs too, says what these edits do."""
    assert json.loads(FILE.read_text("utf-8")) == saved()
