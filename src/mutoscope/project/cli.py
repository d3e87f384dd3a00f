"""The ``mutoscope`` command: one verb per process or act of an operator."""

import argparse
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status says whether it went well."""
    parser = argparse.ArgumentParser(prog="mutoscope", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    manage = commands.add_parser("manage", help="Django's own commands")
    manage.add_argument("rest", nargs=argparse.REMAINDER)
    options = parser.parse_args(argv)
    if options.command == "manage":
        from mutoscope.project.manage import main as run_manage

        run_manage(["mutoscope manage", *options.rest])
    return 0


if __name__ == "__main__":
    sys.exit(main())
