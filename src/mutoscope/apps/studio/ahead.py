"""Films that are begun before anybody asks for them: while their maker still says what is to be told of them.

Whoever opens the sheet from which a film is published needs a moment for its caption; by then it is made, or
nearly. An order of its own stands for that, so that all that holds of renders holds of it: it goes when the
film is asked for, is stopped when the sheet is closed, and otherwise the film is let go after an hour.
"""

from django.db import transaction

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.studio import asking, projects, renders
from mutoscope.apps.studio.models import Order
from mutoscope.core.montage.compiling import foretold_cost
from mutoscope.core.units import Refusal

MOST_CPU_S = 120.0
"""What such a film may be estimated to cost: more is not spent on what nobody may ever ask for."""


def begin(viewer: Viewer, project_id: int, client_id: str) -> Order:
    """Begin to make the film of a project as it is saved now, to be published; what the same person began
    ahead before, and did not ask for, is stopped. Asking twice under one name is asking once.

    Refuses what ``renders.order`` refuses, and ``not_ahead``: it takes long, or others wait for theirs.
    """
    known = renders.known_as(viewer.person_id, client_id, ahead=True)
    if known is not None:
        return known
    project = projects.one(viewer.person_id, project_id)
    asked = asking.asked_for(viewer, project, to_keep=False)
    begun, digest = Order.objects.filter(person_id=viewer.person_id, ahead=True), renders.known_by(asked)
    for row in begun.filter(state="open").exclude(render__digest=digest):
        renders.cancel(viewer.person_id, row.id)
    if foretold_cost(asked.montage) > MOST_CPU_S or renders.some_wait(digest):
        raise Refusal(
            "not_ahead",
            "This film is begun when you ask for it: it takes long, or others wait for theirs.",
            status=409,
        )
    with transaction.atomic():
        render = renders.wanted(asked)
        begun.filter(render=render).exclude(client_id=client_id).delete()  # a sheet that was reloaded
        made, fresh = renders.opened(viewer.person_id, client_id, project, render, ahead=True)
        if fresh and render.state == "done":
            renders.finish(made, render)
    return made
