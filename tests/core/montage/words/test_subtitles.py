"""Files of subtitles become captions and captions files, whoever wrote them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutoscope.core.montage.document import Captions, Word
from mutoscope.core.montage.words.subtitles import (
    MOST_BYTES,
    MOST_WORDS,
    Form,
    cues_of,
    read_subtitles,
    words_of,
    write_subtitles,
)
from mutoscope.core.units import Refusal

SRT = """1
00:00:01,000 --> 00:00:03,000
<i>Hello</i> <font color="#f00">you</font>
{\\an8}there

2
00:00:04.5 --> 00:00:06,250
a < b & 'c' 100%
"""


def said(data: bytes) -> list[tuple[int, int, str]]:
    return [(cue.first_ms, cue.end_ms, cue.text) for cue in read_subtitles(data)]


def test_subrip() -> None:
    """Marks of style go, lines of one cue become one; a comma or a point parts the milliseconds."""
    wanted = [(1000, 3000, "Hello you there"), (4500, 6250, "a < b & 'c' 100%")]
    for written in (SRT, SRT.replace("\n", "\r\n"), "\ufeff" + SRT):
        assert said(written.encode()) == wanted
    assert said(SRT.encode("utf-16")) == wanted


def test_old_alphabets() -> None:
    """What is not UTF-8 is read as old Western programs wrote it."""
    assert said("1\n00:00:01,000 --> 00:00:02,000\nDéjà vu\n".encode("cp1252")) == [(1000, 2000, "Déjà vu")]


def test_webvtt() -> None:
    """Notes, styles, names of cues and settings are not said; times within a line part its words."""
    vtt = (
        "WEBVTT - a title\n\nSTYLE\n::cue { color: red }\n\nNOTE not said\n\nintro\n"
        "00:01.000 --> 00:03.000 align:start position:10%\n<v Ann>One &amp; <00:02.000><c.loud>two</c>\n\n"
        "01:00:00.000 --> 01:00:01.000\nlate\n"
    )
    cues = read_subtitles(vtt.encode())
    assert [cue.text for cue in cues] == ["One & two", "late"]
    words = words_of(cues[:1], 30, 200)
    assert [(word.text, word.at) for word in words] == [("\nOne", 30), ("&", 50), ("two", 60)]


def test_substation() -> None:
    """Columns as the file names them, commands dropped, karaoke heard, drawings silent."""
    ass = (
        "[Script Info]\n[Events]\nFormat: Start, End, Style, Text\n"
        "Dialogue: 0:00:01.00,0:00:03.00,Any,{\\an8\\k50}Hel{\\k50}lo {\\k100}you, friend\n"
        "Dialogue: 0:00:04.00,0:00:05.00,Any,{\\p1}m 0 0 l 1 1{\\p0}\n"
        "Comment: 0:00:04.00,0:00:05.00,Any,not said\n"
        "Dialogue: 0:00:06.00,0:00:07.00,Any,two\\Nlines\\hhere\n"
    )
    cues = read_subtitles(ass.encode())
    assert [cue.text for cue in cues] == ["Hello you, friend", "two lines here"]
    assert [(word.text, word.at) for word in words_of(cues[:1], 10, 100)] == [
        ("\nHello", 10),
        ("you,", 20),
        ("friend", 25),
    ]


def test_the_time_of_a_line_is_spread_over_its_words() -> None:
    """Longer words last longer; they follow each other and fill the line."""
    cues = read_subtitles(b"1\n00:00:01,000 --> 00:00:03,000\nI understand you\n")
    words = words_of(cues, 30, 1000)
    assert [word.text for word in words] == ["\nI", "understand", "you"]
    assert [word.at for word in words] == [30, 38, 79]
    assert all(one.at + one.length == two.at for one, two in pairwise(words))
    assert words[-1].at + words[-1].length == 90
    assert words[1].length > words[2].length > words[0].length


def test_a_part_of_a_file() -> None:
    """A clip that begins later takes what is said while it shows, counted from its own start."""
    cues = read_subtitles(SRT.encode())
    words = words_of(cues, 10, 10, from_ms=4000)
    assert words[0].text == "\na" and words[0].at == 5
    assert all(word.at < 10 for word in words)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "captions_not_text"),
        (b"\x00\x01\x02" * 50, "captions_not_text"),
        (b"GIF89a-->", "captions_empty"),
        (b"just a story", "captions_not_text"),
        (b"WEBVTT\n\n", "captions_not_text"),
        (b"1\n00:00:05,000 --> 00:00:01,000\nbackwards\n", "captions_empty"),
        (b"1\n99:99:99,999 --> nonsense\nx\n", "captions_empty"),
        (b"[Events]\nDialogue: 1,2,3\n", "captions_empty"),
        (b"[Events]\nFormat: Text, Text\nDialogue: a,b\n", "captions_empty"),
        (b"-->" * 100_000, "captions_empty"),
        (b"x" * (MOST_BYTES + 1), "captions_too_large"),
    ],
)
def test_what_is_none_is_refused(data: bytes, code: str) -> None:
    """Each with its name and a sentence."""
    with pytest.raises(Refusal) as refused:
        read_subtitles(data)
    assert refused.value.code == code and str(refused.value)


@pytest.mark.parametrize("count", [5_000, pytest.param(100_000, marks=pytest.mark.slow)])
def test_a_hundred_thousand_cues(count: int) -> None:
    """All are read, and as captions of one clip refused by name."""
    clock = "{:02d}:{:02d}:{:02d},000"
    lines: list[str] = []
    for n in range(count):
        at = clock.format(n // 6000, n // 100 % 60, n % 60)
        lines.append(f"{n}\n{at} --> {at[:-3]}900\nline {n} <b>{{\\b1}}<<<{{{{\n")
    cues = read_subtitles("\n".join(lines).encode())
    assert len(cues) == count
    with pytest.raises(Refusal) as refused:
        words_of(cues, 30, 10_000_000)
    assert refused.value.code == "captions_too_many" and refused.value.fields == {"limit": MOST_WORDS}


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    """Read or refused, nothing else; after a head of each form too."""
    for head in (
        b"",
        b"WEBVTT\n\n00:00.000 --> 00:09.000\n",
        b"[Events]\nDialogue: 0,0:00:00.00,0:00:09.00,,,,,,,",
    ):
        try:
            cues = read_subtitles(head + data)
            words_of(cues, 30, 500)
        except Refusal as refused:
            assert refused.code.startswith("captions_")


WORD = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=8)


@given(st.lists(WORD, min_size=1, max_size=12), st.sampled_from(["srt", "vtt", "ass"]))
def test_there_and_back(texts: list[str], form: Form) -> None:
    """What is written is read again: the same words, and where the form knows times, at the same pictures."""
    words = tuple(Word(text, 10 * n, 10) for n, text in enumerate(texts))
    captions = Captions(words, most_words=4)
    cues = cues_of(captions, 30, 1000)
    again = read_subtitles(write_subtitles(cues, form)) if any(cue.text for cue in cues) else []
    kept = [cue for cue in cues if cue.text]
    if form != "srt":
        assert [cue.text for cue in again] == [cue.text for cue in kept]
        for one, two in zip(kept, again, strict=True):
            assert abs(one.first_ms - two.first_ms) < 10 and abs(one.end_ms - two.end_ms) < 10
    else:
        assert len(again) == len(kept)
