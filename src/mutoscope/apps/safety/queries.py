"""What somebody reported, and what was decided about their videos."""

from mutoscope.apps.safety.models import Decision, Report


def amounts_of(person_id: int) -> dict[str, int]:
    """How much there is of somebody."""
    return {
        "reports": Report.objects.filter(reporter_id=person_id).count(),
        "decisions": Decision.objects.filter(creator_id=person_id).count(),
    }
