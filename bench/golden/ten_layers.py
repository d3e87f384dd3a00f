"""An edit as an expert makes one: ten layers with keys, masks, blends, curves of speed, words and ducking.

voice      [ talk  ]                      music gives way to it
music      [ song                    ]
captions          [ words, one by one ]
title      [ rises in ]
emoji              [ beats ]
star       [ a mask that opens, screened        ]
logo       [ turns                              ]
corner     [ flies in, at a curve of speed      ]
grade      [ adjusts all below                  ]
tint       [ softlight                          ]
main       [ ramp up ](x)[ ramp down, blurs out ]
"""

from bench._montages import CANVAS, LOGO, ONE, PHOTO, TWO, WIDE, clip, song
from mutoscope.core.montage.document import (
    SCHEMA,
    Adjust,
    Adjustments,
    Captions,
    Effect,
    Fill,
    Footage,
    Join,
    Key,
    Listening,
    Mask,
    Mix,
    Montage,
    Motion,
    Place,
    Speed,
    Sticker,
    Text,
    TextStyle,
    Track,
    Word,
)

LENGTH = 120
_SOFT = (420, 0, 580, 1000)


def ten_layers() -> Montage:
    """Four seconds of 720 x 1280."""
    ramp = (Speed(0, 600), Speed(6_000, 600), Speed(10_000, 2400))
    back = (Speed(0, 2000), Speed(4_000, 500))
    main = (
        clip("a", 0, 60, Footage(ONE, speed=ramp), look=Adjustments(contrast=150)),
        clip(
            "b", 60, 60, Footage(TWO, 20, speed=back), effects=(Effect("blur@1", start=30),),
            keys={"effect.0.amount": (Key(30, 0), Key(59, 700))},
        ),
    )  # fmt: skip
    corner = clip(
        "corner", 10, 100, Footage(WIDE, speed=(Speed(0, 700), Speed(10_000, 1600))),
        place=Place(fit="contain", mask=Mask("rectangle", width=9000, height=9000, feather=400)),
        keys={"x": (Key(0, -3000, _SOFT), Key(30, 7000)), "y": (Key(0, 2200),), "scale": (Key(0, 450),)},
    )  # fmt: skip
    star = clip(
        "star", 20, 90, Footage(PHOTO), place=Place(mask=Mask("star", width=100, height=100), blend="screen"),
        keys={
            "mask.width": (Key(0, 100, _SOFT), Key(60, 7000)),
            "mask.height": (Key(0, 60, _SOFT), Key(60, 4000)),
            "mask.rotation": (Key(0, 0), Key(89, 18_000)),
        },
    )  # fmt: skip
    logo = clip(
        "logo", 0, 120, Footage(LOGO), place=Place(fit="contain", x=1600, y=1000),
        keys={"rotation": (Key(0, 0), Key(119, 36_000)), "scale": (Key(0, 180, _SOFT), Key(119, 260))},
    )  # fmt: skip
    said = tuple(
        Word(word, 12 * n, 11) for n, word in enumerate(("ten", "layers", "all", "of", "them", "moving"))
    )
    title = Text("Ten layers", style=TextStyle(size=900, bold=True, outline=80, shadow=60))
    tracks = (
        Track("main", "main", main, (Join("a", "fade", 12),)),
        Track("tint", "overlay", (clip("tint", 0, 120, Fill("#ff7a59", "#3050ff", 4500),
              place=Place(opacity=500, blend="softlight")),)),
        Track("grade", "overlay", (clip("grade", 0, 120, Adjust(), look=Adjustments(saturation=200),
              keys={"look.warmth": (Key(0, -300), Key(119, 400))}),)),
        Track("corner", "overlay", (corner,), muted=True),
        Track("logo", "overlay", (logo,)),
        Track("star", "overlay", (star,)),
        Track("emoji", "overlay", (clip("emoji", 40, 60, Sticker("1f525"),
              place=Place(x=8000, y=5500, scale=500), loop=Motion("beat", 20)),)),
        Track("title", "text", (clip("title", 0, 70, title, place=Place(y=3500), enter=Motion("rise", 12)),)),
        Track("captions", "text", (clip("captions", 30, 90, Captions(said), place=Place(y=8200)),)),
        song(120),
        Track("voice", "sound", (clip("voice", 20, 60, Listening(ONE)),), use="voice"),
    )  # fmt: skip
    return Montage(SCHEMA, CANVAS, tracks, mix=Mix(0, duck=12))
