"""What feeds that are only shown to work get wrong, and what would show it here: one row each.

The rows and their order are those of the design of the engine. ``checks`` are tests of this repository; a row
whose ``open`` is not empty says what is not checked, and why. ``python -m tests.sim.pitfalls.table`` draws
docs/algorithms/pitfalls.md from it.
"""

import sys
from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "algorithms" / "pitfalls.md"
_CORE, _ENGINE, _HERE = (
    "tests/core/discovery/",
    "tests/adapters/engine/",
    "tests/sim/pitfalls/test_checks.py::",
)


class Pitfall(msgspec.Struct, frozen=True):
    name: str
    checks: tuple[str, ...]
    open: str = ""


def _core(file: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{_CORE}test_{file}.py::test_{name}" for name in names)


def _engine(file: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{_ENGINE}test_{file}.py::test_{name}" for name in names)


def _here(*names: str) -> tuple[str, ...]:
    return tuple(f"{_HERE}test_{name}" for name in names)


def _claims(*names: str) -> tuple[str, ...]:
    return tuple(f"tests/sim/pitfalls/test_claims.py::test_{name}" for name in names)


_WORLDS = "tests/sim/test_worlds.py::test_"

PITFALLS: tuple[Pitfall, ...] = (
    Pitfall(
        "Random split, future features, popularity computed on all data",
        (
            *_here("what_was_written_is_what_was_known_then"),
            *_core("ranker", "it_finds_nothing_in_outcomes_dealt_out_anew"),
            *_core("sequence_training", "nothing_is_taught_that_happened_after_what_it_is_judged_by"),
            "tests/benches/test_protocol.py::test_the_last_item_is_the_test_and_nothing_is_learned_from_it",
        ),
    ),
    Pitfall(
        "Sampled-negative metrics",
        (
            "tests/benches/test_protocol.py::test_a_rank_counts_everything_better_that_was_not_seen",
            *_core(
                "sequence_training", "ranking_is_full_leaves_out_what_was_watched_and_counts_ties_against"
            ),
        ),
    ),
    Pitfall("Weak baselines", _here("every_table_names_its_baselines")),
    Pitfall(
        "Raw watch seconds: long videos win",
        _core("facts", "padding_a_video_does_not_make_it_better"),
    ),
    Pitfall(
        "Completion rate alone: five-second loops win",
        _core("facts", "a_loop_of_five_seconds_competes_with_its_like"),
    ),
    Pitfall(
        "Skips under a second not logged as seen or negative",
        (
            *_core("page", "no_video_twice_while_an_unseen_one_remains"),
            *_core("personas", "skips_below_a_second_are_heard"),
        ),
    ),
    Pitfall("Impression counted when prefetched, not when shown", _core("page", "prefetched_is_not_seen")),
    Pitfall(
        "Rich get richer: trending on raw views",
        _core("explore", "a_head_start_fades"),
        open="The ratio of twins' impressions over 48 hours is not run in a closed loop; what is checked is"
        " that quality and heat do not know who had the head start.",
    ),
    Pitfall(
        "Exploring is newest first, or a boost for ever",
        (
            *_core("explore", "a_burst_of_uploads_does_not_flood_the_feed"),
            *_core("explore", "who_proves_good_is_promoted_tier_by_tier"),
            f"{_WORLDS}ours_beats_popularity_and_random_in_a_small_world",
        ),
    ),
    Pitfall(
        "Thompson argmax logged with made-up propensities",
        (
            *_core("explore", "propensities_are_exact", "weighing_by_propensity_recovers_the_uniform_mean"),
            *_core("offpolicy", "made_up_propensities_are_found_out"),
        ),
    ),
    Pitfall("User vector is the mean of everything", _core("personas", "two_loves_both_live")),
    Pitfall(
        "Filter bubble and fatigue ignored",
        (
            *_core("personas", "a_feed_of_one_love_keeps_a_window_open"),
            *_here("arranging_a_page_as_a_set_makes_it_more_varied"),
        ),
    ),
    Pitfall(
        "«Not interested» cosmetic, or relapsing",
        (
            *_core("personas", "not_interested_works_on_the_very_next_page"),
            *_core("personas", "not_interested_in_a_video_makes_its_kind_rarer"),
            *_core("said", "not_interested_outweighs_a_love_and_the_crowd"),
        ),
    ),
    Pitfall(
        "Reset keeps hidden state",
        (
            *_core("choices", "after_a_reset_a_viewer_is_new"),
            f"{_WORLDS}what_viewers_say_is_heard_in_a_warm_engine",
        ),
    ),
    Pitfall(
        "The mode without a profile reads the profile",
        _core("choices", "the_plain_mode_reads_nothing_that_was_watched"),
    ),
    Pitfall(
        "Cached feed hides controls",
        (
            "tests/apps/feed/test_pages.py::test_a_block_and_a_private_account_count_on_the_very_next_page",
            *_core("page", "nothing_kept_from_page_to_page_goes_stale"),
        ),
        open="What the player already holds when somebody blocks a creator is not asked for again here.",
    ),
    Pitfall(
        "Training and serving read different features",
        (
            *_here("what_was_written_is_what_was_known_then", "a_feature_that_is_wrong_is_noticed"),
            *_engine("learning", "the_log_alone_teaches_the_same"),
        ),
    ),
    Pitfall(
        "Uncalibrated heads multiplied by weights",
        (*_here("a_head_twice_too_sure_is_brought_back"), *_core("ranker", "it_learns_what_is_there")),
    ),
    Pitfall(
        "Online learning diverges, or is poisoned by bots",
        (
            *_core("ranker", "a_lesson_with_absurd_numbers_is_refused_whole"),
            *_core("abuse", "one_in_a_hundred_being_a_bot_moves_no_video_past_a_clearly_better_one"),
            *_engine("pupil", "lessons_that_lead_to_nonsense_are_given_up"),
        ),
    ),
    Pitfall(
        "Feedback loop confirms itself",
        (
            *_here("what_exploring_shows_has_a_veto"),
            *_engine("learning", "the_ranker_is_believed_only_for_what_it_showed"),
        ),
    ),
    Pitfall(
        "Index: tombstones grow, reused ids return what was deleted",
        _core(
            "nearest",
            "ten_times_the_catalogue_later_it_is_no_larger",
            "a_taken_down_video_is_on_no_page_and_an_edited_one_is_found_by_its_new_words",
        ),
    ),
    Pitfall(
        "Recall of the approximate index measured once",
        _core("nearest", "it_finds_nineteen_of_twenty"),
        open="Measured by this test and by `bin/bench discovery.page`, not weekly on live questions.",
    ),
    Pitfall(
        "Small catalogues starve",
        (
            *_core("page", "no_video_twice_while_an_unseen_one_remains"),
            *_core("abuse", "tiny_catalogues_are_served_whole_and_then_again"),
        ),
    ),
    Pitfall(
        "The trainer stalls serving",
        _engine("pupil", "a_process_apart_learns_the_same"),
        open="The ratio of the 99th percentiles is a figure of a quiet machine: `bin/bench"
        " discovery.trainer_stall`.",
    ),
    Pitfall(
        "Latency of one patient user with an empty history",
        _claims(
            "a_stall_counts_for_everybody_who_comes_in_it",
            "people_come_when_they_come",
            "latency_is_told_of_a_warm_crowd_whose_histories_follow_a_power_law",
        ),
        open="`bin/bench discovery.arrivals` asks for pages at a constant rate whatever comes back, through"
        " the engine's socket; not through web and HTTP.",
    ),
    Pitfall(
        "Simulator and model by the same hand, in one dot-product world",
        (f"{_WORLDS}world_b_is_calibrated", f"{_WORLDS}world_a_looks_answers_up"),
        open="What a viewer's past says is tuned on seeds of World B; its reported seeds are others, its"
        " rules the same.",
    ),
    Pitfall(
        "One seed, no interval, the metric chosen afterwards",
        (
            *_here("gates_seeds_and_intervals_are_fixed_beforehand"),
            f"{_WORLDS}intervals_are_paired",
        ),
    ),
    Pitfall(
        "Interference between the arms of a test of exploring",
        _core("experiments", "viewers_and_creators_are_split_together"),
    ),
    Pitfall(
        "Fairness to creators by the plain Gini",
        _here("creators_who_upload_more_are_no_unfairness"),
    ),
    Pitfall(
        "Advertisements or boosts leak into what is learned",
        _claims("exposure_that_was_bought_earns_nothing", "a_measure_of_bought_exposure_sees_a_leak"),
        open="There are neither here, so no log of ours has any to be taken out: what is replayed with and"
        " without is a campaign that sends people from elsewhere.",
    ),
    Pitfall(
        "Explanations made apart from the score",
        (
            *_core("page", "the_reasons_given_are_the_reasons"),
            *_engine("learning", "the_reasons_are_those_of_both_parts"),
        ),
    ),
    Pitfall(
        "«Scales to a billion» by adjectives",
        _claims(
            "a_cell_does_the_work_that_its_arithmetic_counts",
            "large_numbers_are_measured_ones_times_assumptions_and_say_so",
            "nothing_else_boasts_of_numbers_that_nobody_ran",
        ),
        open="That work takes as long on many machines as on this one is for whoever has them:"
        " `bin/bench discovery.shards` measures 1, 2 and 4 shards on one.",
    ),
    Pitfall(
        "Events replayed, late or out of order are counted twice",
        (
            *_core("facts", "a_shuffled_and_repeated_log_gives_the_same_state"),
            *_engine("engine", "events_are_taken_once"),
        ),
    ),
)


def drawn() -> str:
    """The page of the documentation."""
    checked = sum(bool(one.checks) for one in PITFALLS)
    lines = [
        "# What would show that the feed only seems to work",
        "",
        f"The {len(PITFALLS)} pitfalls of the engine's design, and the tests that fail if the engine falls"
        f" into them. {checked} have at least one; what is left open is said. Drawn from"
        " `tests/sim/pitfalls/table.py` by `python -m tests.sim.pitfalls.table`.",
        "",
        "| # | pitfall | checks | left open |",
        "| ---: | --- | --- | --- |",
    ]
    for number, one in enumerate(PITFALLS, 1):
        checks = "<br>".join(f"`{check.removeprefix('tests/')}`" for check in one.checks)
        lines.append(f"| {number} | {one.name} | {checks} | {one.open} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(drawn(), "utf-8")
    sys.exit(0)
