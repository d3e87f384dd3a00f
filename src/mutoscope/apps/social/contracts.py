"""What became true between people and videos."""

from mutoscope.apps.flow.contracts import Fact


class Liked(Fact, frozen=True):
    person_id: int
    video_id: int


class Unliked(Fact, frozen=True):
    person_id: int
    video_id: int
