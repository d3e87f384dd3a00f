"""Projects to and from other editing programs."""

import json
from typing import Any

import opentimelineio as otio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opentimelineio.opentime import RationalTime, TimeRange
from tests.montage.drawn import drawn, material
from tests.montage.making import montages

from mutoscope.core.montage.checking import MontageLimits
from mutoscope.core.montage.document import Fill, Footage, Montage
from mutoscope.core.montage.interchange import read_otio, write_otio
from mutoscope.core.units import Refusal

OPEN = MontageLimits(max_layers=100)
FILMS = {"a.mp4": material("a"), "b.mov": material("b"), "music.wav": material("m")}


@settings(max_examples=15)
@given(montages())
def test_a_project_comes_back_as_it_went(montage: Montage) -> None:
    """Everything of ours survives the way through OpenTimelineIO, and nothing is left out."""
    again = read_otio(write_otio(montage, "Mine", {}), {}, OPEN)
    assert again.montage == montage
    assert (again.left_out, again.missing) == ((), ())


def test_others_see_clips_gaps_transitions_and_speeds() -> None:
    """What OpenTimelineIO has words for is in its words."""
    montage = drawn(["main: a[0..30)+5*2000 ~6~ b[30..60)!", "overlay: d[10..20)<", "music: m[15..60)"])
    timeline = otio.core.deserialize_json_from_string(
        write_otio(montage, "Mine", {material("a"): "a.mp4"}).decode()
    )
    main, overlay, music = timeline.tracks
    a, transition, b = main
    assert a.media_reference.target_url == "a.mp4"
    assert a.source_range == TimeRange(RationalTime(5, 30), RationalTime(30, 30))
    assert a.effects[0].time_scalar == 2.0
    assert (transition.in_offset.value, transition.out_offset.value) == (3, 3)
    assert isinstance(b.effects[0], otio.schema.FreezeFrame)
    gap, d = overlay
    assert (gap.duration().value, d.effects[0].time_scalar) == (10, -1.0)
    assert music.kind == "Audio" and isinstance(music[0], otio.schema.Gap)


def test_what_was_trimmed_there_is_trimmed_here() -> None:
    """Their cuts count, our looks and keys stay; a clip copied there is a clip of its own here."""
    montage = drawn(["main: a[0..60) {x 0=0 60=600} b[60..90)"])
    timeline = otio.core.deserialize_json_from_string(write_otio(montage, "Mine", {}).decode())
    clip = timeline.tracks[0][0]
    clip.source_range = TimeRange(RationalTime(10, 30), RationalTime(20, 30))
    timeline.tracks[0].append(clip.clone())
    again = read_otio(timeline.to_json_string().encode(), {}, OPEN)
    first, second, third = again.montage.tracks[0].clips
    assert (first.start, first.length, second.start, third.id) == (0, 20, 20, "a-2")
    assert isinstance(first.content, Footage) and first.content.source_in == 10
    assert "x" in first.keys


def foreign() -> Any:
    """A timeline as other programs write them: time code from one o'clock, sound beside its film."""
    fps = 29.97

    def clip(name: str, url: str, first: float, lasts: float, *effects: Any) -> Any:
        reference = otio.schema.ExternalReference(
            url, TimeRange(RationalTime(107_892, fps), RationalTime(900, fps))
        )
        where = TimeRange(RationalTime(107_892 + first, fps), RationalTime(lasts, fps))
        return otio.schema.Clip(name, reference, where, effects=list(effects))

    timeline = otio.schema.Timeline("Cut 3")
    video = otio.schema.Track("Video 1", kind="Video")
    video.append(clip("a", "file:///Volumes/Films/a.mp4", 10, 60))
    video.append(otio.schema.Transition("x", "SMPTE_Dissolve", RationalTime(5, fps), RationalTime(5, fps)))
    video.append(clip("b", r"C:\films\b.mov", 0, 30, otio.schema.LinearTimeWarp(time_scalar=-2.0)))
    video.append(otio.schema.Gap(duration=RationalTime(30, fps)))
    video.append(clip("gone", "file:///elsewhere/gone.mp4", 0, 30, otio.schema.Effect("Sparkle", "sparkle")))
    above = otio.schema.Track("Video 2", kind="Video")
    above.append(otio.schema.Gap(duration=RationalTime(10, fps)))
    above.append(otio.schema.Stack("Compound"))
    title = otio.schema.Clip("Title", otio.schema.GeneratorReference("Text", "Text"))
    title.source_range = TimeRange(RationalTime(0, fps), RationalTime(20, fps))
    above.append(title)
    sound = otio.schema.Track("Audio 1", kind="Audio")
    sound.append(clip("a", "file:///Volumes/Films/a.mp4", 10, 60))
    sound.append(clip("music", "music.wav", 0, 60))
    timeline.tracks.extend([video, above, sound])
    timeline.tracks.markers.append(
        otio.schema.Marker("cut here", TimeRange(RationalTime(15, fps), RationalTime(0, fps)))
    )
    return timeline


def test_another_programs_timeline_comes_in_as_far_as_it_goes() -> None:
    """Films by their file names, a hole filled with black, what we lack by name."""
    read = read_otio(foreign().to_json_string().encode(), FILMS, OPEN)
    montage = read.montage
    assert montage.canvas.fps == 30
    main, above, sound = montage.tracks
    a, b, hole, gone = main.clips
    assert [(clip.start, clip.length) for clip in main.clips] == [(0, 60), (60, 30), (90, 30), (120, 30)]
    assert isinstance(a.content, Footage) and (a.content.material, a.content.source_in) == (material("a"), 10)
    assert isinstance(b.content, Footage) and b.content.backwards and b.content.speed[0].rate == 2000
    assert isinstance(hole.content, Fill) and isinstance(gone.content, Fill)
    assert [(join.left, join.length) for join in main.joins] == [(a.id, 10)]
    # The film keeps its own sound; the other was silent there.
    assert (a.sounding.volume, b.sounding.volume) == (1000, 0)
    assert [clip.start for clip in sound.clips] == [60]
    assert [(clip.start, clip.length) for clip in above.clips] == [(10, 20)]
    assert read.missing == ("gone.mp4",)
    assert {"Compound", "Title", "gone: sparkle"} == set(read.left_out)
    assert [(mark.at, mark.label) for mark in montage.markers] == [(15, "cut here")]


class Asked(dict[str, Any]):
    """Materials that count how often they are asked for."""

    times = 0

    def get(self, name: str, default: Any = None) -> Any:
        self.times += 1
        return super().get(name, default)


def test_a_timeline_of_too_many_clips_is_not_read_to_its_end() -> None:
    """It is refused at the clip that is too many; so are sounds that no films can have brought."""
    for kind, most in (("Video", 3), ("Audio", 6)):
        timeline, asked = otio.schema.Timeline("Long"), Asked()
        track = otio.schema.Track("1", kind=kind)
        for _ in range(40):
            where = TimeRange(RationalTime(0, 30), RationalTime(10, 30))
            track.append(otio.schema.Clip("a", otio.schema.ExternalReference("music.wav"), where))
        timeline.tracks.append(track)
        asked["music.wav"] = material("m")
        with pytest.raises(Refusal) as no:
            read_otio(timeline.to_json_string().encode(), asked, MontageLimits(max_clips=3))
        assert (no.value.code, asked.times) == ("project_too_many", most + 1)


def test_of_two_transitions_at_one_cut_the_first_counts() -> None:
    """A cut has one at most."""
    timeline = foreign()
    timeline.tracks[0].insert(2, otio.schema.Transition("y", "", RationalTime(2, 30), RationalTime(2, 30)))
    read = read_otio(timeline.to_json_string().encode(), FILMS, OPEN)
    assert [join.length for join in read.montage.tracks[0].joins] == [10]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_otio"),
        (b"{}", "not_otio"),
        (b"[]", "not_otio"),
        (b"\xff\xfe", "not_otio"),
        (b'{"OTIO_SCHEMA":"Nope.1"}', "not_otio"),
        (b'{"OTIO_SCHEMA":"Timeline.99"}', "not_otio"),
        (b'{"OTIO_SCHEMA":"Clip.1"}', "not_otio"),
        (b'{"OTIO_SCHEMA":"Timeline.1","tracks":7}', "not_otio"),
        (b"[" * 1_000_000, "project_too_deep"),
        (b'{"OTIO_SCHEMA":"Timeline.1","metadata":' * 200_000, "project_too_deep"),
        (b" " * 9_000_000, "project_too_large"),
    ],
)
def test_what_is_no_timeline_is_refused(data: bytes, code: str) -> None:
    """Before the library's parser, where it is large or deep."""
    with pytest.raises(Refusal) as no:
        read_otio(data, {}, OPEN)
    assert no.value.code == code


@settings(max_examples=60)
@given(st.data())
def test_a_timeline_changed_by_hand_is_read_or_refused(data: st.DataObject) -> None:
    """One part replaced or taken away: a project or a refusal, never an error."""
    text = data.draw(st.sampled_from([FOREIGN, MINE]))
    value = json.loads(text)
    spots: list[Any] = []

    def walk(holder: Any) -> None:
        inside = holder.items() if isinstance(holder, dict) else enumerate(holder)
        for name, each in inside:
            spots.append((holder, name))
            if isinstance(each, dict | list):
                walk(each)

    walk(value)
    holder, name = data.draw(st.sampled_from(spots))
    if data.draw(st.booleans()):
        holder[name] = data.draw(
            st.sampled_from([None, -1, 0, 1e308, 10**30, "x", [], {}, float("nan"), True])
        )
    else:
        del holder[name]
    try:
        read = read_otio(json.dumps(value).encode(), FILMS, OPEN)
    except Refusal as no:
        assert str(no)
    else:
        assert read_otio(write_otio(read.montage, "again", {}), {}, OPEN).montage == read.montage


FOREIGN = foreign().to_json_string()
MINE = write_otio(
    drawn(["main: a[0..30)+5*2000 ~6~ b[30..60)!", "text: t[10..20)", "music: m[15..60)"]), "Mine", {}
).decode()
