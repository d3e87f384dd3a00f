"""Django's own commands: ``python -m mutoscope.project.manage migrate``."""

import os
import sys

from django.core.management import execute_from_command_line


def main(argv: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutoscope.project.settings")
    execute_from_command_line(argv)


if __name__ == "__main__":
    main(sys.argv)
