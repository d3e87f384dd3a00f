"""What an operator reads, when the place where it is read fails."""

import os

from mutoscope.project.saying import Out


def test_a_full_disk_does_not_stop_who_speaks() -> None:
    """A line that can't be written is no reason to raise."""
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        Out(full).line("nobody reads this")
    finally:
        os.close(full)
    Out(full).line("nor this, to a closed terminal")


def test_lost_lines_are_counted_and_a_torn_one_ended() -> None:
    """When there is room again, the count of what was lost comes first, on a line of its own."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    os.set_blocking(reader, False)
    out = Out(writer)
    out.line("first")
    out.line("x" * 200_000)  # more than the pipe takes: it breaks off
    out.line("lost")
    said = os.read(reader, 200_000)
    out.line("last")
    said += os.read(reader, 200_000)
    os.close(reader)
    os.close(writer)
    torn, note, last = said.decode().removeprefix("first\n").splitlines()
    assert set(torn) == {"x"}
    assert note == "(2 lines could not be written here and are lost)"
    assert last == "last"
