"""A render plan as ffmpeg's arguments. The only place that knows ffmpeg's command line."""

import base64
from collections.abc import Sequence

from mutoscope.core.montage.plan import (
    H264,
    Aac,
    Bare,
    Chain,
    Copy,
    Filter,
    Output,
    RenderPlan,
    Source,
    Track,
)

_FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,avi,flv,mp3,aac,wav,ogg,flac,amr"
_DECODERS = (
    "h264,hevc,vp8,vp9,av1,libdav1d,mpeg4,mjpeg,mpeg2video,h263,"
    "aac,opus,libopus,vorbis,mp3,mp3float,mp2,mp2float,ac3,eac3,flac,alac,amrnb,amrwb,"
    "pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_f32le,pcm_u8,pcm_mulaw,pcm_alaw"
)
_MUXERS = {
    "mp4": "mp4",
    "m4a": "ipod",
    "jpg": "image2",
    "rgb": "rawvideo",
    "gray": "rawvideo",
    "fpr": "chromaprint",
    "pcm": "s16le",
}
_TALK = "6|24-31"
"""H.264 units between the pictures that no decoder needs where groups are closed: SEI, in which cameras write
serial numbers and places and encoders their settings (captions go with them), and units of private use."""
_MAX_PIXELS = 36_000_000
_LONGEST_WORD = 30_000
GRAPH_FILE = "graph.txt"


def arguments(plan: RenderPlan, fds: Sequence[int], threads: int) -> list[str]:
    """The command line for ``plan`` after the program's name; its ``files_of`` are open as ``fds``."""
    loud = plan.purpose == "loudness"  # what we want to know is printed as information
    words = ["-nostdin", "-hide_banner", "-loglevel", "info" if loud else "error", "-nostats"]
    words += ["-max_alloc", "536870912", "-progress", "pipe:1", "-stats_period", "0.5"]
    words += ["-filter_threads", "2", "-filter_complex_threads", "2"]
    left = list(fds)
    films = sum(not source.photo and source.drawn is None for source in plan.sources)
    for source in plan.sources:
        own, left = left[: 1 + len(source.reels)], left[1 + len(source.reels) :]
        words += _source(source, own, 1 if films > 2 else 2)
    assert not left
    if needs_file(plan):
        words += ["-/filter_complex", GRAPH_FILE]
    elif plan.chains:
        words += ["-filter_complex", graph_text(plan)]
    for output in plan.outputs:
        words += _output(output, threads)
    if not plan.outputs:
        words += ["-map", "[out]", "-f", "null", "-"]
    return words


def graph_text(plan: RenderPlan) -> str:
    """The filter graph as ffmpeg reads it."""
    return ";".join(_chain(chain) for chain in plan.chains)


def needs_file(plan: RenderPlan) -> bool:
    """Whether the graph is longer than a word of a command line may be, and is read from ``GRAPH_FILE``."""
    return len(graph_text(plan)) > _LONGEST_WORD


def files_of(plan: RenderPlan) -> list[tuple[Source, str]]:
    """The files that are read, in the order in which ``arguments`` wants them opened."""
    return [(source, path) for source in plan.sources for path in (source.path, *source.reels)]


def _source(source: Source, fds: Sequence[int], threads: int) -> list[str]:
    if source.reels:
        return _in_a_row(source, fds)
    fd = fds[0]
    if source.drawn is not None:
        wide, high = source.drawn
        words = ["-protocol_whitelist", "fd", "-f", "rawvideo", "-pixel_format", "rgba"]
        return [
            *words,
            "-video_size",
            f"{wide}x{high}",
            "-framerate",
            str(source.fps),
            "-fd",
            str(fd),
            "-i",
            "fd:",
        ]
    if source.photo:
        codec = "mjpeg" if source.photo == "jpeg" else "png"
        words = ["-protocol_whitelist", "fd", "-format_whitelist", source.demuxer, "-codec_whitelist", codec]
        words += ["-max_pixels", str(_MAX_PIXELS), "-threads", "1"]
        return [*words, "-f", source.demuxer, "-fd", str(fd), "-i", "fd:"]
    words = ["-protocol_whitelist", "fd", "-format_whitelist", _FORMATS, "-codec_whitelist", _DECODERS]
    words += ["-max_pixels", str(_MAX_PIXELS), "-max_streams", "32", "-dn", "-sn"]
    words += ["-threads", str(threads)]
    if source.only:
        words += ["-an" if source.only == "picture" else "-vn"]
        # Sources that share a run: what ffmpeg reads ahead by itself comes to megabytes each.
        words += ["-avioflags", "direct"] if source.demuxer == "mov" else []
    if source.early:
        words += ["-noaccurate_seek"]
    if source.only_keyframes:
        words += ["-skip_frame", "nokey", "-noaccurate_seek"]
    if source.start_ms:
        words += ["-ss", _seconds(source.start_ms)]
    if source.length_ms:
        words += ["-t", _seconds(source.length_ms)]
    return [*words, "-f", source.demuxer, "-fd", str(fd), "-i", "fd:"]


def _in_a_row(source: Source, fds: Sequence[int]) -> list[str]:
    """The list of the files is part of the command line: it names nothing but descriptors."""
    rows = "".join(f"file fd:\noption fd {fd}\n" for fd in fds)
    text = base64.b64encode(f"ffconcat version 1.0\n{rows}".encode()).decode()
    words = ["-protocol_whitelist", "data,fd", "-format_whitelist", f"concat,{source.demuxer}"]
    words += ["-codec_whitelist", "h264", "-safe", "0"]
    return [*words, "-f", "concat", "-i", f"data:text/plain;base64,{text}"]


def _chain(chain: Chain) -> str:
    inputs, outputs = ("".join(f"[{pad}]" for pad in pads) for pads in (chain.inputs, chain.outputs))
    return inputs + ",".join(_filter(step) for step in chain.filters) + outputs


def _filter(step: Filter) -> str:
    if not step.options:
        return step.name
    return step.name + "=" + ":".join(f"{key}='{value}'" for key, value in step.options)


def _output(output: Output, threads: int) -> list[str]:
    words: list[str] = []
    for track in output.tracks:
        words += ["-map", track.pad if ":" in track.pad else f"[{track.pad}]"]
    for track in output.tracks:
        words += _encoding(track, threads)
    if output.fps:
        words += ["-fps_mode:v", "cfr", "-r:v", str(output.fps)]
    if output.ticks:
        words += ["-fps_mode:v", "passthrough", "-enc_time_base:v", f"1:{output.ticks}"]
        last = (
            f"max(1,{output.length_ms * output.ticks // 1000}-PTS)"  # all others last until the next begins
        )
        words += ["-bf:v", "0", "-bsf:v", f"setts=duration='{last}'"]
    if output.length_ms:
        words += ["-t", _seconds(output.length_ms)]
    words += ["-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact"]
    for key, value in output.labels:
        words += ["-metadata", f"{key}={value}"]
    extension = output.name.rpartition(".")[2]
    if extension in ("mp4", "m4a"):
        words += ["-movflags", "+faststart", "-max_muxing_queue_size", "4096"]
    form = _MUXERS[extension]
    words += {"jpg": ["-update", "1"], "fpr": ["-fp_format", "raw"]}.get(extension, [])
    return [*words, "-f", form, "-y", output.name]


def _encoding(track: Track, threads: int) -> list[str]:
    how = track.encoding
    if isinstance(how, Copy):
        bare = ["-bsf:v", f"filter_units=remove_types={_TALK}"] if how.kind == "v" else []
        return [f"-c:{how.kind}", "copy", *bare]
    if isinstance(how, Bare):
        return ["-c:v", "rawvideo"] if how.kind == "v" else ["-c:a", "pcm_s16le"]
    if isinstance(how, Aac):
        return ["-c:a", "aac", "-b:a", f"{how.kbps}k"]
    if isinstance(how, H264):
        words = ["-c:v", "libx264", "-preset", how.preset, "-crf", str(how.crf), "-profile:v", "high"]
        if how.capped:
            words += ["-maxrate", f"{how.maxrate_kbps}k", "-bufsize", f"{2 * how.maxrate_kbps}k"]
        else:  # the same film twice: with threads x264 gives, now and then, a group of other pictures
            threads = 1
        words += ["-g", str(how.gop)]
        return [*words, "-flags:v", "+cgop+bitexact", "-pix_fmt", "yuv420p", "-threads:v", str(threads)]
    codec = ["-c:v", "mjpeg", "-q:v", "3"] if how.form == "jpeg" else ["-c:v", "rawvideo"]
    return [*codec, "-frames:v", "1", "-threads:v", "1"]


def _seconds(ms: int) -> str:
    return f"{ms // 1000}.{ms % 1000:03d}"
