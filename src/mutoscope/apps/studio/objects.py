"""Which objects of the store the studio needs. Videos keeps and sweeps them, and asks here."""

from mutoscope.apps.studio.models import Drawn, KeptSource, MadeReel, Material, MaterialFile, Render


def is_needed(key: str) -> bool:
    """Whether something of the studio refers to the object."""
    return (
        Material.objects.filter(original=key).exists()
        or MaterialFile.objects.filter(object_key=key).exists()
        or Render.objects.filter(object_key=key).exists()
        or MadeReel.objects.filter(object_key=key).exists()
        or Drawn.objects.filter(object_key=key).exists()
        or KeptSource.objects.filter(object_key=key).exists()
    )
