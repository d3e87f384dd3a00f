"""The written-down schema of copies.

Usage: python -m mutoscope.apps.privacy.schema    (writes docs/reference/copy.schema.json)
"""

import os
from pathlib import Path

import django
import msgspec

FILE = Path(__file__).resolve().parents[4] / "docs/reference/copy.schema.json"


def text() -> str:
    from mutoscope.apps.privacy.parts import schema  # models: Django first

    return msgspec.json.format(msgspec.json.encode(schema()), indent=1).decode() + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutoscope.project.settings")
    django.setup()
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(text(), "utf-8")
