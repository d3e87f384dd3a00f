"""The golden projects: two or three seconds each of something that people do.

Each is a montage and an expert's filter graph for it. The expert's inputs are named by ``Input``: a material,
and where to begin reading. What comes out of the graph is called v and a.
"""

from typing import NamedTuple

from bench._montages import CANVAS, LOGO, ONE, PHOTO, TWO, WIDE, clip, song
from mutoscope.core.montage.document import (
    SCHEMA,
    Adjustments,
    Background,
    Effect,
    Footage,
    Join,
    Key,
    Mask,
    Material,
    Mix,
    Montage,
    Place,
    Speed,
    Text,
    TextStyle,
    Track,
)


class Input(NamedTuple):
    material: Material
    start_s: float = 0
    still: bool = False
    """A photo, shown again and again at 30 a second."""


class Golden(NamedTuple):
    name: str
    montage: Montage
    inputs: tuple[Input, ...]
    graph: str
    """``{words}`` and ``{look}`` are files that the bench writes."""


def _montage(*tracks: Track, background: Background = Background()) -> Montage:
    canvas = type(CANVAS)(CANVAS.width, CANVAS.height, CANVAS.fps, background)
    return Montage(SCHEMA, canvas, tracks, mix=Mix(0))


def _main(*clips: object, joins: tuple[Join, ...] = ()) -> Track:
    return Track("m", "main", clips, joins)  # type: ignore[arg-type]


_OUT = "alimiter=limit=0.7079:release=50:level=false"
_A60 = f"[0:a]atrim=duration=2,{_OUT}[a]"
_COVER = "scale=-2:1280,crop=720:1280"


def golden() -> tuple[Golden, ...]:
    """All twelve."""
    said = Text("Words on the picture", style=TextStyle(outline=80))
    corner = Place(fit="contain", scale=400, x=7200, y=2500)
    return (
        Golden(
            "cuts",
            _montage(
                _main(*(clip(f"c{n}", 15 * n, 15, Footage((ONE, TWO)[n % 2], 20 * n)) for n in range(4)))
            ),
            tuple(Input((ONE, TWO)[n % 2], 20 * n / 30) for n in range(4)),
            "".join(
                f"[{n}:v]trim=duration=0.5,setpts=PTS-STARTPTS[v{n}];[{n}:a]atrim=duration=0.5[a{n}];"
                for n in range(4)
            )
            + "".join(f"[v{n}][a{n}]" for n in range(4))
            + f"concat=n=4:v=1:a=1[v][b];[b]{_OUT}[a]",
        ),
        Golden(
            "cover",
            _montage(_main(clip("a", 0, 60, Footage(WIDE, 30)))),
            (Input(WIDE, 1),),
            f"[0:v]trim=duration=2,{_COVER}[v];{_A60}",
        ),
        Golden(
            "blurred background",
            _montage(
                _main(clip("a", 0, 60, Footage(WIDE), place=Place(fit="contain"))),
                background=Background("blur"),
            ),
            (Input(WIDE),),
            "[0:v]trim=duration=2,split[f][b];[b]scale=-2:160,crop=90:160,gblur=sigma=2.7,scale=720:1280:flags=bilinear[c];"
            f"[f]scale=720:-2[g];[c][g]overlay=0:(H-h)/2[v];{_A60}",
        ),
        Golden(
            "picture in picture",
            _montage(
                _main(clip("a", 0, 60, Footage(ONE))),
                Track("o", "overlay", (clip("o", 0, 60, Footage(WIDE), place=corner),), muted=True),
            ),
            (Input(ONE), Input(WIDE)),
            "[0:v]trim=duration=2[f];[1:v]trim=duration=2,scale=288:162[o];[f][o]overlay=374:239[v];" + _A60,
        ),
        Golden(
            "crossfades",
            _montage(
                _main(
                    clip("a", 0, 30, Footage(ONE)),
                    clip("b", 30, 30, Footage(TWO, 30)),
                    joins=(Join("a", "slide_left", 12),),
                )
            ),
            (Input(ONE), Input(TWO, 0.8)),
            "[0:v]trim=duration=1.2,setpts=PTS-STARTPTS[f];[1:v]trim=duration=1.2,setpts=PTS-STARTPTS[g];"
            "[f][g]xfade=slideleft:duration=0.4:offset=0.8[v];[0:a]atrim=duration=1.2[x];[1:a]atrim=duration=1.2[y];"
            f"[x][y]acrossfade=d=0.4:c1=qsin:c2=qsin,{_OUT}[a]",
        ),
        Golden(
            "look",
            _montage(_main(clip("a", 0, 60, Footage(ONE), look=Adjustments(saturation=300, warmth=200)))),
            (Input(ONE),),
            "[0:v]trim=duration=2,scale=in_color_matrix=bt709,format=gbrp,lut3d={look}:interp=trilinear,"
            f"scale=out_color_matrix=bt709,format=yuv420p[v];{_A60}",
        ),
        Golden(
            "title",
            _montage(_main(clip("a", 0, 60, Footage(TWO))), Track("t", "text", (clip("t", 0, 60, said),))),
            (Input(TWO),),
            "[0:v]trim=duration=2,ass={words}:fontsdir=fonts[v];" + _A60,
        ),
        Golden(
            "photos that come closer",
            _montage(
                _main(
                    *(
                        clip(
                            f"p{n}", 30 * n, 30, Footage(PHOTO), keys={"scale": (Key(0, 1000), Key(30, 1200))}
                        )
                        for n in range(2)
                    )
                ),
                song(60),
            ),
            (Input(PHOTO, still=True), Input(PHOTO, still=True), Input(ONE)),
            "".join(
                f"[{n}:v]trim=end_frame=1,scale=1152:1536:out_color_matrix=bt709:out_range=tv,crop=864:1536,format=yuv420p,"
                "loop=29:1,setpts=N/30/TB,perspective=x0='72*(1-on/30)':y0='128*(1-on/30)':x1='W-72*(1-on/30)':y1='128*(1-on/30)':"
                "x2='72*(1-on/30)':y2='H-128*(1-on/30)':x3='W-72*(1-on/30)':y3='H-128*(1-on/30)':eval=frame:sense=source,"
                f"scale=720:1280[v{n}];"
                for n in range(2)
            )
            + f"[v0][v1]concat=n=2[v];[2:a]atrim=duration=2,volume=0.6,{_OUT}[a]",
        ),
        Golden(
            "slow and quick",
            _montage(_main(clip("a", 0, 60, Footage(ONE, 0, speed=(Speed(0, 1500),))))),
            (Input(ONE),),
            f"[0:v]setpts=PTS/1.5,fps=30,trim=duration=2[v];[0:a]rubberband=tempo=1.5,atrim=duration=2,{_OUT}[a]",
        ),
        Golden(
            "mask and turn",
            _montage(
                _main(clip("a", 0, 60, Footage(ONE))),
                Track(
                    "o",
                    "overlay",
                    (
                        clip(
                            "o",
                            0,
                            60,
                            Footage(LOGO),
                            place=Place(fit="contain", scale=400, rotation=3000, y=3000),
                        ),
                    ),
                ),
                Track(
                    "p",
                    "overlay",
                    (
                        clip(
                            "p",
                            0,
                            60,
                            Footage(PHOTO),
                            place=Place(fit="contain", scale=500, y=7000, mask=Mask("circle")),
                        ),
                    ),
                ),
            ),
            (Input(ONE), Input(LOGO, still=True), Input(PHOTO, still=True)),
            "[0:v]trim=duration=2[f];[1:v]trim=end_frame=1,scale=288:288,rotate=PI/6:c=none:ow=rotw(PI/6):oh=roth(PI/6),"
            "format=yuva420p[l];[2:v]trim=end_frame=1,scale=360:480,format=yuva444p,"
            "geq=lum='lum(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)':a='255*lt(hypot((X-180)/90,(Y-240)/120),1)',format=yuva420p[m];"
            f"[f][l]overlay=(W-w)/2:384-h/2[g];[g][m]overlay=(W-w)/2:896-h/2[v];{_A60}",
        ),
        Golden(
            "effects",
            _montage(
                _main(
                    clip("a", 0, 60, Footage(ONE), effects=(Effect("grey@1", 1000), Effect("split@1", 500)))
                )
            ),
            (Input(ONE),),
            "[0:v]trim=duration=2,scale=in_color_matrix=bt709,format=gbrp,"
            "colorchannelmixer=.2126:.7152:.0722:0:.2126:.7152:.0722:0:.2126:.7152:.0722,rgbashift=rh=13:bh=-13:edge=smear,"
            f"scale=out_color_matrix=bt709,format=yuv420p[v];{_A60}",
        ),
        Golden(
            "several layers",
            _montage(
                _main(
                    clip("a", 0, 60, Footage(ONE)),
                ),
                Track("o", "overlay", (clip("o", 10, 40, Footage(WIDE), place=corner),), muted=True),
                Track(
                    "l",
                    "overlay",
                    (clip("l", 0, 60, Footage(LOGO), place=Place(fit="contain", scale=200, x=1500, y=1000)),),
                ),
                Track("t", "text", (clip("t", 0, 60, said, place=Place(y=8000)),)),
                song(60),
            ),
            (Input(ONE), Input(WIDE), Input(LOGO, still=True), Input(TWO)),
            "[0:v]trim=duration=2[f];[1:v]trim=duration=1.3333,setpts=PTS+0.33333/TB,scale=288:162[o];"
            "[f][o]overlay=374:239:eof_action=pass[g];[2:v]trim=end_frame=1,scale=144:144,format=yuva420p[l];"
            "[g][l]overlay=36:56,ass={words}:fontsdir=fonts[v];"
            f"[3:a]atrim=duration=2,volume=0.6[s];[0:a]atrim=duration=2[b];[b][s]amix=2:normalize=0,{_OUT}[a]",
        ),
    )
