"""Every kind of object store keeps the same promises."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.s3 import an_s3

from mutoscope.adapters.objects import NoSuchObject, NotOnShelf, ObjectStore, Shelf, ShelfFailed, open_store


@pytest.fixture(params=["file", "memory", "s3"])
def address(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if request.param == "s3":
        with an_s3(monkeypatch) as s3:
            yield s3.url
    else:
        (tmp_path / "with blank").mkdir()
        yield "memory://" if request.param == "memory" else f"file://{tmp_path}/with%20blank"


@pytest.fixture
def store(address: str) -> ObjectStore:
    return open_store(address)


@pytest.fixture
def shelf(address: str) -> Shelf:
    return Shelf(address, "engine/us/4/0")


def test_bytes_come_back_under_their_hash(store: ObjectStore, tmp_path: Path) -> None:
    """What is put is found under the SHA-256 of its bytes, whole and by ranges."""
    file = tmp_path / "a.bin"
    file.write_bytes(bytes(range(256)) * 10)
    key = store.put_file(file)
    assert key == hashlib.sha256(file.read_bytes()).hexdigest()
    assert store.size(key) == 2560 and store.read(key) == file.read_bytes()
    assert store.read(key, 2550, 100) == file.read_bytes()[2550:]
    assert store.read(key, 5000, 10) == b"" and store.read(key, 3, 0) == b""


def test_an_empty_object_is_an_object(store: ObjectStore) -> None:
    """Zero bytes have a hash and a size like any others."""
    key = store.put_bytes(b"")
    assert store.exists(key) and store.size(key) == 0 and store.read(key) == b""


def test_putting_twice_is_putting_once(store: ObjectStore, tmp_path: Path) -> None:
    """The same bytes, from a file or from memory, are one object, gone with one delete."""
    file = tmp_path / "a.bin"
    file.write_bytes(b"same")
    assert store.put_file(file) == store.put_bytes(b"same") == store.put_file(file)
    key = store.put_bytes(b"same")
    store.delete(key)
    assert not store.exists(key)
    store.delete(key)


def test_what_is_not_there_says_so(store: ObjectStore, tmp_path: Path) -> None:
    """Reading, measuring or fetching a missing object raises NoSuchObject, and it has no path."""
    key = "0" * 64
    for act in (lambda: store.read(key), lambda: store.size(key), lambda: store.fetch(key, tmp_path / "x")):
        with pytest.raises(NoSuchObject):
            act()
    assert store.local_path(key) is None


def test_a_key_is_never_a_path(store: ObjectStore) -> None:
    """Nothing but 64 hexadecimal digits reaches the store."""
    for key in ("../../etc/passwd", "", "A" * 64, "0" * 63 + "\n", "0" * 65):
        with pytest.raises(AssertionError):
            store.read(key)


def test_fetching_gives_a_file(store: ObjectStore, tmp_path: Path) -> None:
    """Tools that need a file get one."""
    key = store.put_bytes(b"for ffmpeg" * 1000)
    store.fetch(key, tmp_path / "in.bin")
    assert (tmp_path / "in.bin").read_bytes() == b"for ffmpeg" * 1000


def test_deleting_the_source_leaves_the_object(tmp_path: Path) -> None:
    """A linked file may go; the object stays, and no drafts lie about."""
    store = open_store(f"file://{tmp_path}/objects")
    file = tmp_path / "a.bin"
    file.write_bytes(b"kept")
    key = store.put_file(file)
    file.unlink()
    assert store.read(key) == b"kept"
    assert [p.name for p in (tmp_path / "objects").rglob("*") if p.is_file()] == [key]


def test_a_failed_put_leaves_nothing(tmp_path: Path) -> None:
    """When the bytes cannot be read the key stays empty and no draft is left."""
    store = open_store(f"file://{tmp_path}/objects")
    with pytest.raises(OSError):
        store.put_file(tmp_path / "missing")
    with pytest.raises(OSError):
        store.put_file(tmp_path / "missing", sha256="1" * 64)
    assert not [p for p in (tmp_path / "objects").rglob("*") if p.is_file()]
    assert not store.exists("1" * 64)


PUTS = """
import os, sys
from pathlib import Path
from mutoscope.adapters.objects import Shelf, open_store
sync = os.fsync
def slow(file):
    print("writing", flush=True)
    sys.stdin.readline()
    sync(file)
os.fsync = slow
if sys.argv[2] == "shelf":
    Shelf(sys.argv[1], "engine/us/4/0").put("log/1", b"slowly")
    sys.exit()
store = open_store(sys.argv[1])
print(store.put_bytes(b"slowly") if sys.argv[2] == "bytes" else store.put_file(Path(sys.argv[2])))
"""


@contextmanager
def putting(store: str, what: str) -> Iterator[subprocess.Popen[str]]:
    """Another process is in the middle of a put: the bytes are there, the name is not."""
    command = [sys.executable, "-c", PUTS, store, what]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "writing\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("what", ["bytes", "file"])
def test_a_put_that_was_killed_leaves_nothing_for_long(tmp_path: Path, what: str) -> None:
    """What is written slowly stays until it is whole; what nobody writes any more goes at once."""
    place, file = tmp_path / "objects", tmp_path / "a.bin"
    file.write_bytes(b"slowly")
    store = open_store(f"file://{place}")
    key = hashlib.sha256(b"slowly").hexdigest()
    with putting(f"file://{place}", "bytes" if what == "bytes" else str(file)) as process:
        assert store.tidy() == 0 and len(list(place.rglob("*.part"))) == 1, "it lives"
        process.kill()
        process.wait()
        assert not store.exists(key) and len(list(place.rglob("*.part"))) == 1
        assert store.tidy() == 1 and not list(place.rglob("*.part"))
    assert file.read_bytes() == b"slowly" and store.tidy() == 0
    with putting(f"file://{place}", "bytes" if what == "bytes" else str(file)) as process:
        assert store.tidy() == 0
        said, _ = process.communicate("\n" * 2)
        assert said.strip().endswith(key)
    assert store.read(key) == b"slowly" and not list(place.rglob("*.part"))


def test_a_store_elsewhere_has_nothing_to_tidy() -> None:
    """What is put elsewhere is whole or not there."""
    assert open_store("memory://").tidy() == 0


def test_unknown_addresses_are_refused() -> None:
    """Only the three kinds of address are stores."""
    for url in ("http://x/y", "objects", "ftp://a"):
        with pytest.raises(ValueError, match="objects are kept at"):
            open_store(url)


def test_reads_do_not_need_the_thread(store: ObjectStore) -> None:
    """The asynchronous read gives the same bytes."""
    import asyncio

    key = store.put_bytes(os.urandom(300_000))
    assert asyncio.run(store.aread(key, 1000, 5000)) == store.read(key, 1000, 5000)


def test_a_shelf_keeps_what_was_put_last_under_a_name(shelf: Shelf, tmp_path: Path) -> None:
    """Bytes and files, small and large, are replaced whole, listed in order and gone when deleted."""
    large = tmp_path / "large"
    large.write_bytes(os.urandom(11 << 20))
    shelf.put("log/2", b"once")
    shelf.put("log/2", b"")
    shelf.put("log/1", large)
    for number in range(3, 9):
        shelf.put(f"log/{number}", b"more")
    assert shelf.names("log") == [str(number) for number in range(1, 9)] and shelf.names("state") == []
    assert shelf.read("log/2") == b"" and shelf.read("log/1") == large.read_bytes()
    shelf.fetch("log/1", tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == large.read_bytes()
    assert shelf.folders() == ["log"]
    shelf.delete("log/1")
    shelf.delete("log/1")
    assert shelf.names("log")[0] == "2"
    with pytest.raises(NotOnShelf):
        shelf.read("log/1")
    with pytest.raises(NotOnShelf):
        shelf.fetch("log/1", tmp_path / "back")


def test_what_is_on_a_shelf_in_a_folder_is_its_owner_s_alone(tmp_path: Path) -> None:
    """Others on the machine find the door shut."""
    (tmp_path / "objects").mkdir()
    Shelf(f"file://{tmp_path}/objects", "engine/us/4/0").put("log/1", b"private")
    assert (tmp_path / "objects" / "engine").stat().st_mode & 0o077 == 0


def test_a_put_on_a_shelf_that_was_killed_leaves_nothing_for_long(tmp_path: Path) -> None:
    """Nor do those of versions that wrote beside the object; who is in the middle of one is let be."""

    def files() -> set[str]:
        return {path.name for path in (tmp_path / "objects").rglob("*") if path.is_file()}

    (tmp_path / "objects").mkdir()
    place = f"file://{tmp_path}/objects"
    shelf = Shelf(place, "engine/us/4/0")
    shelf.put("log/1", b"before")
    with putting(place, "shelf") as process:
        Shelf(place, "engine/us/4/0")
        assert files() == {"1", "shelved.part"}, "it lives"
        process.kill()
        process.wait()
        assert files() == {"1", "shelved.part"} and shelf.read("log/1") == b"before"
        (tmp_path / "objects/engine/us/4/0/log/1#1").write_bytes(b"of somebody who is forgotten")
        shelf = Shelf(place, "engine/us/4/0")
        assert files() == {"1"} and shelf.names("log") == ["1"] and shelf.read("log/1") == b"before"
    with putting(place, "shelf") as process:
        process.communicate("go\n" * 4)
    assert shelf.read("log/1") == b"slowly" and files() == {"1"}


def test_a_shelf_that_is_away_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """No answer is another thing than nothing being there."""
    with an_s3(monkeypatch) as s3:
        shelf = Shelf(s3.url, "engine")
        s3.away = True
        with pytest.raises(ShelfFailed, match="log"):
            shelf.names("log")


def test_what_takes_longer_than_a_request_may_comes_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a slow line each piece is small enough to be through in time, both ways, one after the other."""
    large = tmp_path / "large"
    large.write_bytes(os.urandom(31 << 20))
    with an_s3(monkeypatch) as s3:
        shelf = Shelf(s3.url, "engine")
        shelf.put("state/1", large)
        assert not s3.crowded
        s3.most_at_once = 6 << 20
        shelf.fetch("state/1", tmp_path / "back")
        assert (tmp_path / "back").read_bytes() == large.read_bytes()


def test_a_folder_that_is_not_there_is_not_an_empty_shelf(tmp_path: Path) -> None:
    """A share that is not mounted is away, before and while it is used; when it is back, so is all."""
    share, away = tmp_path / "share", tmp_path / "away"
    shelf = Shelf(f"file://{share}", "engine/us/4/0")
    with pytest.raises(ShelfFailed, match="no folder"):
        shelf.names("log")
    share.mkdir()
    shelf.put("log/1", b"kept")
    share.rename(away)
    for act in (
        lambda: shelf.put("log/1", b"new"),
        lambda: shelf.read("log/1"),
        shelf.folders,
        lambda: shelf.delete("log/1"),
    ):
        with pytest.raises(ShelfFailed, match="no folder"):
            act()
    assert not share.exists()
    away.rename(share)
    assert shelf.read("log/1") == b"kept"
