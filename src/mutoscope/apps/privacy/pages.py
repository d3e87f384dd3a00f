"""What a person reads in their copy: a README, and a page that opens without a network."""

from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any

from django.utils import dateformat, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from mutoscope.apps.accounts.queries import AVATAR

TITLES = {
    "account": _("Account and profile"),
    "devices": _("Devices on which you logged in"),
    "keys": _("Passkeys and authenticator apps"),
    "videos": _("Videos"),
    "drafts": _("Drafts"),
    "uploads": _("Files you sent"),
    "comments": _("Comments"),
    "likes": _("Likes"),
    "comment_likes": _("Likes of comments"),
    "saves": _("Saved videos"),
    "collections": _("Collections"),
    "reposts": _("Reposts"),
    "habits": _("Choices about responses"),
    "following": _("People you follow"),
    "followers": _("Followers"),
    "blocks": _("People you blocked"),
    "mutes": _("Mutes"),
    "messages": _("Messages you sent"),
    "interests": _("What the feed believes of you"),
    "notices": _("Notifications"),
    "notice_choices": _("Choices about notifications"),
    "reports": _("Reports you made"),
    "decisions": _("Decisions of our team"),
    "materials": _("Files you brought to the studio"),
    "projects": _("Projects of the studio"),
    "films": _("Films you had made in the studio"),
    "made_of": _("What your videos were made of"),
    "likenesses": _("Videos that look alike"),
    "appeals": _("Decisions you asked us to look at again"),
}
_STYLE = """
:root{color-scheme:light dark;--ink:light-dark(#1b1719,#f6f2f1);--soft:light-dark(#5d5558,#b4acae);
--ground:light-dark(#fbf8f6,#0b0a0c);--raised:light-dark(#fff,#17151a);--accent:light-dark(#b92b18,#ff8270)}
*{box-sizing:border-box}
body{margin:0 auto;max-width:64rem;padding:2rem 1rem;font:1rem/1.5 system-ui,sans-serif;
color:var(--ink);background:var(--ground)}h1{font-size:2rem;line-height:1.15}a{color:var(--accent)}
header{display:flex;gap:1rem;align-items:center}header img{width:5rem;height:5rem;border-radius:50%}
.soft{color:var(--soft)}.films{display:grid;grid-template-columns:repeat(auto-fill,minmax(14rem,1fr));gap:1rem;
padding:0;list-style:none}.films li{background:var(--raised);border-radius:1rem;overflow:hidden}
.films video{display:block;width:100%;aspect-ratio:9/16;background:#000;object-fit:contain}
.films p{margin:0;padding:.75rem 1rem;overflow-wrap:anywhere;white-space:pre-line}
table{width:100%;border-collapse:collapse}td{padding:.6rem 0;border-top:1px solid light-dark(#ddd5d2,#34303a)}
td:last-child{text-align:right;font-variant-numeric:tabular-nums}
"""


class Page:
    """``index.html``, put together while the copy is made. Everything people wrote is escaped."""

    def __init__(
        self, handle: str, name: str, bio: str, *, has_avatar: bool, server: str, made_ms: int
    ) -> None:
        self._handle, self._name, self._bio, self._has_avatar = handle, name, bio, has_avatar
        self._server = server
        self.day = dateformat.format(datetime.fromtimestamp(made_ms / 1000, UTC), "j F Y")
        self._films: list[str] = []

    def show(self, video: Any) -> None:
        """Remember a video for the page."""
        if not video.film:
            return
        poster = f' poster="{escape(video.cover)}"' if video.cover else ""
        day = _day(video.published_ms or video.created_ms)
        self._films.append(
            f'<li><video controls preload="none" src="{escape(video.film)}"{poster}></video>'
            f'<p dir="auto">{escape(video.caption)}<br><span class="soft">{day}</span></p></li>'
        )

    def html(self, counts: Mapping[str, int]) -> str:
        language = translation.get_language() or "en"
        face = f'<img src="{AVATAR}" alt="">' if self._has_avatar else ""
        rows = "".join(
            f'<tr><td><a href="data/{part}.json">{_said(TITLES[part])}</a></td><td>{count}</td></tr>'
            for part, count in counts.items()
        )
        title = gettext("What %(server)s had of @%(handle)s on %(day)s") % self._gaps()
        return (
            f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width">'
            f"<title>{escape(title)}</title><style>{_STYLE}</style>"
            f'<header>{face}<div><h1 dir="auto">{escape(self._name or self._handle)}</h1>'
            f'<p class="soft">@{escape(self._handle)}</p></div></header>'
            f'<p dir="auto">{escape(self._bio)}</p><p class="soft">{escape(title)}</p>'
            + (
                f'<h2>{_said("Videos")}</h2><ul class="films">{"".join(self._films)}</ul>'
                if self._films
                else ""
            )
            + f"<h2>{_said(_('Everything, for programs to read'))}</h2><table>{rows}</table></html>\n"
        )

    def readme(self) -> str:
        lines = (
            gettext("What %(server)s had of @%(handle)s on %(day)s"),
            "",
            gettext("index.html    open this in a browser: your profile and videos, without a network"),
            gettext("media/        your films as you sent them where we kept them, covers, your picture"),
            gettext("data/         everything else as JSON, one file for each kind"),
            gettext("mutoscope.json, schema.json    what is in here, and what it means"),
            "",
            gettext("Another Mutoscope can take this in: Settings, Your data."),
            gettext("Keep it where nobody else looks: it holds your address and what you wrote."),
        )
        return "\n".join(lines) % self._gaps() + "\n"

    def _gaps(self) -> dict[str, str]:
        return {"server": self._server, "handle": self._handle, "day": self.day}


def _said(text: str) -> str:
    return escape(gettext(text))


def _day(at_ms: int) -> str:
    return dateformat.format(datetime.fromtimestamp(at_ms / 1000, UTC), "j F Y")
