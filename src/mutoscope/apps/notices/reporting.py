"""What somebody reads of a report of theirs that our team answered: which it was, and what they can do."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from mutoscope.apps.safety.contracts import About, Answered

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
