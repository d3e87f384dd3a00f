"""Trying changes on some viewers: the published plan beside the engine, and pages made by its terms.

    experiments.toml ──> checked ──> in the log ──> State.trials ──> terms of a page

A plan counts once it is in the log. One that makes no sense changes nothing: the one before goes on, and
whoever asks is told why.
"""

import time
import tomllib
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import numpy as np
import structlog

from mutoscope.adapters.engine import entries
from mutoscope.adapters.engine.files import drafted, place
from mutoscope.adapters.engine.log import Entry
from mutoscope.adapters.engine.weights_file import NAME as TRAINED
from mutoscope.adapters.engine.weights_file import Found
from mutoscope.core.discovery.contracts import Page, PageRequest
from mutoscope.core.discovery.experiments.plan import NO_PLAN, Plan, running, trial_of
from mutoscope.core.discovery.experiments.shadows import Shadowed
from mutoscope.core.discovery.page import Made, Terms, compose
from mutoscope.core.discovery.ranker import Ranker
from mutoscope.core.discovery.state import State
from mutoscope.core.discovery.variants.checking import BadPlan, plan_of
from mutoscope.core.discovery.variants.shadow import sampled, shadowed
from mutoscope.core.discovery.variants.terms import Terming
from mutoscope.core.discovery.weights import Weights

NAME = "experiments.toml"
KEPT = "retriever-kept.weights"
"""In the engine's folder."""
_MOST_BYTES = 1 << 16
log = structlog.get_logger("mutoscope.engine")


def read_plan(path: Path) -> Plan:
    """The plan at ``path``; the empty one where there is none. Raises BadPlan."""
    try:
        with path.open("rb") as file:
            body = file.read(_MOST_BYTES + 1)
        if len(body) > _MOST_BYTES:
            raise BadPlan(f"it has more than {_MOST_BYTES} bytes")
        return plan_of(tomllib.loads(body.decode("utf-8")))
    except FileNotFoundError:
        return NO_PLAN
    except OSError as error:
        raise BadPlan(f"it can't be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadPlan(f"it is no TOML: {error}") from error


class Beside:
    """What lies beside an engine and says how it serves, read again whenever a file is another."""

    def __init__(self, folder: Path | None, weights: Weights) -> None:
        self._weights = weights
        self._path = folder / NAME if folder else None
        self._trained = Trained(folder) if folder else None
        self._seen: object = None
        self._plan: Plan | None = None
        self.refused = ""
        """Why the plan that is there is not the one that counts."""

    def look(self, state: State, lock: AbstractContextManager[Any]) -> list[Entry]:
        """Have ``state`` use what is there now; what the log has to say of it. ``lock`` guards the state."""
        self._look_for_plan()
        trials = state.trials
        if self._trained is not None:
            self._trained.look(state, lock)
        with lock:
            version = state.retriever.version if state.retriever else ""
            through = trials.came_through(trial_of(version).key) if version else True
            on_trial = "" if through else version
            told = [entries.stop(one) for one in trials.unpinned()]
            told += [
                entries.proved(key)
                for key, said in trials.proved.items()
                if not said and trials.came_through(key)
            ]
            if self._plan is not None:  # else what the log says goes on
                wanted = running(self._weights, self._plan, on_trial)
                told += [entries.running(wanted)] if wanted != trials.running else []
        return told

    def _look_for_plan(self) -> None:
        if self._path is None:
            self._plan = NO_PLAN
            return
        try:
            now = self._path.stat()
            seen: object = (now.st_mtime_ns, now.st_ino, now.st_size)
        except OSError:
            seen = "none"
        if seen == self._seen:
            return
        self._seen, self.refused = seen, ""
        try:
            self._plan = read_plan(self._path)
            log.info("engine.experiments", plan=self._plan.version)
        except BadPlan as error:
            self.refused = str(error)
            log.error("engine.experiments_refused", reason=str(error))


class Trained:
    """The trained source beside an engine, and the last one that came through its trial.

    published ──> on trial: half of the viewers ──> a week without harm ──> everybody's, and kept
                                               └──> harm: the kept one is everybody's again
    """

    def __init__(self, folder: Path) -> None:
        self._path, self._kept = folder / TRAINED, folder / KEPT
        self._found, self._former = Found(self._path), Found(self._kept)

    def look(self, state: State, lock: AbstractContextManager[Any]) -> None:
        """Have ``state`` serve from what is there now."""
        changed, retriever = self._found.news()
        if changed:
            with lock:
                state.retriever = retriever
        now = state.retriever
        if now is not None and state.trials.came_through(trial_of(now.version).key):
            self._keep(now.version, state)
        changed, former = self._former.news()
        if changed:
            with lock:
                state.former = former

    def _keep(self, version: str, state: State) -> None:
        """Have what came through as the next one's measure, unless it is that already."""
        if state.former is not None and state.former.version == version:
            return
        body = self._path.read_bytes()
        if body[:4].hex() == version:  # else another one was published a moment ago
            with drafted(self._kept) as file:
                file.write(body)
            place(self._kept)


class Spoiled(Exception):
    """A page that an experiment spoiled."""


def _sane(page: Page) -> bool:
    """Values that are no numbers show in the scores, or leave nothing to serve."""
    return (page.caught_up or bool(page.served)) and all(np.isfinite(one.score) for one in page.served)


class Pages:
    """Makes pages by the terms of whoever asks."""

    def __init__(self, weights: Weights) -> None:
        self._usual, self._terming = Terms(weights), Terming(weights)

    def make(self, state: State, request: PageRequest, ranker: Ranker) -> tuple[Made, Terms, int]:
        """(page, by which terms, microseconds of the processor). What an experiment spoils is made again as
        usual, and says so in ``trouble``."""
        began = time.thread_time_ns()
        terms = self._terming.of(state, request)
        try:
            made = compose(state, request, terms, ranker)
            if terms.arms and not _sane(made.page):
                raise Spoiled
        except Exception as error:
            if not terms.arms:
                raise
            log.error("engine.experiment_failed", arms=terms.arms, error=type(error).__name__)
            made = compose(state, request, self._usual, ranker).in_trouble("experiment")
        return made, terms, (time.thread_time_ns() - began) // 1000

    def shadowed(
        self, state: State, request: PageRequest, terms: Terms, ranker: Ranker, page: Page
    ) -> tuple[Shadowed, ...]:
        """What candidates say of a page that was just made; one that stumbles says nothing."""
        said = []
        for one in state.trials.running.shadows:
            if not sampled(one, page):
                continue
            try:
                told = shadowed(state, request, terms, ranker, page, (one.key, self._terming.of_shadow(one)))
            except Exception as error:
                log.error("engine.shadow_failed", shadow=one.key, error=type(error).__name__)
                continue
            said += [told] if told is not None and np.isfinite(told.target) else []
        return tuple(said)
