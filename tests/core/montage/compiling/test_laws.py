"""Whatever a valid montage holds, it compiles: every label once, every picture promised, always the same."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.montage.compiling.montages import montages
from tests.core.montage.compiling.worlds import MATERIALS

from mutoscope.adapters.fonts import lettering
from mutoscope.core.montage.argv import arguments
from mutoscope.core.montage.compiling import Chunk, Film, Listen, Still, compile_montage

_targets = st.one_of(
    st.just(Film()),
    st.builds(Still, st.integers(0, 60)),
    st.builds(Chunk, st.integers(0, 40), st.integers(20, 90), st.just(144)),
    st.just(Listen()),
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(montages(), _targets)
def test_any_montage_compiles(montage, target) -> None:
    """Labels are made once and used once, and what comes out is counted."""
    plan = compile_montage(montage, MATERIALS, target, lettering())
    assert plan == compile_montage(montage, MATERIALS, target, lettering())
    made = [pad for chain in plan.chains for pad in chain.outputs]
    used = [pad for chain in plan.chains for pad in chain.inputs if ":" not in pad]
    used += [track.pad for output in plan.outputs for track in output.tracks]
    used += ["out"] if isinstance(target, Listen) else []
    assert sorted(made) == sorted(used) and len(set(made)) == len(made)
    sources = [pad for chain in plan.chains for pad in chain.inputs if ":" in pad]
    assert len(set(sources)) == len(sources) == len(plan.sources)
    assert arguments(plan, range(20, 20 + len(plan.sources)), 2)
    if isinstance(target, Film):
        assert plan.outputs[0].expected.pictures == montage.length
