"""A site with a template cut to a beat, a video that allows duets, and the clips of somebody new to it."""

import wave
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tests.journeys.worlds import Person, Site, hand_over
from tests.waiting import wait_for

from mutoscope.project.demo import music
from mutoscope.project.demo.catalogue import Clip
from mutoscope.project.demo.render import render

FPS = 30
BEATS = (2, 2, 2, 4)
"""How many beats each cut of the template lasts."""
SOUND = "clockwork"
SCENES = {  # what a clip shows, its colours, the sound with it
    "road": ("ridges", "dusk", "open-road"),
    "sea": ("sunset", "ember", "harbour"),
    "snow": ("snow", "ice", "first-snow"),
    "sky": ("aurora", "mint", "night-sky"),
    "silk": ("silk", "orchid", "slow-cloth"),
    "city": ("skyline", "dusk", "last-bus"),
}


@dataclass(frozen=True)
class Begun:
    """What is there before anybody begins."""

    template: str
    duet: str
    """A video whose author lets others put theirs beside it."""
    own: tuple[Path, ...]
    """Three clips on the phone of whoever begins."""


def begun(site: Site, folder: Path) -> Begun:
    """The site with what a newcomer finds on it."""
    films = {name: take(folder, name) for name in SCENES}
    maker, singer = site.person("beatmaker"), site.person("singer")
    template = _template(maker, [films[name] for name in ("silk", "sky", "city", "road")], folder)
    duet = singer.publish(take(folder, "sea", 8), "Sing along with me", allows=["duet"])
    return Begun(template, duet, (films["road"], films["sea"], films["snow"]))


def take(folder: Path, name: str, seconds: float = 5) -> Path:
    """A clip as a good phone makes it, of our own scenes."""
    path = folder / f"{name}-{seconds:g}.mp4"
    if not path.exists():
        scene, palette, sound = SCENES[name]
        render(Clip(name, "", scene, palette, len(name), seconds, sound, "title", (), ""), path)
    return path


def bring(person: Person, path: Path, kind: str) -> str:
    """A file among somebody's materials, ready to be cut from; its id."""
    wish = {"size": path.stat().st_size, "name": path.name, "type": kind, "client_id": f"of-{path.stem}"}
    ticket = person.call("POST", "/api/studio/materials", json=wish)
    hand_over(ticket, path.read_bytes())
    address = f"/api/studio/materials/{ticket['material']['id']}"
    found = wait_for(
        lambda: person.call("GET", address)["state"] in ("ready", "failed"), seconds=120, what=path.name
    )
    assert found
    return str(ticket["material"]["id"])


def project(person: Person, name: str, document: dict[str, Any]) -> str:
    """A project with this in it; its id."""
    made = person.call("POST", "/api/studio/projects", json={"client_id": f"p-{name}"[:40], "name": name})
    path = f"/api/studio/projects/{made['id']}"
    person.call("PUT", path, json={"base": made["revision"], "document": document})
    return str(made["id"])


def shot(name: str, start: int, length: int, material: str, **more: Any) -> dict[str, Any]:
    content = {"what": "footage", "material": {"origin": "upload", "id": material}, "source_in": 15}
    return {"id": name, "start": start, "length": length, "content": content, **more}


def song(folder: Path, seconds: float) -> Path:
    path = folder / "beat.wav"
    if not path.exists():
        samples = music.perform(music.SOUNDS[SOUND], seconds)
        with wave.open(str(path), "wb") as file:
            file.setnchannels(2)
            file.setsampwidth(2)
            file.setframerate(48_000)
            file.writeframes(np.ascontiguousarray(samples).tobytes())
    return path


def _template(maker: Person, films: list[Path], folder: Path) -> str:
    """Four cuts on the beats of a song, and a line of words, all to be replaced; its video's id."""
    beat = 60 * FPS / music.SOUNDS[SOUND].beats_per_minute
    ends = [round(beat * sum(BEATS[: n + 1])) for n in range(len(BEATS))]
    starts = [0, *ends[:-1]]
    used = [bring(maker, film, "video/mp4") for film in films]
    cuts = [
        shot(
            f"c{n}", start, end - start, material,
            slot={"id": f"s{n}", "kind": "media", "order": n}, sounding={"volume": 0},
        )
        for n, (start, end, material) in enumerate(zip(starts, ends, used, strict=True))
    ]  # fmt: skip
    words = {"what": "text", "text": "This week", "preset": "shout"}
    heard = {
        "what": "listening",
        "material": {"origin": "upload", "id": bring(maker, song(folder, ends[-1] / FPS), "audio/wav")},
    }
    tracks = [
        {"id": "m", "role": "main", "clips": cuts},
        {"id": "w", "role": "text", "clips": [
            {"id": "w0", "start": 0, "length": ends[1], "content": words,
             "slot": {"id": "words", "kind": "text", "label": "Your title", "order": 9, "required": False}},
        ]},
        {"id": "b", "role": "sound", "use": "music", "clips": [
            {"id": "b0", "start": 0, "length": ends[-1], "content": heard},
        ]},
    ]  # fmt: skip
    document = {
        "schema": "mutoscope.montage/1",
        "canvas": {"width": 720, "height": 1280, "fps": FPS},
        "tracks": tracks,
    }
    made = project(maker, "Four cuts on the beat", document)
    wish = {"client_id": "out", "caption": "Four cuts on the beat", "allows": ["template", "duet"]}
    render_ = maker.call("POST", f"/api/studio/projects/{made}/publish", json=wish)
    maker.wait_published(render_["video_id"])
    return str(render_["video_id"])
