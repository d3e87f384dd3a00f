"""The published plan: which experiments run, on whom, and what their arms change.

    layer ──> slices (from .. to), that share nobody ──> experiment ──> arms, each with its share

Experiments of different layers are independent: somebody may be in both. Two that change the same number
must be in slices of one layer that do not overlap. The first arm is the control and changes nothing.

**Co-diverted** experiments try what is done *to creators* (how much is explored, what a new video is owed). A
plain split of viewers can't see that: what treated viewers find for a creator is then shown to all, and both
arms look alike. There, creators are split together with viewers, and each arm's viewers are shown only what
was made by the arm's creators, so a treatment reaches its own creators and nobody else's (user-corpus
co-diverted experiments: Su et al., «Long-Term Value of Exploration», WSDM 2024).
"""

import hashlib
from functools import cached_property

import msgspec

from mutoscope.core.discovery.experiments.buckets import NO_ARM, assign, position
from mutoscope.core.discovery.weights import DEFAULT, Weights


class Arm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    share: float
    """Of all units; of K arms none has more than 1/K."""
    set: dict[str, float] = {}
    """What is changed: name of a number -> its value here."""
    off: tuple[str, ...] = ()
    """Sources that are not asked."""
    former: bool = False
    """Whether it has the trained source as it was before: the program's own experiments only."""


class Bounds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By which share of the control an arm may be worse; beyond it, when that is certain, it is stopped."""

    refusals: float = 0.2
    skips: float = 0.1
    trouble: float = 0.5
    latency: float = 0.5


class Experiment(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True, rename={"arms": "arm"}):
    name: str
    arms: tuple[Arm, ...]
    layer: str = ""
    """Empty: one of its own."""
    slice: tuple[float, float] = (0.0, 1.0)
    """Of the layer's viewers."""
    codiverted: bool = False
    """Whether creators are split together with viewers."""
    bounds: Bounds = Bounds()

    @cached_property
    def key(self) -> str:
        """Name and what its arms do: another meaning is another experiment, other shares are not."""
        told = [(one.name, sorted(one.set.items()), sorted(one.off), one.former) for one in self.arms]
        meaning = msgspec.json.encode((self.layer, self.codiverted, told))
        return f"{self.name}@{hashlib.blake2b(meaning, digest_size=3).hexdigest()}"

    def label(self, arm: int) -> str:
        """How an arm is called in the log."""
        return self._labels[arm]

    @cached_property
    def _labels(self) -> tuple[str, ...]:
        return tuple(f"{self.key}:{arm.name}" for arm in self.arms)

    @property
    def shares(self) -> tuple[float, ...]:
        return tuple(one.share for one in self.arms)

    def arm_of(self, unit: str) -> int:
        """The arm of a viewer; ``NO_ARM``: none."""
        least, most = self.slice
        if (least > 0.0 or most < 1.0) and not least <= position(f"layer {self.layer}", unit) < most:
            return NO_ARM
        return assign(f"experiment {self.name}", unit, self.shares)

    def half_of(self, creator_id: int) -> int:
        """With which arm's viewers a creator goes, where they are co-diverted: all of them with one."""
        return int(position(f"creators {self.name}", f"c{creator_id}") * len(self.arms))


class Shadow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """A candidate that scores what others are served, and decides nothing."""

    name: str
    share: float = 0.02
    """Of pages."""
    set: dict[str, float] = {}
    off: tuple[str, ...] = ()

    @cached_property
    def key(self) -> str:
        meaning = msgspec.json.encode((sorted(self.set.items()), sorted(self.off)))
        return f"{self.name}@{hashlib.blake2b(meaning, digest_size=3).hexdigest()}"


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    experiments: tuple[Experiment, ...] = msgspec.field(default=(), name="experiment")
    shadows: tuple[Shadow, ...] = msgspec.field(default=(), name="shadow")

    @property
    def version(self) -> str:
        """Eight letters that change whenever anything in it does; none for the empty plan."""
        if not self.experiments and not self.shadows:
            return ""
        return hashlib.blake2b(msgspec.json.encode(self), digest_size=4).hexdigest()


class Running(msgspec.Struct, frozen=True):
    """Everything that is tried from some moment on, as the log says it."""

    hold_out: Experiment
    """Its first arm stays with the hand-made value for ever, and out of all else; the second is compared."""
    experiments: tuple[Experiment, ...] = ()
    shadows: tuple[Shadow, ...] = ()
    plan: str = ""
    """Version of the published plan; empty without one."""


def running(weights: Weights, plan: Plan, retriever: str = "") -> Running:
    """What runs under a plan; ``retriever`` is the version of a trained source that is on trial."""
    held = Arm("held", weights.held_out, {"trust_most": 0.0}, ("sequence",))
    hold_out = Experiment(
        "hold-out", (held, Arm("served", weights.held_beside)), bounds=Bounds(latency=_SLOWER_BY_DESIGN)
    )
    mine = (trial_of(retriever),) if retriever else ()
    return Running(hold_out, (*mine, *plan.experiments), plan.shadows, plan.version)


def trial_of(retriever: str) -> Experiment:
    """Half of the viewers have a newly trained source, half the one before it, if there was one."""
    return Experiment(f"retriever-{retriever}", (Arm("before", 0.5, former=True), Arm("after", 0.5)))


_SLOWER_BY_DESIGN = 10.0
"""What is held out asks less of the processor than all that is trained: that alone is no harm."""
NO_PLAN = Plan()
NOTHING = running(DEFAULT, NO_PLAN)
