"""Files of subtitles, as others write them: SubRip, WebVTT and Advanced SubStation to captions and back.

Reading is linear in the size of the file and believes nothing: what can't be read is refused by name, marks
of style are dropped, and text is only ever text. Where a file has only lines, the time of a line is spread
over its words by their letters.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from mutoscope.core.montage.document import Captions, Word
from mutoscope.core.montage.words.grouping import parted
from mutoscope.core.montage.words.letters import EAST, cleaned
from mutoscope.core.montage.words.script import shown
from mutoscope.core.units import Refusal

Form = Literal["srt", "vtt", "ass"]
MOST_BYTES = 8 << 20
MOST_WORDS = 2000
"""As many as a clip of captions may hold."""
_LONGEST_MS = 24 * 3_600_000


class Cue(msgspec.Struct, frozen=True):
    """Something said, from when to when; with parts where the file says when each is said."""

    first_ms: int
    end_ms: int
    parts: tuple[tuple[int, str], ...]
    """When each part is said, and its text; one part: only the whole is timed."""

    @property
    def text(self) -> str:
        return " ".join("".join(text for _, text in self.parts).split())


_SENTENCES = {
    "captions_too_large": "This file is larger than %(limit_mb)s MB. Please choose one with subtitles only.",
    "captions_not_text": "This is not a file of subtitles. Please choose an SRT, VTT or ASS file.",
    "captions_empty": "There are no subtitles in this file. Please choose another one.",
    "captions_too_many": "These subtitles have more than %(limit)s words. Please choose a shorter part.",
}


def refuse(code: str, **fields: int) -> Refusal:
    return Refusal(code, _SENTENCES[code], fields=fields, status=422)


def read_subtitles(data: bytes) -> list[Cue]:
    """What is said in a file, in order of time. Raises Refusal for whatever has nothing to read."""
    if len(data) > MOST_BYTES:
        raise refuse("captions_too_large", limit_mb=MOST_BYTES >> 20)
    text = _decoded(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if re.search(r"^\[(Script Info|V4\+? Styles|Events)\]", text, re.MULTILINE | re.IGNORECASE):
        cues = _substation(lines)
    elif "-->" in text:
        cues = _timed(lines)
    else:
        raise refuse("captions_not_text")
    found = sorted((cue for cue in cues if cue.end_ms > cue.first_ms and cue.text), key=lambda c: c.first_ms)
    if not found:
        raise refuse("captions_empty")
    return found


def words_of(cues: Iterable[Cue], fps: int, length: int, from_ms: int = 0) -> tuple[Word, ...]:
    """The words of a clip of ``length`` pictures whose first shows at ``from_ms`` of the file.

    A cue begins anew with its first word. Raises Refusal (``captions_empty``, ``captions_too_many``).
    """
    words: list[Word] = []
    for cue in cues:
        if cue.end_ms <= from_ms or (cue.first_ms - from_ms) * fps >= length * 1000:
            continue
        for number, (first_ms, end_ms, text) in enumerate(_spread(cue)):
            at, end = _picture(first_ms - from_ms, fps), _picture(end_ms - from_ms, fps)
            if end > 0 and at < length:
                words.append(Word(f"\n{text}" if number == 0 else text, at, max(1, end - at)))
        if len(words) > MOST_WORDS:
            raise refuse("captions_too_many", limit=MOST_WORDS)
    if not words:
        raise refuse("captions_empty")
    return tuple(words)


def cues_of(captions: Captions, fps: int, length: int, from_ms: int = 0) -> list[Cue]:
    """What captions say, a cue for what is shown at once; ``from_ms``: when the clip begins."""

    def ms(picture: int) -> int:
        return from_ms + (2000 * max(0, picture) + fps) // (2 * fps)

    cues: list[Cue] = []
    for group in parted(captions, length, fps):
        end = min(length, max(word.at + word.length for word in group))
        cues.append(Cue(ms(group[0].at), ms(end), tuple((ms(w.at), t) for w, t in _joined(group))))
    return cues


def write_subtitles(cues: Sequence[Cue], form: Form) -> bytes:
    """A file of the form, in UTF-8; VTT and ASS keep when each word is said."""
    if form == "srt":
        parts = (
            f"{number}\n{_clock(cue.first_ms, ',')} --> {_clock(cue.end_ms, ',')}\n{_plain(cue.text)}\n"
            for number, cue in enumerate(cues, 1)
        )
        return "\n".join(parts).encode()
    if form == "vtt":
        blocks = (
            f"{_clock(cue.first_ms, '.')} --> {_clock(cue.end_ms, '.')}\n{_vtt_text(cue)}\n" for cue in cues
        )
        return ("WEBVTT\n\n" + "\n".join(blocks)).encode()
    return (_ASS_HEAD + "".join(_ass_line(cue) for cue in cues)).encode()


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, else the Western alphabet that old programs write."""
    marks = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    encoding = next((name for mark, name in marks if data.startswith(mark)), "utf-8")
    if b"\0" in data and encoding == "utf-8":
        raise refuse("captions_not_text")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("utf-16" if encoding == "utf-16" else "cp1252", "replace")


_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_ARROW = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}")
_STAMP = re.compile(rf"<{_CLOCK}>")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|</>|\{\\[^{}\n]{0,200}\}")


def _ms(hours: str | None, minutes: str, seconds: str, rest: str) -> int:
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return min(_LONGEST_MS, whole * 1000 + int(rest.ljust(3, "0")))


def _timed(lines: Sequence[str]) -> Iterator[Cue]:
    """SubRip and WebVTT: a line with an arrow, then text until an empty line."""
    at, vtt = 0, bool(lines) and lines[0].lstrip("\ufeff").startswith("WEBVTT")
    while at < len(lines):
        arrow = _ARROW.match(lines[at]) if "-->" in lines[at] else None
        at += 1
        if arrow is None:
            continue
        first, end = _ms(*arrow.groups()[:4]), _ms(*arrow.groups()[4:])
        said = []
        while at < len(lines) and lines[at].strip() and "-->" not in lines[at]:
            said.append(lines[at])
            at += 1
        if at < len(lines) and "-->" in lines[at] and said and said[-1].strip().isdigit():
            said.pop()  # the number of the next one, where no empty line parts them
        yield Cue(first, end, tuple(_stamped("\n".join(said), first, end, vtt)))


def _stamped(text: str, first: int, end: int, vtt: bool) -> Iterator[tuple[int, str]]:
    """Parts of WebVTT text with times inside; of other text, one."""
    pieces = _STAMP.split(text) if vtt else [text]
    moment = first
    for place in range(0, len(pieces), 5):
        if place:
            hours, minutes, seconds, rest = pieces[place - 4 : place]
            moment = max(moment, min(end, _ms(hours, minutes, seconds, rest)))
        part = _TAG.sub("", pieces[place])
        yield moment, cleaned(html.unescape(part) if vtt else part)


def _substation(lines: Sequence[str]) -> Iterator[Cue]:
    """Advanced SubStation: the lines of dialogue, by the columns that the file names."""
    columns = ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"]
    in_events = False
    for line in lines:
        if line.startswith("["):
            in_events = line.strip().lower() == "[events]"
        kind, _, rest = line.partition(":")
        if in_events and kind.strip().lower() == "format":
            columns = [name.strip().lower() for name in rest.split(",")][:40]
        elif in_events and kind.strip().lower() == "dialogue" and "text" in columns:
            values = dict(zip(columns, rest.split(",", len(columns) - 1), strict=False))
            first, end = (_ass_ms(values.get(name, "")) for name in ("start", "end"))
            yield Cue(first, end, tuple(_karaoke(values.get("text", ""), first, end)))


def _ass_ms(clock: str) -> int:
    found = re.fullmatch(r"(\d{1,3}):(\d{1,2}):(\d{1,2})[.,](\d{1,3})", clock.strip())
    return _ms(*found.groups()) if found else 0


_BRACES = re.compile(r"(?<!\\)\{([^{}]{0,1000})\}")
_SYLLABLE = re.compile(r"\\[kK][fo]?(\d{1,6})")
_BREAKS = re.compile(r"\\[Nnh]")


def _karaoke(text: str, first: int, end: int) -> Iterator[tuple[int, str]]:
    """Parts as ``\\k`` times them, without commands; drawings say nothing."""
    moment, before = first, 0
    pieces = _BRACES.split(text)
    if any(re.search(r"\\p[1-9]", command) for command in pieces[1::2]):
        return
    for place in range(0, len(pieces), 2):
        if place and (syllable := _SYLLABLE.search(pieces[place - 1])):
            moment, before = moment + before, int(syllable.group(1)) * 10
        part = _BREAKS.sub(" ", pieces[place])
        part = part.replace("\\\u2060", "\\").replace("\\{", "{").replace("\\}", "}")
        yield min(moment, end), cleaned(part)


def _spread(cue: Cue) -> Iterator[tuple[int, int, str]]:
    """The words of a cue, each with its time: a word begins where its first letter does, letters of a part
    follow each other evenly, and a word ends where the next begins. Parts may cut through words."""
    parts = cue.parts if len(cue.parts) > 1 else ((cue.first_ms, cue.text),)
    begins: list[tuple[int, str]] = []
    fresh = True
    for (moment, text), after in zip(parts, [*(m for m, _ in parts[1:]), cue.end_ms], strict=True):
        for piece in re.finditer(r"\s+|\S+", text):
            if piece.group().isspace():
                fresh = True
            elif fresh:
                begins.append((moment + (after - moment) * piece.start() // len(text), piece.group()))
                fresh = False
            else:
                begins[-1] = (begins[-1][0], begins[-1][1] + piece.group())
    ends = [*(moment for moment, _ in begins[1:]), cue.end_ms]
    for (moment, word), end in zip(begins, ends, strict=True):
        yield moment, max(moment, end), word


def _joined(group: Sequence[Word]) -> Iterator[tuple[Word, str]]:
    """Each word with the room before it that its script has."""
    before = ""
    for word in group:
        text = " ".join(cleaned(word.text).split())
        room = "" if not before or (EAST.match(before[-1]) and text and EAST.match(text[0])) else " "
        yield word, room + text
        before = text or before


def _picture(ms: int, fps: int) -> int:
    return (2 * ms * fps + 1000) // 2000


def _clock(ms: int, point: str) -> str:
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{point}{rest:03d}"


def _plain(text: str) -> str:
    """Text that no reader of SubRip takes for marks or times."""
    return text.replace("-->", "->").replace("<", "‹").replace(">", "›")


def _vtt_text(cue: Cue) -> str:
    parts = [html.escape(text, quote=False) for _, text in cue.parts]
    stamps = ["", *(f"<{_clock(moment, '.')}>" for moment, _ in cue.parts[1:])]
    return "".join(stamp + part for stamp, part in zip(stamps, parts, strict=True)).strip()


_ASS_HEAD = """[Script Info]
ScriptType: v4.00+
PlayResX: 1080
PlayResY: 1920
WrapStyle: 0
ScaledBorderAndShadow: yes

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, \
Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, \
MarginR, MarginV, Encoding
Style: Default,Noto Sans,72,&H00FFFFFF,&H0000D4FF,&H00000000,&H64000000,0,0,0,0,100,100,0,0,1,4,0,2,80,80,\
380,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


def _ass_line(cue: Cue) -> str:
    moments = [moment // 10 for moment, _ in cue.parts] + [cue.end_ms // 10]
    said = "".join(
        f"{{\\k{max(0, after - moment)}}}{shown(text)}"
        for (_, text), moment, after in zip(cue.parts, moments, moments[1:], strict=False)
    )
    times = ",".join(
        f"{ms // 3_600_000}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}.{ms // 10 % 100:02d}"
        for ms in (cue.first_ms, cue.end_ms)
    )
    return f"Dialogue: 0,{times},Default,,0,0,0,,{said}\n"
