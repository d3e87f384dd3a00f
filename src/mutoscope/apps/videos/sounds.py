"""Sounds as things of their own: who may record to one, who is credited, what stays when a video goes."""

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.videos import objects
from mutoscope.apps.videos.hearing import sound as heard
from mutoscope.apps.videos.models import Sound, Video
from mutoscope.core.units import Refusal


def to_use(sound_id: int, person_id: int) -> Sound:
    """The sound, if this person may record to it; refuses ``no_such_sound`` and ``sound_not_shared``."""
    viewer = accounts.viewer(person_id)
    card = heard(sound_id, viewer) if viewer is not None else None
    if card is None or not card.url:
        raise no_such_sound()
    if not card.usable:
        raise Refusal(
            "sound_not_shared", "Its maker does not share this sound. Please choose another one.", status=403
        )
    return Sound.objects.get(id=sound_id)


def credit(video: Video, sound: Sound) -> None:
    """Let the locked video name this sound; the one it would have brought itself is not kept."""
    if video.sound_id == sound.id or sound.source_id == video.id:
        return
    let_go(video)
    video.sound = sound


def share(video: Video) -> None:
    """Let others use the sound that the locked video brought, or not any more, as the video says."""
    Sound.objects.filter(id=video.sound_id, source_id=video.id).update(reusable=video.allow_sound)


def let_go(video: Video) -> None:
    """The locked video has its sound no more.

    What others use keeps its name and its credit; its bytes go with the video they came with.
    """
    sound = video.sound
    if sound is None:
        return
    others = Video.objects.filter(sound=sound, deleted=False).exclude(id=video.id)
    if sound.source_id == video.id:
        objects.forget_soon(sound.object_key)
        Sound.objects.filter(id=sound.id).update(object_key="", reusable=False)
    if not others.exists():
        video.sound = None
        Video.objects.filter(id=video.id).update(sound=None)
        Sound.objects.filter(id=sound.id).delete()
    elif sound.source_id != video.id:
        video.sound = None


def forget_maker(person_id: int) -> None:
    """Somebody left: sounds of theirs that others use lose name and credit, the rest goes."""
    for sound in Sound.objects.filter(creator_id=person_id):
        objects.forget_soon(sound.object_key)
        if Video.objects.filter(sound=sound, deleted=False).exists():
            Sound.objects.filter(id=sound.id).update(
                creator_id=0, title="", object_key="", reusable=False, source_id=0
            )
        else:
            sound.delete()


def no_such_sound() -> Refusal:
    return Refusal("no_such_sound", "This sound is not here (any more).", status=404)
