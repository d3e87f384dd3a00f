"""What is left in the studio of somebody who left: nothing. May be repeated."""

from django.db import transaction

from mutoscope.apps.studio import materials, renders, tending
from mutoscope.apps.studio.models import Material, Order, Project


def erase_person(person_id: int) -> None:
    mine = Order.objects.filter(person_id=person_id)
    while orders := list(mine.values_list("id", flat=True)[:100]):
        for order_id in orders:
            renders.cancel(person_id, order_id)
        wanted = set(Order.objects.filter(id__in=orders).values_list("render_id", flat=True))
        Order.objects.filter(id__in=orders).delete()
        for render_id in sorted(wanted):
            tending.let_go(render_id)
    while ids := list(Project.objects.filter(person_id=person_id).values_list("id", flat=True)[:100]):
        Project.objects.filter(id__in=ids).delete()
    while ids := list(Material.objects.filter(person_id=person_id).values_list("id", flat=True)[:100]):
        for material_id in ids:
            with transaction.atomic():
                row = Material.objects.select_for_update().filter(id=material_id).first()
                if row is not None:
                    materials.erase(row)
