"""What somebody reads of a report of theirs that our team answered, and of words that it took away."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from mutoscope.apps.notices.contracts import WhyStopped
from mutoscope.apps.safety.contracts import About, Answered, TakenView

ABOUT: dict[About, str] = {
    "video": _("A video"),
    "comment": _("A comment"),
    "person": _("A profile"),
    "message": _("A message"),
    "name": _("A group's name"),
    "conversation": _("A conversation"),
}


def about_report(answered: Answered) -> str:
    """«A comment · Spam or fraud», and whether another look may be asked for; of several, where to look."""
    if answered.count > 1:
        return gettext("What became of each is in the list of your reports.")
    which = f"{gettext(ABOUT[answered.about])} · {answered.reason}"
    if answered.state != "fine":
        return which
    hint = gettext("If you see it otherwise, you can ask for another look in the list of your reports.")
    return f"{which}\n{hint}"


def why_taken(view: TakenView) -> WhyStopped:
    """What became of one's own message, or of the name that one gave a group, and why."""
    if view.back:
        said = gettext("Our team looked again and gave it back.")
        return WhyStopped(f"{view.about}_back", said)
    said = gettext("Our team took it away because it breaks the rules.")
    return WhyStopped(view.about, said, view.look.state, view.look.answer)
