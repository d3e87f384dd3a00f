"""All that is heard: rows of stretches and silences of exact length, added, brought to a loudness, limited.

    voice    |silence|  stretch  |silence         |
    music    |      stretch      |--fades--stretch|     -> added -> gain -> limiter

Where a join lies two clips of a track sound at once, so such a track has two rows, and clips take turns.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from mutoscope.core.montage.compiling.envelopes import Envelope, envelope
from mutoscope.core.montage.compiling.graph import COUNTED, Graph
from mutoscope.core.montage.compiling.stretching import EARLY_S, RATE, as_recorded, stretched, stretches
from mutoscope.core.montage.compiling.targets import MaterialInfo
from mutoscope.core.montage.document import Clip, Footage, Listening, Material, Montage, Track
from mutoscope.core.montage.ladder import PEAK_DB, Loudness, gain_db
from mutoscope.core.montage.plan import Filter, Source, made
from mutoscope.core.montage.timing import Window, begins_at, first_sample, pace_of, speed_of, windows

_STEREO = made("aformat", sample_fmts="fltp", sample_rates=RATE, channel_layouts="stereo")
_BOTH = made("pan", args="stereo|c0=c0|c1=c0")
"""One channel on both sides, as loud as it is: by itself ffmpeg would take 3 dB away."""
_FINE_STRETCHES = 320
"""Of a montage; where there would be more, each is longer, and sound strays further from the picture."""
_SPEAKS = 0.01
"""Amplitude from which on a voice is one: 40 dB below full."""
_GIVES_WAY_MS, _COMES_BACK_MS = 60, 500


class Sound:
    """Builds the whole sound in a graph."""

    def __init__(
        self,
        graph: Graph,
        montage: Montage,
        materials: Mapping[Material, MaterialInfo],
        window: tuple[int, int],
    ) -> None:
        self.graph, self.montage, self.materials, self.window = graph, montage, materials, window
        self.coarse = self._coarse()

    def mixed(self, loudness: Loudness | None) -> str:
        """The pad of the whole sound of the window, to the sample; silence where nothing sounds."""
        return self.graph.through(self.unlimited(), *self._brought_to(loudness))

    def unlimited(self) -> str:
        """The same before its loudness is set."""
        by_use: dict[str, list[str]] = {"music": [], "voice": [], "other": []}
        for track in self.montage.tracks:
            by_use[track.use] += self._rows(track)
        music, voice, other = by_use["music"], by_use["voice"], by_use["other"]
        if self.montage.mix.duck and music and voice:
            music, voice = self._ducked(self._added(music), self._added(voice))
        rows = [*other, *music, *voice]
        return self._added(rows) if rows else self._silence(self._samples(*self.window))

    def _coarse(self) -> float:
        """How many times fewer stretches curves of speed must be cut into, so that there are not too many."""
        many = 0
        for track in self.montage.tracks:
            for clip in track.clips if not track.muted and track.volume else ():
                first, end = max(self.window[0], clip.start), min(self.window[1], clip.end)
                if first < end and speed_of(clip.content) and self._sounds(clip):
                    pace = pace_of(speed_of(clip.content), clip.length)
                    cut = stretches(pace, first - clip.start, end - clip.start, self.graph.fps)
                    many += 0 if as_recorded(cut) else len(cut)
        return max(1.0, many / _FINE_STRETCHES)

    def _rows(self, track: Track) -> list[str]:
        """The rows of one track that sound at all, each from end to end of the window."""
        if track.muted or not track.volume:
            return []
        joins = windows(track)
        spans = {clip.id: [clip.start, clip.end] for clip in track.clips}
        for join in joins:
            spans[join.left.id][1], spans[join.right.id][0] = join.end, join.first
        turns = 2 if joins else 1
        rows = []
        for turn in range(turns):
            clips = [clip for clip in track.clips[turn::turns] if self._sounds(clip)]
            if row := self._row(
                [(clip, spans[clip.id][0], spans[clip.id][1]) for clip in clips], track, joins
            ):
                rows.append(row)
        return rows

    def _row(self, clips: Sequence[tuple[Clip, int, int]], track: Track, joins: Sequence[Window]) -> str:
        """Clips that never overlap, with silence between; empty where none is in the window."""
        parts: list[str] = []
        at = self.window[0]
        for clip, first, end in clips:
            first, end = max(at, first), min(self.window[1], end)
            if first >= end:
                continue
            if first > at:
                parts.append(self._silence(self._samples(at, first)))
            parts.append(self._heard(clip, track, joins, first, end))
            at = end
        if parts and at < self.window[1]:
            parts.append(self._silence(self._samples(at, self.window[1])))
        return self.graph.joined(tuple(parts), sound=True) if parts else ""

    def _sounds(self, clip: Clip) -> bool:
        if not isinstance(clip.content, Footage | Listening):
            return False
        if isinstance(clip.content, Footage) and clip.content.frozen:
            return False
        known = self.materials.get(clip.content.material)
        return known is not None and known.has_sound

    def _heard(self, clip: Clip, track: Track, joins: Sequence[Window], first: int, end: int) -> str:
        """The clip from picture ``first`` to before ``end`` of the montage."""
        content = clip.content
        assert isinstance(content, Footage | Listening)
        known = self.materials[content.material]
        fps, k = self.graph.fps, first - clip.start
        self.graph.budget.clip = clip.id
        pace = pace_of(speed_of(content), clip.length)
        parts = stretches(pace, k, end - clip.start, fps, self.coarse)
        begins, until, plain = parts[0].used, parts[-1].until, as_recorded(parts)
        if not plain:
            begins -= EARLY_S * fps * parts[0].tempo
            until += EARLY_S * fps * parts[-1].tempo
        if isinstance(content, Footage) and content.backwards:
            whole = begins_at(content) + pace.used(clip.length)
            pad = self._material(known, whole - until, whole - begins)
            pad = self.graph.through(pad, made("areverse"), COUNTED)
        else:
            pad = self._material(known, begins_at(content) + begins, begins_at(content) + until)
        if not plain:
            pad = stretched(self.graph, pad, parts, content.keep_pitch, begins)
        count = self._samples(first, end)
        exact = made("apad", whole_len=count), made("atrim", end_sample=count), COUNTED
        return self._loud(self.graph.through(pad, *exact), envelope(clip, track, joins, first, end), count)

    def _material(self, known: MaterialInfo, begins: float, until: float) -> str:
        """Its sound between two moments (pictures, real numbers), to the sample; silent where it has none."""
        assert known.media is not None and known.media.audio is not None
        audio = known.media.audio
        start_s = begins / self.graph.fps
        count = round(until / self.graph.fps * RATE) - round(start_s * RATE)
        seek_ms = max(0, int(start_s * 1000))
        source = Source(known.path, known.media.demuxer, start_ms=seek_ms, only="sound")
        skip = max(0, round(start_s * RATE) - seek_ms * RATE // 1000)
        silent = min(count, max(0, -round(start_s * RATE)))
        late = (made("adelay", delays=f"{silent}S", all=1),) if silent else ()
        return self.graph.through(
            self.graph.source(source, audio.index),
            Filter("aresample", (("sample_rate", RATE), ("async", 1), ("first_pts", 0))),
            *((_BOTH,) if audio.channels == 1 else ()),
            _STEREO,
            made("atrim", start_sample=skip, end_sample=skip + count - silent + 1),
            COUNTED,
            *late,
            made("apad", whole_len=count),
            made("atrim", end_sample=count),
        )

    def _loud(self, pad: str, loud: Envelope, count: int) -> str:
        """``pad`` as loud as the envelope says."""
        if loud.curve is None:
            return self.graph.through(pad, *loud.filters(partial(first_sample, fps=self.graph.fps)))
        gain = f"{loud.curve.curve(f'(n*{self.graph.fps}/{RATE})', 0.0005)}"
        level = self.graph.made_by(
            made("aevalsrc", exprs=gain, sample_rate=RATE),
            made("atrim", end_sample=count),
            _BOTH,
            _STEREO,
        )
        return self.graph.through((pad, level), made("amultiply"))

    def _ducked(self, music: str, voice: str) -> tuple[list[str], list[str]]:
        """Music that gives way, and the voice. What a gate opened by the voice lets through is taken away."""
        heard, key = self.graph.copies(voice, 2, sound=True)
        kept, other = self.graph.copies(music, 2, sound=True)
        gate = made(
            "sidechaingate",
            threshold=_SPEAKS,
            range=0,
            ratio=9000,
            knee=1,
            attack=_GIVES_WAY_MS,
            release=_COMES_BACK_MS,
        )
        # Silence is no level to a gate: it would stay open.
        key = self.graph.through(key, made("dcshift", shift=_SPEAKS / 100))
        share = 1 - 10 ** (-self.montage.mix.duck / 20)
        taken = self.graph.through((other, key), gate, made("volume", volume=f"-{share:.6f}"))
        return [kept, taken], [heard]

    def _added(self, pads: list[str]) -> str:
        if len(pads) == 1:
            return pads[0]
        return self.graph.through(tuple(pads), made("amix", inputs=len(pads), normalize=0))

    def _silence(self, samples: int) -> str:
        nothing = made("anullsrc", sample_rate=RATE, channel_layout="stereo")
        return self.graph.made_by(nothing, _STEREO, made("atrim", end_sample=samples))

    def _samples(self, first: int, end: int) -> int:
        return first_sample(end, self.graph.fps) - first_sample(first, self.graph.fps)

    def _brought_to(self, loudness: Loudness | None) -> tuple[Filter, ...]:
        gain = gain_db(loudness, self.montage.mix.loudness) if loudness and self.montage.mix.loudness else 0.0
        steps: tuple[Filter, ...] = ()
        if abs(gain) >= 0.1:
            steps = (made("volume", volume=f"{gain:.2f}dB"),)
        if loudness is None or loudness.peak_db + gain > PEAK_DB - 0.5:
            # Peaks between samples pass unseen, and AAC adds some: 1.5 dB are left for both.
            ceiling = round(float(10 ** ((PEAK_DB - 1.5) / 20)), 4)
            steps += (made("alimiter", limit=ceiling, release=50, level="false", latency="true"),)
        return steps
