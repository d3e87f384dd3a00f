"""What a video was made of, and what was made of it, in words and links for staff's rooms."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext, pgettext

from mutoscope.apps.safety.contracts import Kin
from mutoscope.core.units import to_text


def told_of(kin: Kin, video_id: int) -> SafeString:
    """Empty where there is nothing to tell."""
    lines = [
        format_html(
            '{} <a href="/v/{}" target="_blank">@{}</a> ({}) · {}',
            gettext("made from"),
            card.id,
            card.creator.handle,
            pgettext("staff", role),
            pgettext("staff", card.state),
        )
        for card, role in kin.made_of
    ]
    if kin.gone:
        gone = ngettext("%(n)s part is deleted", "%(n)s parts are deleted", kin.gone) % {"n": kin.gone}
        lines.append(format_html("{}", gone))
    if kin.holders:
        lines.append(_below(kin, video_id))
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


def _below(kin: Kin, video_id: int) -> SafeString:
    holds = ngettext("%(n)s film holds a part of this", "%(n)s films hold a part of this", kin.holders) % {
        "n": kin.holders
    }
    anew = gettext("made anew without it if it comes down: %(n)s; as they are: %(left)s") % {
        "n": kin.made_anew,
        "left": kin.holders - kin.made_anew,
    }
    return format_html(
        '<a href="/videos/{}/uses" target="_blank">{}</a><br>{}', to_text(video_id), holds, anew
    )
