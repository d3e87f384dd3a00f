"""One Mutoscope for the stories of a file, with a few films of two creators in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.journeys.worlds import film
from tests.scenarios.stage import Sending, Stage, stage


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    films: Path = tmp_path_factory.mktemp("films")
    with stage() as running:
        sent = []
        for number in range(6):
            creator = running.person(("ana", "leo")[number % 2])
            sending = Sending(running, creator, film(films / f"world-{number}.mp4", seconds=1))
            sending.finish()
            sending.submit(f"number {number} #world")
            sent.append(sending)
        for sending in sent:
            sending.until_out()
        yield running
