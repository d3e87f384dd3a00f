"""Print the API's OpenAPI file: what the web client's types are generated from.

Usage: python -m mutoscope.project.openapi
"""

import json
import os

import django


def schema() -> dict[str, object]:
    """The whole API as OpenAPI 3.1. Django must be set up."""
    from mutoscope.project.api import api

    return dict(api.get_openapi_schema())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutoscope.project.settings")
    django.setup()
    print(json.dumps(schema(), indent=1, sort_keys=True, default=str))
