"""Every number that decides what a page holds: the one file an operator, a viewer or a court may read.

Changing a number changes ``Weights.version``, and every page says which version made it.
"""

import hashlib

import msgspec

from mutoscope.core.units import DAY_MS, HOUR_MS


class Value(msgspec.Struct, frozen=True):
    """How much each group of features adds to a video's value for a viewer.

    What was said outright (``refusals``, ``choices``, ``length``) is in deviations of what the other groups
    add up to among the candidates, 1 at least: whatever the others weigh, it decides.
    """

    interests: float = 1.9
    """Closeness to one of the viewer's long interests, 0..1."""
    history: float = 7.5
    """How it would go by what they watched and whom they follow, beyond what its audience lets expect:
    mostly -0.5..0.5."""
    session: float = 1.0
    """Closeness to what held them in the last quarter of an hour, -1..1."""
    refusals: float = -4.0
    """How surely it is of a kind that they said «not interested» about, 0..1."""
    creator: float = 3.5
    """How this creator's earlier videos went with this viewer, -1..1."""
    satiation: float = -3.0
    """Closeness to the last videos they met, whether liked or not, 0..1: enough of the same for now."""
    tags: float = 0.6
    """How these tags went with this viewer, -1..1."""
    covisited: float = 0.7
    """How surely it is loved by who loved what this viewer loved lately, by its place among such, 0..1."""
    quality: float = 8.0
    """Mean worth of its watches among those of videos about as long, shrunk towards 0: -0.5..1."""
    trending: float = 1.5
    """The same, summed with a half-life of twelve hours, squeezed into 0..1."""
    freshness: float = 0.5
    """1 when published now, halving every two days."""
    follows: float = 1.5
    """1 when the viewer follows the creator: a source among others, no multiplier."""
    language: float = 2.0
    """1 when the video's language is the viewer's, 0.5 when it has none."""
    choices: float = 5.0
    """More (1), some (0.5) or less (-1) of its tags, creator, sound or language, as the viewer chose."""
    length: float = 2.5
    """How long it is, from -1 (up to 7 s) to 1 (over 3 min), times the viewer's slider."""
    sequence: float = 0.7
    """How surely it follows what they watched lately, by its place among what was trained, 0..1."""


class Rewards(msgspec.Struct, frozen=True):
    """What each outcome that the ranker foretells is worth; the trained value is the sum of these times their
    chances."""

    watch: float = 1.5
    """Quantile of the watch among those of videos about as long, 0..1: never seconds."""
    long_view: float = 1.0
    """Watched to 85 %, or for 18 s."""
    finish: float = 0.5
    rewatch: float = 0.5
    like: float = 2.0
    share: float = 3.0
    comment: float = 2.0
    follow: float = 3.0
    profile: float = 1.0
    skip: float = -0.5
    negative: float = -8.0
    """«Not interested», or reported."""


class Weights(msgspec.Struct, frozen=True):
    value: Value = Value()
    rewards: Rewards = Rewards()

    trust_most: float = 0.8
    """How much of the value the trained ranker decides at most; the rest stays with the groups above."""
    trust_enough: float = 0.05
    """Share of the rewards' variance that it must explain beyond those groups to be given that much."""

    interests: int = 3
    """Long interests kept apart, so that two loves do not average into neither."""
    recent: int = 256
    """Videos of a viewer's history that shape their taste."""
    long_half_life_ms: int = 14 * DAY_MS
    session_half_life_ms: int = 8 * 60_000
    session_window_ms: int = 45 * 60_000
    session_half_life_videos: float = 10.0
    """The session fades by videos too: ten fast swipes say as much as ten minutes."""
    latest_boost: float = 4.0
    """How much more the latest video of a history tells than an old one, beyond fading by time ..."""
    latest_half_life_videos: float = 12.0
    """... halving every so many videos: a change of mood is heard within a page or two."""
    satiation_videos: int = 16
    skip_half_life_ms: int = 7 * DAY_MS
    refusal_half_life_ms: int = 75 * DAY_MS
    """«Not interested» fades over months: topics that return after a few days are the known complaint."""
    mute_ms: int = 180 * DAY_MS
    """How long «not interested» in a creator, tag or sound hides them altogether."""
    skip_ms: int = 2_000
    """Left sooner than this, and before 30 % of the video: a skip."""

    like: float = 1.5
    share: float = 1.5
    follow: float = 1.2
    profile: float = 0.4
    refusal: float = -3.0
    skip: float = -0.8
    watch: float = 1.7
    """What each signal adds to the gain of a video; the last multiplies what the watch itself is worth, which
    is -0.5 for the shortest and 1.8 for the one watch in a hundred that was longest."""

    expected: float = 1.0
    """What the audience lets expect of a watch, for each point of quality: how it went beyond that is the
    viewer's own."""

    per_interest: int = 80
    per_session: int = 60
    per_covisited: int = 100
    per_sequence: int = 60
    per_fresh: int = 40
    per_trending: int = 50
    per_proven: int = 60
    per_follows: int = 50
    per_chosen: int = 60
    per_newest: int = 200
    """Candidates each source may propose."""
    score_all_below: int = 400
    """With no more unseen videos than this, all of them are candidates."""
    arranged: int = 90
    """Best candidates among which the set of a page is arranged."""
    sharpness: float = 0.65
    """How strongly value outweighs variety in the arrangement (theta of the determinantal process)."""
    per_creator: int = 2
    """Videos of one creator on a page, while others have any."""
    creator_gap: int = 4
    """Other creators between two videos of one creator, while the catalogue allows."""

    explore_most: float = 0.125
    explore_least: float = 0.02
    """Bounds of the share of slots that explore, for viewers with a history."""
    explore_newcomer: float = 0.30
    """Share of exploring slots for somebody we know nothing about ..."""
    newcomer_views: int = 100
    """... falling to ``explore_most`` over this many videos."""
    explore_chosen: float = 0.40
    """Share of exploring slots with the discovery slider all the way to «new»; at the other end there are
    none."""
    lean: float = 2.0
    """By how much that slider, at either end, divides or multiplies what was learned from watching."""
    explore_uniform: float = 0.10
    """Share of exploring slots drawn uniformly from everything eligible: the unbiased stream."""
    floor: int = 40
    """Impressions every new video is meant to get, if the instance can afford it. Where it cannot, the
    audition of those goes on to so many that are young ..."""
    audition_days: int = 7
    audition_bar: float = 0.08
    """... and that one time in ten or more would be of this quality: what surely is nothing special stops,
    and the looks it leaves go to the others."""
    tiers: tuple[int, ...] = (5, 25, 125)
    """One that proved better than the usual is meant to get so many floors, one tier after the other. These
    are floors and no caps: the ranking may show it to anybody at any time."""
    promoted_days: int = 14
    """How old a video may be that exploring slots still promote."""
    need: float = 3.0
    """Added for a new video far from ``floor``, falling to nothing as it gets there ..."""
    need_half_life_ms: int = 36 * HOUR_MS
    """... and with its age. Newcomers owe less of it: what is proven tells more about them."""
    floor_least: int = 3
    floor_days: int = 7
    """Uploads and impressions of this many days decide what it can afford."""
    optimism: float = 1.0
    """How many deviations of uncertainty an unproven video is granted when exploring."""
    urgency: float = 6.0
    """Added for a video that nobody has met yet ..."""
    urgency_half_life_ms: int = 6 * HOUR_MS
    """... halving so: what comes at night must still be met the next day."""
    temperature: float = 0.6
    """Of the softmax that draws the exploring slot."""

    off: tuple[str, ...] = ()
    """Sources that are not asked: an experiment may leave some out."""
    held_out: float = 0.01
    """Share of viewers who stay, for ever, with the hand-made value alone: no trained ranker, no trained
    source, no experiment. Against them it is seen what the rest is good for ..."""
    held_beside: float = 0.10
    """... by comparing as many others."""

    @property
    def version(self) -> str:
        """Eight letters that change whenever any number does."""
        return hashlib.blake2b(msgspec.json.encode(self), digest_size=4).hexdigest()


DEFAULT = Weights()
