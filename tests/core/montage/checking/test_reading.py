"""What a project may not be, each thing by name and place."""

import json
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.montage.drawn import drawn

from mutoscope.core.montage.checking import MontageLimits, canonical, digest, read_montage
from mutoscope.core.montage.checking.migrating import migrated
from mutoscope.core.units import Refusal

FINE = drawn(["main: a[0..30) ~10~ b[30..60)", "overlay: d[10..40)", "text: t[0..30)", "sound: m[0..60)"])


def changed(path: str, value: Any) -> bytes:
    """FINE as JSON with ``value`` at ``path``: names and places with dots between."""
    document: Any = json.loads(canonical(FINE))
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    holder = document
    for step in way:
        holder = holder[step]
    holder[last] = value
    return msgspec.json.encode(document)


FILM = {"what": "footage", "material": {"origin": "upload", "id": "000000000000a"}}
A = "tracks.0.clips.0"


@pytest.mark.parametrize(
    ("path", "value", "code", "place"),
    [
        (f"{A}.start", -1, "project_value", "main › a"),
        (f"{A}.start", 1.5, "project_field", "main › a"),
        (f"{A}.length", 0, "project_value", "main › a"),
        (f"{A}.length", 20, "project_hole", "main › b"),
        (f"{A}.length", 40, "project_overlap", "main › b"),
        (f"{A}.length", 10**30, "project_value", "main › a"),
        (f"{A}.id", "b", "project_same_id", "main › b"),
        (f"{A}.id", "../../etc", "project_word", "main › ../../etc"),
        (f"{A}.content.material.id", "short", "project_word", "main › a"),
        (f"{A}.content.what", "script", "project_field", "main › a"),
        (f"{A}.content.source_in", -5, "project_value", "main › a"),
        (
            f"{A}.content.speed",
            [{"at": 5, "rate": 1000}, {"at": 5, "rate": 900}],
            "project_speed",
            "main › a",
        ),
        (f"{A}.content.speed", [{"at": 0, "rate": 0}], "project_value", "main › a"),
        (f"{A}.place.opacity", 1001, "project_value", "main › a"),
        (f"{A}.place.crop", {"left": 5000, "right": 5000}, "project_value", "main › a"),
        (f"{A}.place.chroma", {"colour": "red"}, "project_word", "main › a"),
        (f"{A}.look.table", "../secret", "project_word", "main › a"),
        (f"{A}.look.filter", "a'; drop", "project_word", "main › a"),
        (f"{A}.effects", [{"name": "glitch@1"}] * 17, "project_too_many", "main › a"),
        (f"{A}.effects", [{"name": "[in]geq=1"}], "project_word", "main › a"),
        (f"{A}.sounding.fade_in", 31, "project_value", "main › a"),
        (f"{A}.keys", {"id": [{"at": 0, "value": 1}]}, "project_keys", "main › a"),
        (f"{A}.keys", {"x": [{"at": 9, "value": 1}, {"at": 9, "value": 1}]}, "project_keys", "main › a"),
        (f"{A}.keys", {"opacity": [{"at": 0, "value": 1001}]}, "project_value", "main › a"),
        (f"{A}.keys", {"x": [{"at": k, "value": 1} for k in range(129)]}, "project_too_many", "main › a"),
        (f"{A}.enter", {"name": "pop", "length": 0}, "project_value", "main › a"),
        (f"{A}.place.scripted", True, "project_field", "main › a"),
        ("tracks.0.clips.1.content", {"what": "text", "text": "no"}, "project_wrong_track", "main › b"),
        ("tracks.0.clips.0", 7, "project_field", "main › 0"),
        ("tracks.0.joins.0.left", "b", "project_join", "main"),
        ("tracks.0.joins.0.left", "ghost", "project_join", "main"),
        ("tracks.0.joins.0.length", 99, "project_join", "main › a"),
        ("tracks.0.joins", [{"left": "a", "kind": "x", "length": 1}] * 2, "project_join", "main"),
        ("tracks.1.role", "main", "project_tracks", "overlay"),
        ("tracks.3.role", "overlay", "project_wrong_track", "sound › m"),
        ("tracks.1.role", "sound", "project_tracks", "text"),
        ("tracks.2.clips.0.content.text", "a" * 501, "project_text", "text › t"),
        ("tracks.2.clips.0.content.text", "bell\x07", "project_text", "text › t"),
        ("tracks.2.clips.0.content.style.size", 0, "project_value", "text › t"),
        ("tracks", [{"id": f"o{n}", "role": "overlay"} for n in range(25)], "project_too_many", "·"),
        ("markers", [{"at": -1}], "project_value", "·"),
        ("canvas.fps", 29, "project_word", "·"),
        ("canvas.width", 721, "project_canvas", None),
        ("canvas", {"width": 1920, "height": 1920}, "project_canvas", None),
        ("mix.loudness", 5, "project_value", "·"),
        ("schema", "mutoscope.montage/2", "project_newer", None),
        ("schema", "mutoscope.montage/0", "project_unknown", None),
        ("schema", ["mutoscope.montage/1"], "project_unknown", None),
    ],
)
def test_what_may_not_be_is_refused_by_name_and_place(
    path: str, value: Any, code: str, place: str | None
) -> None:
    """One thing wrong in a project that is fine otherwise."""
    assert read_montage(canonical(FINE)) == FINE
    with pytest.raises(Refusal) as no:
        read_montage(changed(path, value))
    assert (no.value.code, no.value.fields.get("place")) == (code, place)
    assert str(no.value)


def test_a_project_keeps_to_the_limits_of_its_server() -> None:
    """Length, clips and pictures at one moment."""
    with pytest.raises(Refusal, match="project_too_long"):
        read_montage(canonical(FINE), MontageLimits(max_seconds=1))
    with pytest.raises(Refusal, match="project_too_many"):
        read_montage(canonical(FINE), MontageLimits(max_clips=4))
    # Both sides of the join, the overlay and the text: four at once.
    assert read_montage(canonical(FINE), MontageLimits(max_layers=4))
    with pytest.raises(Refusal, match="project_too_many"):
        read_montage(canonical(FINE), MontageLimits(max_layers=3))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"[" * 2_000_000, "project_too_deep"),
        (b'{"a":' * 400_000, "project_too_deep"),
        (b'"\\' * 1_000_000, "project_unreadable"),
        (b" " * 2_200_000, "project_too_large"),
        (
            b'{"schema":"mutoscope.montage/1","tracks":[' + b'{"id":"t","role":"main"},' * 80_000,
            "project_unreadable",
        ),
        (
            b'{"schema":"mutoscope.montage/1","tracks":[{"id":"t","role":"main","clips":['
            + b",".join([b'{"id":"a","start":0,"length":1,"content":{"what":"fill"}}'] * 30_000)
            + b"]}]}",
            "project_too_many",
        ),
    ],
    ids=["deep", "deep objects", "no end", "large", "cut off", "clips"],
)
def test_what_is_made_to_hurt_is_refused_before_it_does(data: bytes, code: str) -> None:
    """Two megabytes of anything take no longer than a look at them."""
    began = time.process_time()
    with pytest.raises(Refusal) as no:
        read_montage(data)
    assert no.value.code == code
    assert time.process_time() - began < 20


def test_the_digest_is_of_what_is_meant_not_of_how_it_is_written() -> None:
    """Order of names, spaces and left out defaults change nothing; one picture does."""
    plain = b'{"tracks": [], "schema": "mutoscope.montage/1"}'
    full = b'{"schema":"mutoscope.montage/1","canvas":{"fps":30,"width":1080}}'
    assert digest(read_montage(plain)) == digest(read_montage(full))
    assert digest(read_montage(changed(f"{A}.content.source_in", 1))) != digest(FINE)


def test_older_versions_are_brought_up_step_by_step() -> None:
    """Each step makes the next version; newer ones and those without a step are refused."""
    steps = {
        1: lambda old: {**old, "length": old["frames"]},
        2: lambda old: {name: value for name, value in old.items() if name != "frames"},
    }
    old = {"schema": "mutoscope.montage/1", "frames": 5}
    assert migrated(old, 3, steps) == {"schema": "mutoscope.montage/3", "length": 5}
    assert old == {"schema": "mutoscope.montage/1", "frames": 5}
    with pytest.raises(Refusal, match="project_newer"):
        migrated({"schema": "mutoscope.montage/4"}, 3, steps)
    with pytest.raises(Refusal, match="project_unknown"):
        migrated({"schema": "mutoscope.montage/1"}, 3, {})


def test_every_language_fills_in_the_same_defaults() -> None:
    """One of everything, with nothing said that has a default: the browser's code reaches this digest too."""
    folder = Path(__file__).parents[3] / "montage"
    montage = read_montage((folder / "defaults.json").read_bytes())
    assert digest(montage) == (folder / "defaults.sha256").read_text("utf-8").strip()
