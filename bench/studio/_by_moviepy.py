"""The timeline of ``bench.studio.moviepy``, told to MoviePy, run by an interpreter that has it."""

import json
import sys
import time


def main() -> None:
    """Arguments: the paths of the materials, as JSON, the font, and where to write. Prints seconds spent."""
    from moviepy import (  # type: ignore[import-not-found]
        AudioFileClip,
        CompositeAudioClip,
        CompositeVideoClip,
        TextClip,
        VideoFileClip,
        afx,
        vfx,
    )

    paths, font, out = json.loads(sys.argv[1]), sys.argv[2], sys.argv[3]
    began, cpu = time.perf_counter(), time.process_time()
    one = VideoFileClip(paths["one"]).subclipped(0, 3.2)
    two = VideoFileClip(paths["two"]).subclipped(0.8, 4.2).with_start(2.8)
    two = two.with_effects([vfx.CrossFadeIn(0.4)])
    wide = VideoFileClip(paths["wide"], audio=False).subclipped(0, 4).with_start(1)
    wide = wide.resized((288, 162)).with_position((374, 239))
    title = TextClip(font=font, text="Words on the picture", font_size=48, color="white", stroke_width=3)
    title = title.with_duration(6).with_position(("center", 1000))
    song = AudioFileClip(paths["song"]).subclipped(0, 6).with_effects([afx.MultiplyVolume(0.6)])
    film = CompositeVideoClip([one, two, wide, title], size=(720, 1280)).with_duration(6)
    film = film.with_audio(CompositeAudioClip([film.audio, song]))
    how = {"codec": "libx264", "preset": "veryfast", "audio_codec": "aac", "fps": 30, "threads": 2}
    film.write_videofile(out, **how, ffmpeg_params=["-crf", "20", "-pix_fmt", "yuv420p"], logger=None)
    print(json.dumps({"wall_s": time.perf_counter() - began, "cpu_s": time.process_time() - cpu}))


if __name__ == "__main__":
    main()
