"""Why a video can be reported: codes for programs, titles for people."""

from django.utils.translation import gettext_noop as _

REASONS: dict[str, str] = {
    "child_safety": _("It endangers a child"),
    "violence": _("Violence or threats"),
    "self_harm": _("Suicide or self-harm"),
    "nudity": _("Nudity or sexual content"),
    "hate": _("Hate against people"),
    "harassment": _("Bullying or harassment"),
    "dangerous": _("Dangerous acts"),
    "spam": _("Spam or fraud"),
    "falsehood": _("False information that does harm"),
    "privacy": _("It shows me or somebody without consent"),
    "copyright": _("It uses somebody's work without permission"),
    "other": _("Something else"),
}
"""In the order shown, gravest first."""
