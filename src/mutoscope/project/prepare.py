"""Before anything is served: the database's tables as this version of the program wants them."""

import json
import sys

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from mutoscope.adapters import erased
from mutoscope.project import demo
from mutoscope.project.config import Config


def prepare(config: Config) -> None:
    """Apply what is missing, saying so; quick when nothing is. The last line out is what serve announces."""
    executor = MigrationExecutor(connection)
    steps = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if steps:
        print(f"Preparing the database: {len(steps)} steps ...", file=sys.stderr, flush=True)
        call_command("migrate", interactive=False, verbosity=0)
    erase_again(config)
    coming = demo.make_if_wanted(config)
    if coming:
        print(
            f"The demo world is made in the background: {coming} clips to come.", file=sys.stderr, flush=True
        )
    print(json.dumps({"claim_link": _claim_link()}), flush=True)


def erase_again(config: Config) -> None:
    """Whoever was erased after a backup was made does not come back with it."""
    from mutoscope.apps.accounts import services as people

    brought_back = list(erased.due_again(config.home_path))
    many = sum(people.erase_again(brought_back[at : at + 500]) for at in range(0, len(brought_back), 500))
    if many:
        print(f"{many} accounts that were erased before are erased again.", file=sys.stderr, flush=True)
    erased.done_again(config.home_path)


def _claim_link() -> str | None:
    """A one-time address that makes its first opener the administrator; None when there is one."""
    from mutoscope.apps.accounts.services import claim_link

    return claim_link()
