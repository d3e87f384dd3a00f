"""A word to somebody's open pages that something of the studio changed; in the caller's transaction."""

from mutoscope.apps.flow import services as flow
from mutoscope.core.units import to_text


def of_material(person_id: int, material_id: int) -> None:
    flow.nudge([person_id], "studio_material", to_text(material_id))


def of_project(person_id: int, project_id: int) -> None:
    flow.nudge([person_id], "studio_project", to_text(project_id))


def of_render(person_id: int, order_id: int) -> None:
    flow.nudge([person_id], "studio_render", to_text(order_id))
