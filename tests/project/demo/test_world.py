"""The demo world in a real network: made once, through the front doors, and removed without a trace."""

from collections.abc import Iterator
from datetime import timedelta

import msgspec
import pytest

from mutoscope.adapters.engine import open_here
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts import services as people
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.feed.engine import use
from mutoscope.apps.flow.services import drain
from mutoscope.apps.videos import queries as videos
from mutoscope.project import demo
from mutoscope.project.config import Config
from mutoscope.project.demo import catalogue, tasks
from mutoscope.project.demo.models import DemoClip

pytestmark = pytest.mark.django_db(transaction=True)
ANYBODY = Viewer(key="atest", person_id=0, age=0, language="en")


@pytest.fixture(autouse=True)
def engine() -> Iterator[None]:
    """The engine that hears of what is published."""
    keeper = open_here()
    use(keeper)
    yield
    use(None)
    keeper.close()


@pytest.fixture(autouse=True)
def small_world(monkeypatch: pytest.MonkeyPatch) -> None:
    """One creator with one short clip: the whole road, at a fraction of the time."""
    clips = tuple(msgspec.structs.replace(clip, seconds=0.6) for clip in catalogue.CLIPS[:1])
    handles = {clip.creator for clip in clips}
    creators = tuple(one for one in catalogue.CREATORS if one.handle in handles)
    monkeypatch.setattr(catalogue, "CLIPS", clips)
    monkeypatch.setattr(catalogue, "CREATORS", creators)


def test_the_demo_is_made_once_and_removed_whole() -> None:
    """A clip comes out as its creator's own; making again adds nothing; removing leaves strangers alone."""
    stranger = people.make_person("stranger")
    assert demo.make() == 1
    drain()
    cards = videos.cards(videos.feed_item_ids(), ANYBODY)
    assert [(card.creator.handle, card.caption) for card in cards] == [
        ("velovert", catalogue.CLIPS[0].caption)
    ]
    assert accounts.by_handle("velovert").avatar_url

    assert demo.make() == 0
    drain()
    assert len(videos.feed_item_ids()) == 1

    assert demo.remove() == 1
    drain()
    assert videos.feed_item_ids() == [] and accounts.by_handle("velovert") is None
    assert accounts.people([stranger])
    assert demo.make_if_wanted(Config()) == 0, "what was removed does not come back by itself"


@pytest.mark.slow
def test_an_interrupted_clip_goes_on_as_the_same_video(monkeypatch: pytest.MonkeyPatch) -> None:
    """A job that dies between opening the upload and sealing it finds its own video again."""
    with monkeypatch.context() as patch:
        patch.setattr(tasks.videos, "seal_upload", _die)
        demo.make()
        drain(raise_faults=False)
        assert DemoClip.objects.filter(is_submitted=False).count() == 1
    drain(ahead=timedelta(hours=1))
    assert len(videos.feed_item_ids()) == 1 == DemoClip.objects.filter(is_submitted=True).count()


def _die(*_: object) -> None:
    raise OSError("the machine went away")


def test_a_network_with_videos_gets_no_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only an empty network is filled; an operator may switch it off; a real person keeps their handle."""
    assert demo.make_if_wanted(Config(demo=False)) == 0
    monkeypatch.setattr(videos, "feed_item_ids", lambda: [1])
    assert demo.make_if_wanted(Config()) == 0
    monkeypatch.undo()
    real = people.make_person("velovert")
    assert demo.make() > 0
    assert accounts.by_handle("velovert").id == real and accounts.by_handle("velovert.demo")
    demo.remove()
    assert accounts.by_handle("velovert").id == real
