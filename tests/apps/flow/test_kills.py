"""The kill campaign, short: bin/soak jobs is the long one."""

import pytest
from bench.soak_jobs import campaign

SEED = 20


@pytest.mark.slow
def test_every_effect_happens_exactly_once_on_sqlite():
    """60 jobs through 6 kills of workers and their processes: nothing lost, doubled or left over."""
    outcome = campaign(60, 6, "", SEED)
    assert outcome.broken == 0, outcome
    assert sum(outcome.kills.values()) == 6


@pytest.mark.slow
@pytest.mark.postgres
def test_every_effect_happens_exactly_once_on_postgresql(postgres):
    """The same on the other database."""
    outcome = campaign(60, 6, postgres.create_database(), SEED)
    assert outcome.broken == 0, outcome
    assert sum(outcome.kills.values()) == 6
