"""``mutoscope manage likeness``: how far recognising films is; ``--again`` looks at everything once more."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from mutoscope.apps.likeness import queries, services


class Command(BaseCommand):
    help = "How far recognising films is that were here before."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="look at all films that have no prints")

    def handle(self, *args: Any, again: bool, **options: Any) -> None:
        if again:
            services.begin_anew()
        now = queries.standing()
        walk = now.walk
        state = "through" if walk.ended_ms else "on its way"
        self.stdout.write(
            f"{now.printed} films have prints. The walk is {state}: {walk.seen} looked at,"
            f" {walk.printed} printed, {walk.failed} could not be. {now.asked} questions wait for the team."
        )
