"""A notice in words, for places where our client does not draw it: lock screens and mails."""

import msgspec
from django.utils.translation import gettext, ngettext, override

from mutoscope.apps.messages.contracts import ConversationView
from mutoscope.apps.notices.contracts import NoticeOut

SEVERAL_REPORTS = "Our team answered %(n)s of your reports"

SAID: dict[str, tuple[str, str]] = {
    "like": ("%(who)s liked your video", "%(who)s liked your video"),
    "repost": ("%(who)s reposted your video", "%(who)s reposted your video"),
    "comment": ("%(who)s commented on your video", "%(who)s commented on your video"),
    "used": ("%(who)s made something of your video", "%(who)s made something of your video"),
    "part_gone": ("A part of your video was taken down and replaced",) * 2,
    "alike": ("Your video looks like a part of an earlier one. Is it?",) * 2,
    "reply": ("%(who)s answered your comment", "%(who)s answered your comment"),
    "comment_like": ("%(who)s liked your comment", "%(who)s liked your comment"),
    "mention": ("%(who)s mentioned you", "%(who)s mentioned you"),
    "pinned": ("%(who)s pinned your comment", "%(who)s pinned your comment"),
    "answer": ("%(who)s answered your comment with a video", "%(who)s answered your comment with a video"),
    "follow": ("%(who)s follows you", "%(who)s follow you"),
    "request": ("%(who)s would like to follow you", "%(who)s would like to follow you"),
    "accepted": ("%(who)s let you follow them", "%(who)s let you follow them"),
    "ready": ("Your video is published", "Your video is published"),
    "device": ("You were logged in on a new device", "You were logged in on a new device"),
    "export": ("The copy of your data is ready", "The copy of your data is ready"),
    "stopped.held": ("Your video waits for a check", "Your video waits for a check"),
    "stopped.failed": ("Your video could not be prepared", "Your video could not be prepared"),
    "stopped.removed": ("Your video was taken down", "Your video was taken down"),
    "judged.held": ("Your comment waits for a check", "Your comment waits for a check"),
    "judged.gone": ("Your comment was taken down", "Your comment was taken down"),
    "judged.waiting": (
        "Your comment waits for the video's creator",
        "Your comment waits for the video's creator",
    ),
    "judged.shown": ("Your comment is shown again", "Your comment is shown again"),
    "taken.message": ("Your message was taken away", "Your message was taken away"),
    "taken.name": ("The name that you gave a group was taken away",) * 2,
    "taken.message_back": ("Your message is there again", "Your message is there again"),
    "taken.name_back": ("The name that you gave a group may be used again",) * 2,
    "report.open": ("Our team looks again at what you reported", SEVERAL_REPORTS),
    "report.held": ("What you reported is held while our team looks at it", SEVERAL_REPORTS),
    "report.removed": ("What you reported was taken down", SEVERAL_REPORTS),
    "report.closed": ("The account that you reported was closed", SEVERAL_REPORTS),
    "report.fine": ("Our team found nothing against the rules in what you reported", SEVERAL_REPORTS),
    "report.kept": ("Our team looked again at what you reported, and finds the same", SEVERAL_REPORTS),
    "report.gone": ("What you reported is no longer there", SEVERAL_REPORTS),
    "report.ended": ("Our team closed your report", SEVERAL_REPORTS),
}
"""By kind, as one person did it and as several did; what our team decided has one for each way it can end."""
SHORT = 120


class Words(msgspec.Struct, frozen=True):
    title: str
    body: str
    """Empty: the title says it all."""
    path: str
    """Where it leads."""


def in_words(notice: NoticeOut, language: str) -> Words:
    with override(language):
        return Words(_title(notice), _body(notice), place(notice))


def of_message(talk: ConversationView, language: str) -> Words:
    """What was said last in a conversation, and by whom."""
    assert talk.last is not None, "somebody said something"
    with override(language):
        author = talk.last.author.name or talk.last.author.handle
        if talk.state == "asked":
            title = gettext("%(who)s would like to write to you") % {"who": author}
            return Words(title, "", f"/messages/{talk.id}")
        title = f"{author} · {talk.name}" if talk.is_group and talk.name else author
        said = _cut(talk.last.text)
        if talk.last.has_video and not said:
            said = gettext("A video for you")
        return Words(title, said, f"/messages/{talk.id}")


def a_message(language: str) -> Words:
    with override(language):
        return Words(gettext("A new message for you"), "", "/messages")


def without_details(count: int, language: str) -> Words:
    """What may be read by anybody who sees the screen."""
    with override(language):
        title = ngettext("Something new for you", "%(n)s new things for you", count) % {"n": count}
        return Words(title, "", "/inbox")


def place(notice: NoticeOut) -> str:
    """The page of our client that a notice leads to."""
    if notice.kind == "device":
        return "/settings/security"
    if notice.kind == "export":
        return "/settings/data"
    if notice.kind == "report":
        return "/settings/reports"
    if notice.kind == "alike":
        return "/likenesses"
    if notice.kind == "stopped" or (notice.reason is not None and notice.reason.state != "shown"):
        return "/inbox"
    if notice.video is not None:
        there = notice.comment is not None and notice.kind != "answer"
        return f"/v/{notice.video.id}" + (f"?comment={notice.comment.id}" if there and notice.comment else "")
    return f"/@{notice.people[0].handle}" if notice.count == 1 and notice.people else "/inbox"


def _title(notice: NoticeOut) -> str:
    one, several = SAID[f"{notice.kind}.{notice.reason.state}" if notice.reason is not None else notice.kind]
    return ngettext(one, several, max(notice.count, 1)) % {"who": _who(notice), "n": notice.count}


def _who(notice: NoticeOut) -> str:
    names = [one.name or one.handle for one in notice.people][:2]
    rest = notice.count - len(names)
    if not names or (rest <= 0 and len(names) == 1):
        return names[0] if names else ""
    if rest <= 0:
        return gettext("%(one)s and %(other)s") % {"one": names[0], "other": names[1]}
    told = ngettext("%(names)s and %(n)s other", "%(names)s and %(n)s others", rest)
    return told % {"names": ", ".join(names), "n": rest}


def _body(notice: NoticeOut) -> str:
    if notice.reason is not None:
        return _cut(notice.reason.message)
    if notice.comment is not None:
        return _cut(notice.comment.text)
    return _cut(notice.video.caption) if notice.video is not None else ""


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[: SHORT - 1].rstrip() + "…"
