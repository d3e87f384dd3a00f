"""A file is replaced whole, and stays so."""

import os
from pathlib import Path

import pytest

from mutoscope.adapters.engine.files import drafted, place


def test_first_its_bytes_are_safe_then_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system is told to keep the bytes before the name is theirs, and the folder after."""
    synced: list[tuple[Path, bytes]] = []
    path, sync = tmp_path / "kept.msgpack", os.fsync

    def noted(descriptor: int) -> None:
        sync(descriptor)
        synced.append((Path(f"/proc/self/fd/{descriptor}").readlink(), path.read_bytes()))

    path.write_bytes(b"before")
    monkeypatch.setattr(os, "fsync", noted)
    with drafted(path) as file:
        file.write(b"after")
    place(path)
    assert synced == [(tmp_path / "kept.draft", b"before"), (tmp_path, b"after")]
    assert path.stat().st_mode & 0o777 == 0o600 and list(tmp_path.iterdir()) == [path]


def test_what_fails_half_way_replaces_nothing(tmp_path: Path) -> None:
    """The file before stays; the next draft begins anew."""
    path = tmp_path / "kept.msgpack"
    path.write_bytes(b"before")
    with pytest.raises(ZeroDivisionError), drafted(path) as file:
        file.write(b"half of it, and more than the next" + bytes([1 // 0]))
    assert path.read_bytes() == b"before"
    with drafted(path) as file:
        file.write(b"after")
    place(path)
    assert path.read_bytes() == b"after"
