"""Keys that the installation makes for itself."""

from pathlib import Path

from mutoscope.project.keys import secret_for, secret_key


def test_each_purpose_has_its_own_secret_and_it_stays(tmp_path: Path) -> None:
    """The same at every start, another for every purpose and installation, and its owner's alone to read."""
    first = secret_for(tmp_path, "shards")
    assert first == secret_for(tmp_path, "shards") != secret_for(tmp_path, "something else")
    assert secret_key(tmp_path).encode() not in first and len(first) == 32
    assert (tmp_path / "secret.key").stat().st_mode & 0o077 == 0
    (tmp_path / "other").mkdir()
    assert secret_for(tmp_path / "other", "shards") != first
