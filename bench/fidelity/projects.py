"""Small projects in which each part of the contract is at work, as JSON has them, and their materials."""

from collections.abc import Sequence
from pathlib import Path
from shlex import split
from typing import Any

from bench._media import bare
from mutoscope.core.montage.looks.catalogue import catalogue
from mutoscope.core.montage.looks.transitions import Transition

SEA = {"origin": "upload", "id": "seaaaaaaaaaaa"}
DOG = {"origin": "upload", "id": "dogaaaaaaaaaa"}
PHOTO = {"origin": "upload", "id": "photoaaaaaaaa"}
_CANVAS = {"width": 360, "height": 640, "fps": 30}
Project = dict[str, Any]


def materials(folder: Path) -> dict[str, Path]:
    """A wide film of 25 pictures a second, a high one of 30, and a photo; by the id of each."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {
        name["id"]: folder / file for name, file in ((SEA, "sea.mp4"), (DOG, "dog.mp4"), (PHOTO, "photo.jpg"))
    }
    zoom = "mandelbrot=s=1280x720:r=25:end_pts=200:end_scale=0.02,eq=saturation=0.5,gblur=sigma=1.6"
    film(made[SEA["id"]], zoom)
    clouds = "cellauto=s=720x1280:r=30:rule=110:seed=3,gblur=sigma=6,eq=contrast=3,hue=h=t*30:s=2"
    film(
        made[DOG["id"]], clouds + ",drawbox=c=0xb06030@0.5:t=fill:w=iw/2,drawbox=c=0x3060a0@0.4:t=fill:y=ih/3"
    )
    still = "mandelbrot=s=1600x1200:start_scale=0.4,eq=saturation=0.5,gblur=sigma=1.5"
    words = ["-f", "lavfi", "-i", still, *split("-frames:v 1 -q:v 2 -pix_fmt yuvj420p")]
    bare([*words, str(made[PHOTO["id"]])])
    return made


def film(target: Path, picture: str, more: tuple[str, ...] = ()) -> None:
    """Four seconds of ``picture``, a source of lavfi's, and a tone, in BT.709 as phones write it."""
    words = ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", "sine=f=330", "-t", "4"]
    told = "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"
    words += ["-vf", told, *split("-c:v libx264 -preset fast -crf 16 -g 30 -bf 2")]
    words += split("-colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv")
    bare([*words, *more, "-c:a", "aac", str(target)])


def _shot(name: str, start: int, length: int, material: dict[str, str] = SEA, **more: Any) -> Project:
    how: Project = {
        key: more.pop(key) for key in ("source_in", "speed", "backwards", "frozen") if key in more
    }
    content = {"what": "footage", "material": material, **how}
    return {"id": name, "start": start, "length": length, "content": content, **more}


def _project(
    *main: Project, over: tuple[Project, ...] = (), canvas: Project | None = None, **more: Any
) -> Project:
    joins = more.pop("joins", [])
    tracks: list[Project] = [{"id": "m", "role": "main", "clips": list(main), "joins": joins}]
    if over:
        tracks.append({"id": "o", "role": "overlay", "clips": list(over)})
    tracks += more.pop("tracks", [])
    return {"schema": "mutoscope.montage/1", "canvas": {**_CANVAS, **(canvas or {})}, "tracks": tracks}


def _adjust(name: str, start: int, length: int, place: Project, **more: Any) -> Project:
    content = {"what": "adjust"}
    return {"id": name, "start": start, "length": length, "content": content, "place": place, **more}


def _text(name: str, start: int, length: int, text: str, style: Project, **place: Any) -> Project:
    content = {"what": "text", "text": text, "style": style}
    return {"id": name, "start": start, "length": length, "content": content, "place": place}


def _emoji(name: str, start: int, length: int, emoji: str, **more: Any) -> Project:
    content = {"what": "sticker", "name": emoji}
    return {"id": name, "start": start, "length": length, "content": content, **more}


def _keys(*values: tuple[int, int]) -> list[Project]:
    return [{"at": at, "value": value, "ease": [250, 100, 250, 1000]} for at, value in values]


def _passages(transitions: Sequence[Transition]) -> Project:
    """One cut after the other, each with a transition of its own."""
    clips = (
        _shot(f"c{n}", 6 * n, 6, (SEA, DOG)[n % 2], source_in=20 + 7 * n % 60)
        for n in range(len(transitions) + 1)
    )
    joins = [{"left": f"c{n}", "kind": one.name, "length": 6} for n, one in enumerate(transitions)]
    return _project(*clips, joins=joins)


_TRANSITIONS = catalogue().transitions

PROJECTS: dict[str, Project] = {
    "cuts": _project(
        _shot("a", 0, 20, DOG, source_in=10), _shot("b", 20, 20, SEA, source_in=33), _shot("c", 40, 20, DOG)
    ),
    "fits": _project(
        _shot("a", 0, 20, SEA, place={"fit": "contain"}),
        _shot("b", 20, 20, SEA, place={"fit": "stretch"}),
        _shot("c", 40, 20, SEA, place={"crop": {"left": 1500, "right": 2500, "top": 500}}),
    ),
    "speeds": _project(
        _shot("a", 0, 20, speed=[{"at": 0, "rate": 2500}]),
        _shot("b", 20, 20, DOG, source_in=20, speed=[{"at": 0, "rate": 300}, {"at": 10000, "rate": 3000}]),
        _shot("c", 40, 20, source_in=15, backwards=True),
        _shot("d", 60, 10, source_in=40, frozen=True),
    ),
    "layers": _project(
        _shot("a", 0, 60, DOG),
        over=(
            _shot("b", 0, 30, place={"fit": "contain", "scale": 600, "x": 3333, "y": 2222}),
            _shot("c", 30, 30, place={"fit": "contain", "scale": 700, "opacity": 550, "flip_x": True}),
        ),
    ),
    "turned": _project(
        _shot("a", 0, 60, DOG),
        over=(
            _shot("b", 0, 30, place={"fit": "contain", "scale": 800, "rotation": 3000}),
            _shot("c", 30, 30, place={"fit": "contain", "rotation": -1250, "opacity": 700, "y": 7000}),
        ),
    ),
    "keys": _project(
        _shot(
            "a", 0, 60, DOG, keys={"scale": _keys((0, 1000), (59, 1600)), "x": _keys((0, 5000), (59, 4000))}
        ),
        over=(
            _shot(
                "b",
                10,
                40,
                place={"fit": "contain", "scale": 500},
                keys={"x": _keys((0, 2000), (39, 8000)), "opacity": _keys((0, 0), (20, 1000))},
            ),
        ),
    ),
    "photo": _project(
        _shot("a", 0, 30, PHOTO, place={"fit": "contain"}),
        _shot("b", 30, 30, PHOTO, keys={"scale": _keys((0, 1000), (29, 1300))}),
        canvas={"background": {"kind": "colour", "colour": "#204060"}},
    ),
    "fills": _project(
        {"id": "a", "start": 0, "length": 30, "content": {"what": "fill", "colour": "#c04020"}},
        {
            "id": "b",
            "start": 30,
            "length": 30,
            "content": {"what": "fill", "colour": "#103050", "to": "#f0c080", "angle": 3000},
        },
    ),
    "looks": _project(
        _shot("a", 0, 20, look={"filter": "warm", "contrast": 300}),
        _shot("b", 20, 20, DOG, look={"saturation": -700, "exposure": 200, "fade": 200}),
        _shot("c", 40, 20, look={"hue": 400, "shadows": 500}),
    ),
    "effects": _project(
        _shot("a", 0, 20, effects=[{"name": "vignette@1", "amount": 800}, {"name": "split@1"}]),
        _shot("b", 20, 20, DOG, effects=[{"name": "blur@1", "amount": 400}]),
        _shot("c", 40, 20, effects=[{"name": "glitch@1", "amount": 600}]),
    ),
    "joins": _project(
        _shot("a", 0, 20, DOG),
        _shot("b", 20, 20, source_in=20),
        _shot("c", 40, 20, DOG, source_in=40, place={"fit": "contain"}),
        joins=[{"left": "a", "kind": "fade", "length": 16}, {"left": "b", "kind": "wipeleft", "length": 12}],
    ),
    "words": _project(
        _shot("a", 0, 60, DOG),
        tracks=[
            {
                "id": "t",
                "role": "text",
                "clips": [
                    _text("t1", 0, 20, "Hello sea", {"size": 900, "bold": True, "outline": 60}),
                    _text("t2", 20, 20, "Two lines\nand a box", {"box": 700, "colour": "#ffe040"}),
                    _text("t3", 40, 20, "Slanted", {"italic": True, "shadow": 80}, rotation=-1500),
                ],
            }
        ],
    ),
    "words that grow": _project(
        _shot("a", 0, 60, DOG),
        tracks=[
            {
                "id": "t",
                "role": "text",
                "clips": [
                    _text("t1", 0, 30, "Near", {"size": 900})
                    | {"keys": {"scale": _keys((0, 300), (29, 900))}},
                    _text("t2", 30, 30, "So", {"outline": 60})
                    | {"keys": {"scale": _keys((0, 500), (29, 2500))}},
                ],
            }
        ],
    ),
    "masks": _project(
        _shot("a", 0, 60, DOG),
        over=(
            _shot("b", 0, 20, place={"fit": "contain", "mask": {"shape": "circle", "feather": 800}}),
            _shot("c", 20, 20, place={"mask": {"shape": "heart", "width": 7000, "rotation": 2000}}),
            _shot("d", 40, 20, place={"mask": {"shape": "band", "inverted": True, "feather": 300}}),
        ),
    ),
    "blends": _project(
        _shot("a", 0, 60, DOG),
        over=(
            _shot("b", 0, 20, place={"blend": "screen", "opacity": 800}),
            _shot("c", 20, 20, place={"blend": "multiply"}),
            _shot("d", 40, 20, place={"blend": "softlight", "fit": "contain"}),
        ),
    ),
    "keyed": _project(
        _shot("a", 0, 60, DOG),
        over=(_shot("b", 0, 60, place={"chroma": {"colour": "#c090c0", "similarity": 200}}),),
    ),
    "movements": _project(
        _shot("a", 0, 60, DOG, enter={"name": "grow", "length": 20}),
        over=(_shot("b", 10, 40, place={"fit": "contain"}, loop={"name": "sway", "length": 30}),),
    ),
    "spread": _project(
        _shot("a", 0, 30, place={"fit": "contain"}),
        _shot("b", 30, 30, PHOTO, place={"fit": "contain", "scale": 800}),
        canvas={"background": {"kind": "blur"}},
    ),
    "adjusted": _project(
        _shot("a", 0, 60, DOG),
        over=(
            {"id": "b", "start": 10, "length": 40, "content": {"what": "adjust"}, "look": {"filter": "cool"}},
        ),
    ),
    "adjusted partly": _project(
        _shot("a", 0, 60, DOG),
        over=(
            _adjust("b", 0, 30, {"opacity": 500}, look={"filter": "warm", "contrast": 400}),
            _adjust("c", 30, 30, {"mask": {"shape": "circle"}}, effects=[{"name": "pixelate@1"}]),
        ),
    ),
    "joined layers": _project(
        _shot("a", 0, 60, DOG),
        tracks=[
            {
                "id": "o",
                "role": "overlay",
                "clips": [
                    _shot("b", 0, 20, place={"blend": "screen", "opacity": 700}),
                    _shot("c", 20, 20, place={"chroma": {"colour": "#c090c0", "similarity": 200}}),
                    _shot("d", 40, 20, place={"mask": {"shape": "heart"}, "blend": "multiply"}),
                ],
                "joins": [
                    {"left": "b", "kind": "fade", "length": 16},
                    {"left": "c", "kind": "circleopen", "length": 16},
                ],
            }
        ],
    ),
    "transitions, first half": _passages(_TRANSITIONS[::2]),
    "transitions, second half": _passages(_TRANSITIONS[1::2]),
    "stickers": _project(
        _shot("a", 0, 60, DOG),
        over=({"id": "b", "start": 0, "length": 60, "content": {"what": "sticker", "name": "fire"}},),
    ),
    "emoji": _project(
        _shot("a", 0, 60, DOG),
        over=(
            _emoji("b", 0, 30, "1f525", place={"scale": 700, "rotation": 1500, "y": 3000}),
            _emoji("c", 30, 30, "1f469-200d-1f680", keys={"scale": _keys((0, 300), (29, 900))}),
        ),
    ),
}
"""By what each of them is about."""
