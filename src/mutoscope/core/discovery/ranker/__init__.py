"""The trained ranker: what a video is likely to bring a viewer, learned from what the feed served before.

features as logged, and what came of them ──> Ranker.learn ──> Ranker.forecast ──> chances of each outcome
"""

from mutoscope.core.discovery.ranker.learner import Forecast, Ranker, Refused
from mutoscope.core.discovery.ranker.schema import HEADS, Batch, Lesson, Schema

__all__ = ["HEADS", "Batch", "Forecast", "Lesson", "Ranker", "Refused", "Schema"]
