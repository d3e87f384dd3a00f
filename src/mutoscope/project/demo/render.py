"""A clip of the catalogue becomes an MP4 file: frames and words and music, in one run of ffmpeg.

All input is our own (numbers through a pipe, a wave file, an ASS script), so this run needs no jail; what it
writes then takes the road of every upload. The file is what a good phone would send: H.264 High, 720 x 1280,
30 frames per second, closed GOPs of two seconds, bt709, AAC, index first.
"""

import os
import subprocess
import tempfile
import wave
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg
import numpy as np

from mutoscope.project.demo import music, titles
from mutoscope.project.demo.catalogue import Clip
from mutoscope.project.demo.scenes import SCENES

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
FPS = 30


def render(clip: Clip, out: Path, pulse: Callable[[float], None] = lambda _: None) -> None:
    """Write ``clip`` to ``out``, whole or not at all; RuntimeError says why ffmpeg failed.

    ``pulse`` is called after each frame with the fraction done; what it raises stops the work.
    """
    with tempfile.TemporaryDirectory(prefix="demo-", dir=out.parent) as folder:
        work = Path(folder)
        (work / "titles.ass").write_text(titles.script(clip), "utf-8")
        (work / "fonts").symlink_to(FONTS)  # relative names need no quoting inside a filter
        _write_wave(work / "music.wav", music.perform(music.SOUNDS[clip.sound], clip.seconds))
        frames = SCENES[clip.scene](np.random.default_rng(clip.seed), round(clip.seconds * FPS), clip.palette)
        first = next(frames)
        height, width = first.shape[:2]
        with (work / "log").open("wb") as log:
            ffmpeg = subprocess.Popen(command(width, height), cwd=work, stdin=subprocess.PIPE, stderr=log)
            assert ffmpeg.stdin is not None
            os.setpriority(os.PRIO_PROCESS, ffmpeg.pid, 15)  # whoever watches or uploads comes first
            try:
                ffmpeg.stdin.write(first.tobytes())
                for number, frame in enumerate(frames, 1):
                    ffmpeg.stdin.write(frame.tobytes())
                    pulse(number / (clip.seconds * FPS))
                ffmpeg.stdin.close()
                code = ffmpeg.wait(timeout=120)
            except BrokenPipeError:
                code = ffmpeg.wait(timeout=10)
            finally:
                if ffmpeg.poll() is None:
                    ffmpeg.kill()
                    ffmpeg.wait()
        if code != 0:
            raise RuntimeError(
                f"ffmpeg could not make {clip.key}: {(work / 'log').read_text('utf-8', 'replace')[-400:]}"
            )
        (work / "clip.mp4").replace(out)


def command(width: int, height: int) -> list[str]:
    """The argument list, to be run in a folder that holds titles.ass, fonts/ and music.wav."""
    picture = (
        "scale=720:1280:flags=bicubic+accurate_rnd:out_color_matrix=bt709:out_range=tv,format=yuv420p,"
        "ass=titles.ass:fontsdir=fonts,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
    )
    return [
        imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-hide_banner", "-loglevel", "warning", "-y",
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-video_size", f"{width}x{height}", "-framerate", str(FPS),
        "-i", "pipe:0", "-i", "music.wav", "-vf", picture, "-threads", "1", "-filter_threads", "1",
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-maxrate", "2500k", "-bufsize", "5M",
        "-profile:v", "high", "-level", "4.0", "-g", "60",
        "-x264-params", "open-gop=0:rc-lookahead=15:subme=1:trellis=0:no-mixed-refs=1",
        "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000",
        "-movflags", "+faststart", "-map_metadata", "-1", "-fflags", "+bitexact", "clip.mp4",
    ]  # fmt: skip


def _write_wave(path: Path, samples: np.ndarray) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(music.RATE)
        file.writeframes(samples.tobytes())
