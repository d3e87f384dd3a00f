"""What a file is by its first bytes."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.montage import boxes
from mutoscope.core.montage.structure import recognise
from mutoscope.core.units import Refusal


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"", "empty_file"),
        (b"ffconcat version 1.0\nfile a.mp4\n", "a_playlist"),
        (b"\xef\xbb\xbf  #EXTM3U\n#EXT-X-VERSION:3\n", "a_playlist"),
        (b"<?xml version='1.0'?><MPD/>", "a_playlist"),
        (b"\n <svg xmlns='http://www.w3.org/2000/svg'/>", "a_playlist"),
        (b"v=0\no=- 0 0 IN IP4 127.0.0.1\n", "a_playlist"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "a_picture"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(8), "a_picture"),
        (b"OggS" + bytes(30), "only_sound"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "only_sound"),
        (b"PK\x03\x04" + bytes(30), "not_a_video"),
        (b"\x1f\x8b" + bytes(30), "not_a_video"),
        (b"\x00" * 64, "not_a_video"),
    ],
)
def test_what_is_no_video_container_is_refused_by_name(head: bytes, code: str) -> None:
    """Whatever its name says: text, pictures, sounds, archives, nothing."""
    with pytest.raises(Refusal) as refused:
        recognise(head)
    assert refused.value.code == code and refused.value.sentence.endswith(".")


@given(st.binary(max_size=400))
def test_any_bytes_are_recognised_or_refused(data: bytes) -> None:
    """Never anything else, and the box reader ends on every input."""
    for head in (data, b"\x00\x00\x00\x18ftyp" + data, b"\x00\x00\x00\x08moov" + data):
        with contextlib.suppress(Refusal):
            assert recognise(head).demuxer in ("mov", "matroska", "avi", "flv", "mpegts")
        boxes.top_level(lambda start, length, head=head: head[start : start + length], len(head))
        boxes.cuts(head)
        boxes.summary(head)


TABLES = (b"stts", b"stsz", b"stco", b"stsc", b"elst", b"stsd")


@given(st.lists(st.tuples(st.sampled_from(TABLES), st.binary(max_size=100)), max_size=6))
def test_an_index_that_lies_ends_too(tables: list[tuple[bytes, bytes]]) -> None:
    """Counts of four billion in a file of some hundred bytes don't make the reader walk that many steps."""

    def box(name: bytes, body: bytes) -> bytes:
        return (len(body) + 8).to_bytes(4) + name + body

    lies = (box(kind, b"\x00\x00\x00\x00\xff\xff\xff\xff" + data) for kind, data in tables)
    stbl = box(b"stbl", b"".join(lies))
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8) + b"vide" + bytes(8)) + box(b"minf", stbl)))
    file = box(b"moov", track) + box(b"mdat", b"x")
    assert boxes.head_bytes(lambda start, length: file[start : start + length], len(file)) <= len(file)
    boxes.summary(track)
