"""Which renditions a video gets."""

import msgspec
import pytest

from mutoscope.core.montage import ladder
from mutoscope.core.montage.argv import arguments
from mutoscope.core.montage.ladder import Loudness
from mutoscope.core.montage.media_info import AudioStream, MediaInfo, VideoStream
from mutoscope.core.montage.picture import fit, rate_of
from mutoscope.core.montage.plan import H264, Copy, Edit
from mutoscope.core.units import Refusal

PHONE = MediaInfo(
    container="mp4",
    duration_ms=20_000,
    size_bytes=18_000_000,
    bit_rate=7_200_000,
    path="/in/sent",
    video=VideoStream(
        codec="h264", width=1920, height=1080, rotation=90, fps=29.97, peak_fps=29.97, frames=600,
        pix_fmt="yuv420p", matrix="bt709", profile="High", level=40, max_gop_ms=1000, bit_rate=7_000_000,
    ),
    audio=AudioStream("aac", 48000, 2, "LC", index=1),
)  # fmt: skip


def filmed(**changes: object) -> MediaInfo:
    assert PHONE.video is not None
    return msgspec.structs.replace(PHONE, video=msgspec.structs.replace(PHONE.video, **changes))


def test_what_a_phone_films_is_playable_as_it_is() -> None:
    """H.264 1080p with AAC, upright by a quarter turn, is remuxed."""
    assert ladder.can_remux(PHONE, Edit())


@pytest.mark.parametrize(
    "change",
    [
        {"codec": "hevc"}, {"pix_fmt": "yuv420p10le"}, {"profile": "High 4:4:4 Predictive"}, {"level": 51},
        {"width": 3840, "height": 2160}, {"fps": 120.0}, {"sar_num": 2}, {"transfer": "hlg"},
        {"odd_rotation": True}, {"bit_rate": 14_000_000}, {"max_gop_ms": 9000}, {"interlaced": True},
        {"starts_with_keyframe": False}, {"matrix": "bt2020nc"}, {"variable_rate": True, "peak_fps": 240.0},
    ],
)  # fmt: skip
def test_what_a_common_player_might_get_wrong_is_encoded(change: dict[str, object]) -> None:
    """Anything outside the narrow path gets a quick rendition instead."""
    assert not ladder.can_remux(filmed(**change), Edit())


def test_a_trim_is_exact_so_it_is_encoded() -> None:
    """Packets can only be cut at keyframes; people cut between them. A trim to the very end is none."""
    assert not ladder.can_remux(PHONE, Edit(trim_start_ms=500))
    assert ladder.can_remux(PHONE, Edit(trim_end_ms=20_000))
    plan = ladder.plan_quick(PHONE, Edit(trim_start_ms=1_500, trim_end_ms=4_000))
    assert (plan.sources[0].start_ms, plan.sources[0].length_ms) == (1_500, 2_500)
    assert plan.outputs[0].expected.duration_ms == 2_500


def test_a_cut_that_leaves_nothing_is_refused() -> None:
    """Start after the end, or less than half a second between them."""
    for edit in (Edit(trim_start_ms=25_000), Edit(trim_start_ms=3_000, trim_end_ms=3_100)):
        with pytest.raises(Refusal) as refused:
            ladder.plan_quick(PHONE, edit)
        assert refused.value.code == "too_short_cut"


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        ((3840, 2160), [1080, 720, 480]),
        ((1920, 1080), [1080, 720, 480]),
        ((1280, 720), [720, 480]),
        ((642, 642), [642, 480]),
        ((640, 480), [480]),
        ((320, 240), [240]),
        ((161, 121), [121]),
    ],
)
def test_no_rung_is_larger_than_the_source(size: tuple[int, int], wanted: list[int]) -> None:
    """1080, 720 and 480 where the source has them; a smaller source keeps its own size."""
    assert ladder.rungs(filmed(width=size[0], height=size[1], rotation=0)) == wanted


def test_sizes_are_even_upright_and_square() -> None:
    """Rotation swaps the sides, wide pixels widen, odd sizes become even, strips stay bounded."""
    assert fit(PHONE, 720) == (720, 1280)
    assert fit(filmed(rotation=0, width=640, height=360, sar_num=2), 480) == (1280, 360)
    assert fit(filmed(rotation=0, width=161, height=121), 480) == (160, 120)
    wide, high = fit(filmed(rotation=0, width=10_000, height=500), 720)
    assert wide <= 4 * 720 and high % 2 == 0


@pytest.mark.parametrize(
    ("fps", "peak", "varies", "wanted"),
    [(29.97, 29.97, False, 29.97), (29.4, 30.1, True, 30), (7.22, 60.0, True, 60), (1000, 1000, False, 60),
     (12.5, 12.5, False, 12.5), (23.976, 24, False, 23.976), (17.3, 17.3, False, 17), (0.2, 0.2, False, 1)],
)  # fmt: skip
def test_the_rate_is_steady_and_usual(fps: float, peak: float, varies: bool, wanted: float) -> None:
    """A wobbling phone gets its nominal rate; nothing exceeds 60."""
    video = filmed(fps=fps, peak_fps=peak, variable_rate=varies).video
    assert video is not None and float(rate_of(video)) == pytest.approx(wanted, abs=0.001)


def test_the_ladder_decodes_once_and_sets_the_loudness() -> None:
    """One source, one sound chain for all rungs, gain to -14 LUFS, a limiter when peaks would clip."""
    plan = ladder.plan_ladder(PHONE, Edit(), Loudness(-20.0, -3.0))
    assert len(plan.sources) == 1
    assert [output.name for output in plan.outputs] == ["1080.mp4", "720.mp4", "480.mp4"]
    sound = next(chain for chain in plan.chains if chain.inputs == ("0:1",))
    names = [step.name for step in sound.filters]
    assert ("volume", "6.00dB") in [option for step in sound.filters for option in step.options]
    assert "alimiter" in names and names[-1] == "asplit"
    quiet = ladder.plan_ladder(PHONE, Edit(), Loudness(-20.0, -12.0))
    assert "alimiter" not in [step.name for chain in quiet.chains for step in chain.filters]


def test_silence_and_noise_are_not_blown_up() -> None:
    """Silence stays silent, a faint room is raised by 15 dB at most, a loud track is turned down."""
    assert ladder.gain_db(Loudness(-70.0, -70.0)) == 0
    assert ladder.gain_db(Loudness(-50.0, -40.0)) == 15
    assert ladder.gain_db(Loudness(-6.0, 1.0)) == -8


def test_a_source_that_already_is_a_rung_keeps_its_pictures() -> None:
    """A 720p file below the rung's rate is not encoded again for it; 480 still is."""
    modest = filmed(width=1280, height=720, bit_rate=2_000_000)
    plan = ladder.plan_ladder(modest, Edit(), Loudness(-14.0, -3.0))
    kinds = [type(output.tracks[0].encoding) for output in plan.outputs]
    assert kinds == [Copy, H264]


def test_no_path_and_no_text_of_a_person_reaches_the_command_line() -> None:
    """Sources are descriptors; the plan's path never appears in what ffmpeg is told."""
    hostile = msgspec.structs.replace(PHONE, path="/in/'; rm -rf [x]:movie=secret.mp4")
    for plan in (ladder.plan_remux(hostile, Edit()), ladder.plan_ladder(hostile, Edit(), None)):
        words = arguments(plan, [7], threads=2)
        assert not any("rm -rf" in word or "secret" in word for word in words)
        assert words[words.index("-fd") + 1] == "7"
        assert words[words.index("-protocol_whitelist") + 1] == "fd"


def test_a_plan_is_data() -> None:
    """It can be stored and read back unchanged."""
    plan = ladder.plan_ladder(PHONE, Edit(), Loudness(-20.0, -3.0), preset="medium")
    assert msgspec.json.decode(msgspec.json.encode(plan), type=type(plan)) == plan
    assert plan.cost_cpu_s > ladder.plan_ladder(PHONE, Edit(), None).cost_cpu_s
