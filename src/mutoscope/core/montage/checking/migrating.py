"""Documents of older versions, brought to the one of today, a version at a time.

Whoever changes what a field means raises the version in ``document.py`` and adds the step from the one
before. A field that is only added needs neither: its default says what older documents meant.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from mutoscope.core.montage.checking.refusing import refuse

Step = Callable[[dict[str, Any]], dict[str, Any]]
"""A document of one version as one of the next; not changed in place."""
_SCHEMA = re.compile(r"mutoscope\.montage/([1-9][0-9]{0,4})")

STEPS: Mapping[int, Step] = {}
"""By the version that a step begins with."""


def version_of(schema: object) -> int:
    """The number in a document's schema; refuses what is no schema of ours."""
    named = _SCHEMA.fullmatch(schema) if isinstance(schema, str) else None
    if not named:
        raise refuse("project_unknown")
    return int(named[1])


def migrated(document: dict[str, Any], to: int, steps: Mapping[int, Step] = STEPS) -> dict[str, Any]:
    """``document`` as one of version ``to``; refuses one that is newer, or too old for any step."""
    version = version_of(document.get("schema"))
    if version > to:
        raise refuse("project_newer")
    while version < to:
        if version not in steps:
            raise refuse("project_unknown")
        document = steps[version](document)
        version += 1
    return {**document, "schema": f"mutoscope.montage/{version}"}
