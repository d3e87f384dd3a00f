"""When somebody wanted nothing to be learned, told by the log alone."""

import random

from tests.core.discovery.world import NOW

from mutoscope.core.discovery import State
from mutoscope.core.discovery.choices import Wish, restarted
from mutoscope.core.discovery.silences import Silences


def test_they_are_those_of_the_state() -> None:
    """Whatever is chosen, joined, forgotten and begun anew, in any order."""
    dice = random.Random(7)
    state, silences = State(), Silences()
    covered = 0
    for step in range(3_000):
        viewer, at_ms = f"p{dice.randrange(4)}", NOW + step * 1_000
        match dice.randrange(8):
            case 0:
                state.adopt(f"a{step}", viewer)
                silences.adopt(f"a{step}", viewer)
            case 1:
                state.forget(viewer, at_ms)
                silences.forget(viewer)
            case 2:
                left = restarted(state.choices_of(viewer))
                state.forget(viewer, at_ms)
                state.restart(viewer, left, ())
                silences.restart(viewer, left)
            case _:
                who = dice.choice([viewer, f"a{step + dice.randrange(3)}"])
                until = dice.choice([None, 0, at_ms + dice.randrange(60_000)])
                wish = Wish(plain=dice.choice([None, None, False, True]), paused_until_ms=until, length=0.5)
                state.steer(who, wish, at_ms)
                silences.steer(state.key_of(who), wish, at_ms)
        again = Silences()
        again.load(silences.dump())
        for one in (*(f"p{n}" for n in range(4)), f"a{step + 1}"):
            then_ms = at_ms + dice.randrange(-30_000, 90_000)
            silent = not state.choices_of(one).learns(then_ms)
            assert silences.covers(one, then_ms) == again.covers(one, then_ms) == silent
            covered += silent
    assert 1_000 < covered < 14_000
