"""Learning in a process of its own: the same as within the call, whatever happens to that process."""

import os
import signal
from pathlib import Path

import pytest
from tests.adapters.engine.crowd import Crowd, relearned
from tests.core.discovery.world import DAY
from tests.waiting import wait_for

from mutoscope.adapters.engine import Keeper
from mutoscope.adapters.engine.pupil import Apart, Inline
from mutoscope.core.discovery import DEFAULT
from mutoscope.core.discovery.mixture import rewards_of
from mutoscope.core.discovery.ranker import Lesson

pytestmark = pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
"""What fails in a thread fails the test."""
REWARDS = rewards_of(DEFAULT.rewards)


@pytest.mark.slow
def test_a_process_apart_learns_the_same(tmp_path: Path) -> None:
    """Pitfall 24: learned beside the engine the ranker is the same to the bit; killed, it is started again,
    and nothing is lost; what it learned is in the snapshot that closing leaves."""
    keeper = Keeper(tmp_path, pupil=Apart)
    crowd = Crowd(keeper)
    crowd.live(8, 3)
    pupil = keeper._learning.pupil
    told: list[bytes] = []
    pupil.keep(told.append)
    wait_for(lambda: told)
    here = relearned(keeper)
    assert told == [here.ranker.dump()] and pupil.ranker.dump() == told[0]
    os.kill(pupil.pid, signal.SIGKILL)  # type: ignore[attr-defined]  # of those apart
    crowd.live(8, 2)
    pupil.keep(told.append)
    wait_for(lambda: len(told) == 2)
    assert told[1] == relearned(keeper).ranker.dump() != told[0]
    keeper.forget("p3", crowd.now_ms + DAY)
    keeper.close()
    again = Keeper(tmp_path)
    assert again._learning.ranker.dump() == relearned(again).ranker.dump()
    again.close()


def test_a_full_disk_does_not_end_the_learning(tmp_path: Path) -> None:
    """A file of the ranker that can't be written is reported; what comes later is learned, and kept once it
    can be."""
    keeper = Keeper(tmp_path, pupil=Apart)
    crowd = Crowd(keeper)
    crowd.live(8, 2)
    (tmp_path / "ranker.draft").mkdir()
    keeper.snapshot()
    crowd.live(8, 2)
    told: list[bytes] = []
    keeper._learning.pupil.keep(told.append)
    wait_for(lambda: told)
    assert told == [relearned(keeper).ranker.dump()] and not (tmp_path / "ranker.msgpack").exists()
    (tmp_path / "ranker.draft").rmdir()
    keeper.close()
    assert (tmp_path / "ranker.msgpack").exists()


def lessons(count: int) -> list[Lesson]:
    """What a crowd teaches."""
    found: list[Lesson] = []

    class Collecting(Inline):
        def learn(self, lesson: Lesson) -> None:
            found.append(lesson)

    crowd = Crowd(Keeper(pupil=Collecting))
    while len(found) < count:
        crowd.live(8, 1)
    return found[:count]


def after(*learned: Lesson) -> bytes:
    pupil = Inline(REWARDS)
    for lesson in learned:
        pupil.learn(lesson)
    return pupil.ranker.dump()


def test_what_is_kept_has_learned_what_came_before_and_no_more() -> None:
    """Also when the process dies while it is asked, and more was taken meanwhile."""
    one, two, three = lessons(3)
    pupil = Apart(REWARDS)
    told: list[bytes] = []
    pupil.learn(one)
    pupil.keep(told.append)
    wait_for(lambda: told)
    os.kill(pupil.pid, signal.SIGSTOP)  # so that it can't answer what it is asked now
    pupil.learn(two)
    pupil.keep(told.append)
    wait_for(pupil._wanted.empty)
    pupil.learn(three)
    pupil.keep(told.append)
    os.kill(pupil.pid, signal.SIGKILL)
    wait_for(lambda: len(told) == 3)
    pupil.close()
    assert told == [after(one), after(one, two), after(one, two, three)]


@pytest.mark.slow
def test_lessons_that_lead_to_nonsense_are_given_up(caplog: pytest.LogCaptureFixture) -> None:
    """A ranker of numbers at the edge that a lesson takes beyond it: what was known before is kept, and other
    lessons are learned from there."""
    lesson = lessons(1)[0]
    pupil = Apart(REWARDS)
    edge = Inline(REWARDS).ranker
    for one in edge.params.values():
        one[...] = 3e38
    pupil.take_over(edge)
    pupil.learn(lesson)
    told: list[bytes] = []
    pupil.keep(told.append)
    wait_for(lambda: told)
    pupil.close()
    assert told == [edge.dump()] and "engine.lessons_given_up" in caplog.text
