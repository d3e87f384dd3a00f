"""Who was erased is written down beside the database, whatever happens to the writer."""

from pathlib import Path

from mutoscope.adapters import erased


def test_written_once_and_read_back(tmp_path: Path) -> None:
    """Twice is once, and what a killed writer left half does no harm to those before and after it."""
    for _ in range(2):
        erased.note(tmp_path, 7, 1_000)
    with (tmp_path / erased.NAME).open("a") as file:
        file.write("\n2000 8\n\n30")
    erased.note(tmp_path, 9, 3_000)
    assert erased.noted(tmp_path / erased.NAME) == {7: 1_000, 8: 2_000, 9: 3_000}


def test_a_file_that_is_none_names_nobody(tmp_path: Path) -> None:
    """No file, or bytes of something else, are nobody."""
    file = tmp_path / erased.NAME
    assert erased.noted(file) == {}
    file.write_bytes(b"\xff\xfe\x00 7\nDROP TABLE\n12 -4\n1 2 3\n\xd9\xa1 \xd9\xa2\n")
    assert erased.noted(file) == {}


def test_due_until_done(tmp_path: Path) -> None:
    """After a restore those of all files are due, until that is done; they stay written down."""
    old, new, home = tmp_path / "old", tmp_path / "new", tmp_path / "home"
    for place in (old, new, home):
        place.mkdir()
    erased.note(old, 7, 1_000)
    erased.note(new, 8, 2_000)
    assert erased.due_again(home) == {}
    erased.take_over(home, [old / erased.NAME, new / erased.NAME, tmp_path / "nowhere"])
    assert erased.due_again(home) == {7: 1_000, 8: 2_000}
    erased.done_again(home)
    assert erased.due_again(home) == {} and set(erased.noted(home / erased.NAME)) == {7, 8}
