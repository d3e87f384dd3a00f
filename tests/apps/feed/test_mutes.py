"""What somebody muted is on no page of «For you», with the engine and without it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.feed.test_pages import Gone, ids, page, texts
from tests.apps.videos.world import Person, browser_of, person, video

from mutoscope.apps.feed import engine as feed_engine
from mutoscope.apps.feed import services
from mutoscope.apps.relations import mutes
from mutoscope.apps.videos.models import Sound, Video
from mutoscope.core.units import to_text

pytestmark = pytest.mark.django_db


def world() -> tuple[Person, Person, list[int], list[int]]:
    """Somebody who will mute, whom they mute, and the videos that stay and that go."""
    me, ana, bob = person(), person(), person()
    stay = [video(ana, caption="Nothing to see"), video(ana, caption="My strategy")]
    go = [video(ana, caption="No SPOILER, please"), video(ana), video(ana), video(bob)]
    Video.objects.filter(id=go[1]).update(tags=["cats"])
    Video.objects.filter(id=go[2]).update(sound=Sound.objects.create(creator_id=ana.id))
    services.reconcile()
    return me, bob, stay, go


def mute_all(me: Person, bob: Person, go: list[int]) -> None:
    mutes.mute_word(me.id, "spoiler")
    mutes.mute_word(me.id, "rat")
    mutes.mute_tag(me.id, "#Cats")
    mutes.mute_sound(me.id, to_text(Video.objects.get(id=go[2]).sound_id or 0), "That song")
    mutes.mute_person(me.id, bob.id)


@pytest.mark.parametrize("away", [False, True])
def test_a_mute_counts_from_the_next_page_on(away: bool) -> None:
    """Word, tag, sound and person; others still get everything, and taking it back brings it back."""
    me, bob, stay, go = world()
    if away:
        feed_engine.use(Gone())  # type: ignore[arg-type]
    assert ids(page(browser_of(me))) == texts(stay + go)
    mute_all(me, bob, go)
    assert ids(page(browser_of(me))) == texts(stay)
    assert ids(page(browser_of(person()))) == texts(stay + go)
    mutes.unmute_person(me.id, bob.id)
    assert ids(page(browser_of(me))) == texts([*stay, go[3]])


def test_muting_costs_a_page_no_read() -> None:
    """Fifty mutes are read with what was read anyway."""
    me, bob, _, go = world()
    browser = browser_of(me)
    page(browser)
    with CaptureQueriesContext(connection) as before:
        page(browser)
    mute_all(me, bob, go)
    for number in range(50):
        mutes.mute_word(me.id, f"word{number}")
    with CaptureQueriesContext(connection) as after:
        page(browser)
    assert len(after) <= len(before)
