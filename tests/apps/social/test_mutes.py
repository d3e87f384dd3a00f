"""Comments by muted people, or with muted words: marked for their reader, and counted as before."""

import pytest
from tests.apps.social.talk import say, total
from tests.apps.videos.world import nobody, person, video

from mutoscope.apps.relations import mutes
from mutoscope.apps.social import queries

pytestmark = pytest.mark.django_db


def test_mutes_mark_comments() -> None:
    """For whoever muted, nobody else; one's own words are never folded away, and the count stays honest."""
    reader, fan, loud, film = person(), person(), person(), video(person())
    mutes.mute_person(reader.id, loud.id)
    mutes.mute_word(reader.id, "spoiler")
    top = say(fan, film, "fine")
    say(loud, film, "hear me")
    say(fan, film, "A SPOILER!", to=top)
    say(reader, film, "my own spoiler")

    def marked(by: object) -> dict[str, bool]:
        page = queries.comments(film, by).comments + queries.replies(top, by).comments  # type: ignore[arg-type]
        return {one.text: one.muted for one in page}

    assert marked(reader.viewer) == {
        "fine": False,
        "hear me": True,
        "A SPOILER!": True,
        "my own spoiler": False,
    }
    assert not any(marked(nobody()).values()) and not any(marked(loud.viewer).values())
    assert total(film, reader) == total(film, loud) == 4
