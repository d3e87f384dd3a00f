"""The jobs of likeness. All of them wait for everything else."""

import logging
from datetime import timedelta

from django_tasks import task

from mutoscope.apps.flow.contracts import BACKGROUND, Effects
from mutoscope.apps.flow.services import control, schedule
from mutoscope.apps.likeness import finding, printing, walking
from mutoscope.core.units import Refusal

log = logging.getLogger(__name__)


@task(priority=BACKGROUND)
def take_prints(video_id: int) -> Effects | None:
    try:
        return printing.take(video_id, control())
    except Refusal as refusal:  # what can't be read is like nothing
        log.info("no prints of video %s: %s", video_id, refusal.code)
        return None


@task(priority=BACKGROUND)
def take_prints_of_person(person_id: int) -> Effects | None:
    return printing.take_of_person(person_id)


@task(priority=BACKGROUND)
def find_alike(video_id: int) -> Effects | None:
    return finding.find(video_id)


@task(priority=BACKGROUND)
def walk() -> Effects | None:
    return walking.go_on(control())


schedule("likeness.walk", timedelta(minutes=30), walk)
