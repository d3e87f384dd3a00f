"""Who lives in the demo world and what they made: the whole of it as data, in the order it is made.

Everything a clip is, is written here or follows from its ``seed``; making it twice makes the same clip.
"""

from typing import Literal

import msgspec

Layout = Literal["poem", "fact", "recipe", "title", "whisper"]


class Creator(msgspec.Struct, frozen=True):
    handle: str
    name: str
    bio: str
    language: str
    palette: str
    motif: str
    """The scene its portrait is cut from."""


class Clip(msgspec.Struct, frozen=True):
    key: str
    """Its name for ever: what was made under this key is not made again."""
    creator: str
    scene: str
    palette: str
    seed: int
    seconds: float
    sound: str
    """A key of ``music.SOUNDS``; clips that name the same one share it."""
    layout: Layout
    lines: tuple[str, ...]
    caption: str
    ink: Literal["light", "dark"] = "light"


CREATORS: tuple[Creator, ...] = (
    Creator(
        "velovert",
        "Vélo Vert",
        "Deux roues, des cols, du vent. Two wheels, no hurry.",
        "fr",
        "dusk",
        "ridges",
    ),
    Creator("deepfield", "Deep Field", "One small fact about the sky, most nights.", "en", "ice", "stars"),
    Creator("mirasoie", "Mira Soie", "Tissus, couleurs, lenteur.", "fr", "orchid", "silk"),
    Creator("noranumbers", "Nora Numbers", "Mathematics you can look at.", "en", "honey", "sunflower"),
    Creator("chefamande", "Chef Amande", "La recette du jour en dix secondes.", "fr", "ember", "lava"),
    Creator(
        "tidekeeper",
        "Tide Keeper",
        "Watching water so you don't have to. But you should.",
        "en",
        "lagoon",
        "sunset",
    ),
    Creator(
        "ateliernord", "Atelier Nord", "Shapes that move. Des formes qui bougent.", "fr", "paper", "tiles"
    ),
    Creator("haikudaily", "Haiku Daily", "Seventeen syllables, more or less.", "en", "moss", "snow"),
    Creator("looplab", "Loop Lab", "Small rules, large surprises.", "en", "mint", "coral"),
    Creator("lofilune", "Lofi Lune", "Beats for the last bus home.", "en", "neon", "skyline"),
    Creator("sortof", "Sort of Satisfying", "Things falling into place.", "en", "rainbow", "pendulums"),
    Creator(
        "calmminute",
        "Calm Minute",
        "Respire. Breathe. That is the whole programme.",
        "en",
        "berry",
        "kaleidoscope",
    ),
)

CLIPS: tuple[Clip, ...] = (
    # The first eight: short, varied, and made before anything else.
    Clip("col-du-soir", "velovert", "ridges", "dusk", 11, 6, "open-road", "title",
         ("Le dernier col", "de la journée"),
         "Le dernier col de la journée. On redescend demain. #velo #montagne #sunset"),
    Clip("golden-angle", "noranumbers", "sunflower", "honey", 4, 8, "clockwork", "fact",
         ("137.5°", "Turn by this angle for every seed,", "and no seed ever hides another."),
         "Why sunflowers never run out of room #maths #nature #goldenangle"),
    Clip("first-silk", "mirasoie", "silk", "orchid", 5, 7, "slow-cloth", "whisper",
         ("la soie se souvient", "de chaque geste"),
         "La soie se souvient de chaque geste #soie #couleur #slow"),
    Clip("sunset-tide", "tidekeeper", "sunset", "ember", 3, 9, "harbour", "whisper",
         ("the tide keeps", "its appointments"),
         "Same time tomorrow #sea #sunset #calm"),
    Clip("pendulum-wave", "sortof", "pendulums", "rainbow", 1, 12, "clockwork", "title",
         ("Wait for it",),
         "Eighteen pendulums, one plan. Wait for it #satisfying #physics #loop"),
    Clip("snow-haiku", "haikudaily", "snow", "ice", 6, 10, "first-snow", "poem",
         ("the first snow tonight —", "even the street lamps whisper", "so as not to wake"),
         "No. 1: first snow #haiku #winter #poetry"),
    Clip("mirrors", "calmminute", "kaleidoscope", "berry", 8, 10, "slow-cloth", "title",
         ("Inspire", "Expire"),
         "Un tour de kaléidoscope, une respiration #calme #breathe #kaleidoscope"),
    Clip("tarte-abricot", "chefamande", "lava", "peach", 9, 11, "market-day", "recipe",
         ("Tarte abricot", "1 pâte · 8 abricots · 2 œufs",
          "80 g d'amande, 60 g de miel", "35 minutes à 180 °C"),
         "La tarte abricot de ma grand-mère #recette #dessert #abricot"),
    # The rest.
    Clip("aurora-why", "deepfield", "aurora", "mint", 5, 10, "night-sky", "fact",
         ("100 km up", "The green of an aurora", "is oxygen, taking its time."),
         "Oxygen, taking its time #aurora #space #facts"),
    Clip("night-windows", "lofilune", "skyline", "dusk", 7, 14, "last-bus", "whisper",
         ("somebody is still", "awake too"),
         "Somebody is still awake too #lofi #night #city"),
    Clip("floor-tiles", "ateliernord", "tiles", "paper", 2, 9, "studio-floor", "title",
         ("Quatre tours",),
         "Un sol qui hésite #design #motion #geometry", "dark"),
    Clip("coral-grows", "looplab", "coral", "peach", 1, 12, "glass-garden", "fact",
         ("2 rules", "One spreads, one feeds.", "That is all coral needs."),
         "Gray-Scott: two rules make a reef #science #simulation #coral"),
    Clip("shell-sort", "sortof", "sorting", "rainbow", 3, 13, "clockwork", "title",
         ("Shell sort",),
         "Sixty colours, no mistakes #sorting #satisfying #algorithms"),
    Clip("warp", "deepfield", "stars", "ice", 4, 9, "night-sky", "fact",
         ("4.2 years", "is how old the light of the", "nearest star is, on arrival."),
         "The nearest star, four years late #space #stars #facts"),
    Clip("julia-breath", "noranumbers", "julia", "lagoon", 6, 11, "glass-garden", "fact",
         ("z² + c", "Say it again and again.", "This is what it draws."),
         "One line of algebra, asked again and again #fractal #maths"),
    Clip("rain-pond", "haikudaily", "ripples", "moss", 3, 12, "first-snow", "poem",
         ("rain on the old pond", "each drop signs its name once", "and the pond forgets"),
         "No. 2: rain #haiku #rain #poetry"),
    Clip("lampions", "chefamande", "bokeh", "ember", 2, 9, "market-day", "recipe",
         ("Vin chaud sans vin", "1 l de jus de raisin", "cannelle, orange, 2 clous", "doucement, 20 minutes"),
         "Pour les soirs de marché de Noël #recette #hiver #boisson"),
    Clip("op-rings", "ateliernord", "rings", "dusk", 5, 10, "studio-floor", "title",
         ("Moiré",),
         "Deux centres, mille cercles #opart #design #moire"),
    Clip("currents-neon", "looplab", "currents", "neon", 3, 11, "glass-garden", "whisper",
         ("nine thousand motes,", "not one collision"),
         "Follow one with your eyes #flowfield #generative #art"),
    Clip("mountain-dawn", "velovert", "ridges", "peach", 21, 15, "open-road", "poem",
         ("Partir avant le jour,", "rouler sans parler,", "arriver avec lui."),
         "Partir avant le jour #velo #aube #montagne"),
    Clip("breathe-lava", "calmminute", "lava", "berry", 4, 20, "slow-cloth", "title",
         ("Breathe in", "Hold", "Breathe out"),
         "Twenty seconds, nothing else #breathe #calm #mindful"),
    Clip("pond-light", "tidekeeper", "ripples", "lagoon", 8, 8, "harbour", "whisper",
         ("it starts", "with one drop"),
         "It starts with one drop #water #ripples #calm"),
    Clip("lissajous", "noranumbers", "harmonograph", "peach", 2, 10, "clockwork", "fact",
         ("3 : 4", "Two pendulums, one pen.", "Musicians call this a fourth."),
         "What a perfect fourth looks like #maths #music #harmonograph"),
    Clip("silk-lagoon", "mirasoie", "silk", "lagoon", 13, 9, "slow-cloth", "whisper",
         ("bleu de mer,", "vert de nuit"),
         "Bleu de mer, vert de nuit #soie #couleur #mer"),
    Clip("life-mint", "looplab", "life", "mint", 7, 12, "last-bus", "fact",
         ("Life, 1970", "Two neighbours: live.", "Three: be born. Else: rest."),
         "Conway's game, fifty years on #gameoflife #automata #science"),
    Clip("city-neon", "lofilune", "skyline", "neon", 12, 10, "last-bus", "title",
         ("Beat 02",),
         "Beat 02, for walking home #lofi #beats #neon"),
    Clip("bokeh-honey", "lofilune", "bokeh", "honey", 6, 12, "last-bus", "title",
         ("Beat 03",),
         "Beat 03, with all the lights on #lofi #beats #warm"),
    Clip("contour-map", "velovert", "contours", "moss", 3, 9, "open-road", "title",
         ("Courbes", "de niveau"),
         "Sur la carte, c'était plat #velo #carte #montagne"),
    Clip("mirrors-mint", "calmminute", "kaleidoscope", "lagoon", 15, 12, "glass-garden", "whisper",
         ("nothing to do", "for ten seconds"),
         "Nothing to do for ten seconds #calm #kaleidoscope #loop"),
    Clip("spirals-mint", "looplab", "spirals", "lagoon", 9, 10, "glass-garden", "fact",
         ("12 colours", "Each one eats the next.", "Nobody ever wins."),
         "Each colour eats the next #automata #loop #science"),
    Clip("veloute", "chefamande", "silk", "honey", 17, 10, "market-day", "recipe",
         ("Velouté de potimarron", "1 potimarron, 2 oignons",
          "1 l d'eau, 20 cl de crème", "mixer, poivrer, partager"),
         "Velouté du dimanche soir #recette #soupe #automne"),
    Clip("sun-slow", "tidekeeper", "sunset", "dusk", 14, 16, "harbour", "poem",
         ("the sun sets slowly", "for those who look; all at once", "for those who look up"),
         "For those who look #sunset #sea #poetry"),
    Clip("tiles-night", "ateliernord", "tiles", "neon", 9, 8, "studio-floor", "title",
         ("After hours",),
         "The floor after everyone left #design #motion #neon"),
    Clip("sort-honey", "sortof", "sorting", "honey", 8, 10, "studio-floor", "title",
         ("Put it all", "in order"),
         "Put it all in order #satisfying #sorting #calm"),
    Clip("saturn-rings", "deepfield", "currents", "honey", 14, 12, "night-sky", "fact",
         ("10 metres", "is how thick Saturn's rings", "are, in most places."),
         "Wide as the Moon is far, thin as a house #saturn #space #facts"),
    Clip("silk-ember", "mirasoie", "silk", "ember", 23, 12, "harbour", "poem",
         ("Une robe de feu,", "pliée dans un tiroir,", "attend le printemps."),
         "Une robe de feu #soie #poesie #rouge"),
    Clip("fir-haiku", "haikudaily", "ridges", "ice", 33, 11, "first-snow", "poem",
         ("blue behind the blue", "and a paler blue behind:", "mountains, counting sheep"),
         "No. 3: mountains #haiku #mountains #poetry"),
    Clip("pendulum-berry", "sortof", "pendulums", "berry", 5, 15, "glass-garden", "whisper",
         ("out of step,", "and back again"),
         "Out of step, and back again #pendulum #physics #satisfying"),
    Clip("julia-neon", "noranumbers", "julia", "orchid", 19, 8, "night-sky", "title",
         ("Infinite", "coastline"),
         "How long is this coast? Yes. #fractal #maths #art"),
    Clip("calm-snow", "calmminute", "snow", "orchid", 10, 12, "first-snow", "whisper",
         ("la neige ne fait", "jamais deux fois le même silence"),
         "La neige et le silence #calme #neige #hiver"),
)  # fmt: skip

FIRST = 8
"""How many clips are made before all others."""
