"""What became true between people and videos."""

from mutoscope.apps.flow.contracts import Fact


class Liked(Fact):
    person_id: int
    video_id: int


class Unliked(Fact):
    person_id: int
    video_id: int
