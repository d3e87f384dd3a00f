"""A process in the world of a crew of workers: evaluates expressions that a test sends, line by line."""

import json
import sys
import time
import traceback
from collections import Counter

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after setup
from django.db.transaction import atomic  # noqa: E402
from tests.apps.flow import world  # noqa: E402

from mutoscope.apps.flow import queries, services  # noqa: E402
from mutoscope.apps.flow.models import Job  # noqa: E402
from mutoscope.core.units import from_text  # noqa: E402


def prepare() -> None:
    call_command("migrate", verbosity=0)
    world.lay_out()


def toil(count: int, seconds: float, log: str = "") -> None:
    """Enqueue so many jobs that work for so many seconds each."""
    with atomic():
        for number in range(count):
            world.toil.enqueue(number, seconds, log)


def stamps(count: int) -> None:
    """Enqueue so many jobs that do nothing but their effect."""
    with atomic():
        for number in range(count):
            world.stamp.enqueue(number)


def delay(number: int) -> float:
    """Seconds from the commit of a job to its first statement."""
    result = world.clock.enqueue()
    committed = time.time()
    while not result.is_finished:
        time.sleep(0.002)
        result.refresh()
    return result.return_value - committed


def standing() -> dict[str, object]:
    """How the jobs and their effects stand."""
    effects, kept = Counter(world.effects()), Counter(world.effects("kept"))
    return {
        "jobs": queries.backlog().jobs,
        "facts": queries.backlog().facts,
        "effects": len(effects),
        "doubled": sum(count > 1 for count in effects.values()),
        "told": len(kept),
        "told_twice": sum(count > 1 for count in kept.values()),
        "dead": [[job.id, job.reason_code, job.reason] for job in Job.objects.filter(state="dead")],
    }


def main() -> None:
    names = {**globals(), "services": services, "from_text": from_text}
    for line in sys.stdin:
        try:
            answer = {"value": eval(json.loads(line), names)}
        except Exception:
            answer = {"fault": traceback.format_exc()}
        print(json.dumps(answer, default=str), flush=True)


if __name__ == "__main__":
    main()
