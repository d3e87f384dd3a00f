"""What a viewer muted, against what they are about to be shown."""

from mutoscope.apps.relations.contracts import Mutes
from mutoscope.apps.videos.contracts import VideoCard
from mutoscope.core.units import from_text


def is_muted(card: VideoCard, mutes: Mutes) -> bool:
    """Whether this card is among what its viewer does not want to meet; never their own."""
    if not mutes or card.viewer.own:
        return False
    return mutes.hides(
        person_id=from_text(card.creator.id),
        text=card.caption,
        tags=card.tags,
        sound_id=from_text(card.sound.id) if card.sound else 0,
    )
