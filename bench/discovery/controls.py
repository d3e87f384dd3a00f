"""What viewers can say to the feed, and how soon it is heard: in engines warmed by ten small worlds."""

import numpy as np

from bench.discovery.worlds import personas
from bench.discovery.worlds.gates import GATES
from bench.discovery.worlds.kinds import SMALL
from bench.discovery.worlds.loop import Loop
from bench.discovery.worlds.nature import Sizes
from bench.discovery.worlds.policies import Ours
from bench.discovery.worlds.runs import SEEDS, in_processes, mean_and_margin
from bench.discovery.worlds.village import Village
from bench.harness import Figure, figure

PERSONAS = 6
"""Of each kind, in each world."""
_MINE = Sizes(SMALL.viewers, SMALL.creators, backlog=900, uploads_a_day=SMALL.uploads_a_day, days=SMALL.days)

Told = dict[str, list[float]]


def main() -> list[Figure]:
    worlds = in_processes(one_world, SEEDS)
    together: Told = {}
    for told in worlds:
        for name, values in told.items():
            together.setdefault(name, []).extend(values)
    return [*_refused(together), *_begun_anew(together), *_moved(together)]


def one_world(seed: int, many: int = PERSONAS, sizes: Sizes = _MINE) -> Told:
    """Everything measured of the personas of one world."""
    world, ours = Village(seed, sizes), Ours()
    Loop(world, ours).run()
    told: Told = {}
    anew, never = [], []
    for number in range(many):
        for name, value in personas.refusal(world, ours, number).items():
            told.setdefault(f"refused {name}", []).append(value)
        mine, theirs = personas.reset(world, ours, number)
        anew.append(mine)
        never.append(theirs)
        told.setdefault("drift", []).append(personas.drift(world, ours, number))
        told.setdefault("reaction", []).append(personas.reaction(world, ours, number))
    told["reset p"] = [personas.kolmogorov(np.concatenate(anew), np.concatenate(never))]
    return told


def _refused(told: Told) -> list[Figure]:
    names = {
        "10": "topic after not interested, 10 videos, % of before",
        "7 days": "topic after not interested, 7 days, % of before",
        "next": "topic after not interested, next page, % of before",
        "100": "topic after not interested, 100 videos, % of before",
    }
    figures = []
    for key, name in names.items():
        mean, margin = mean_and_margin(told[f"refused {key}"])
        gate = GATES.get(name)
        note = f"±{margin:.2g}, {len(told[f'refused {key}'])} viewers; said of three of its videos"
        at_most = gate.at_most if gate else None
        figures.append(figure(f"controls, {name}", round(mean, 1), "%", at_most=at_most, note=note))
    return figures


def _begun_anew(told: Told) -> list[Figure]:
    p = told["reset p"]
    gate = GATES["reset against a new account, KS p"]
    note = f"median over {len(p)} worlds, smallest {min(p):.2g}: first pages of both, by their scores"
    value = round(float(np.median(p)), 3)
    return [
        figure("controls, reset against a new account, KS p", value, "", at_least=gate.at_least, note=note)
    ]


def _moved(told: Told) -> list[Figure]:
    drift, reaction = told["drift"], mean_and_margin(told["reaction"])
    note = f"of {len(drift)} viewers; 90 % within {np.quantile(drift, 0.9):.0f}"
    name = "controls, videos until a new love fills half of what does not explore, median"
    return [
        figure(name, float(np.median(drift)), "", note=note),
        figure(
            "controls, rise of a topic on the next page after one like",
            round(reaction[0], 1),
            "percentage points",
            note=f"±{reaction[1]:.2g}",
        ),
    ]
