"""How long words are kept of which our team decided: half a year, in which somebody may ask for another look,
and until they have their answer. An answer ends nothing sooner: it is read beside the words."""

from django.db.models import Q

from mutoscope.apps.messages import services as messages
from mutoscope.apps.safety.contracts import TERM_MS
from mutoscope.apps.safety.models import Appeal, MessageReport, Report


def forget_taken(now: int) -> int:
    """Keep no words any longer that were taken away, and none in reports that were answered, once nobody may
    ask for another look at that; how many could still have been given back."""
    over = now - TERM_MS
    _shorten(over)
    asked = Appeal.objects.filter(state="open", decision__taken_id__gt=0)
    return messages.forget_taken(over, set(asked.values_list("decision__taken_id", flat=True)))


def _shorten(over: int) -> None:
    """What was reported, why, and what became of it stays; what it said, and what stood around it, goes."""
    told = Q(answered_ms__gt=0, answered_ms__lt=over)
    untold = Q(answered_ms=0, created_ms__lt=over)  # closed when no outcomes were kept
    asked = Appeal.objects.filter(state="open").values("decision_id")
    of_words = Report.objects.filter(told | untold, state="closed").exclude(decision__in=asked)
    of_words.exclude(quote="").update(quote="")
    of_talk = MessageReport.objects.filter(told | untold, state="closed").exclude(decision__in=asked)
    of_talk.exclude(group_name="", excerpt=[]).update(group_name="", excerpt=[])
