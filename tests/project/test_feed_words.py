"""The screens that explain the feed have words, in both languages, for everything the engine may name."""

import re
from pathlib import Path

import pytest

from mutoscope.core.discovery.eligible import FILTERS
from mutoscope.core.discovery.sources import PLAIN_SOURCES, SOURCES
from mutoscope.core.discovery.weights import Value

STEER = Path(__file__).resolve().parents[2] / "web/src/steer"
GROUPS = Value.__struct_fields__
RULES = [f"filter.{one}" for one in FILTERS]
RULES += [f"source.{one}" for one in {*SOURCES, *PLAIN_SOURCES}]
RULES += [f"group.{one}" for one in GROUPS]
WHY = [f"from.{one}" for one in {*SOURCES, *PLAIN_SOURCES, "random", "recycled", "catalogue"}]
WHY += [f"{side}.{one}" for side in ("for", "against") for one in GROUPS]


@pytest.mark.parametrize(("file", "names"), [("parameterWords.ts", RULES), ("whyWords.ts", WHY)])
def test_everything_the_engine_names_has_words(file: str, names: list[str]) -> None:
    """A new group, source or filter comes with its sentences, or this fails."""
    keys = re.findall(r"^\s+'([\w.]+)':", (STEER / file).read_text(), re.M)
    assert [name for name in names if keys.count(name) != 2] == []
