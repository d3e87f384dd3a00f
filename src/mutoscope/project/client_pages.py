"""Pages of the client that other sites link to: one video, one person, a tag, a sound.

The facts in them are a stranger's, whoever asks. What this asker may not see is answered like an address
where nothing ever was: 404, the plain page, no facts; the client starts all the same and says so.
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.viewers import viewer_of
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.sharing import heads
from mutoscope.apps.videos import queries as videos
from mutoscope.core.units import Refusal, from_text
from mutoscope.project.client_files import starting_page


@require_safe
def video(request: HttpRequest, video_id: str) -> HttpResponse:
    return _page(request, heads.of_video(video_id), _may_view(request, video_id))


@require_safe
def profile(request: HttpRequest, handle: str) -> HttpResponse:
    return _page(request, heads.of_profile(handle), _may_meet(request, handle))


@require_safe
def tag(request: HttpRequest, tag: str) -> HttpResponse:
    return _page(request, heads.of_tag(tag), request.user.is_authenticated or None)


@require_safe
def sound(request: HttpRequest, sound_id: str) -> HttpResponse:
    return _page(request, heads.of_sound(sound_id), request.user.is_authenticated or None)


def _page(request: HttpRequest, facts: heads.Words | None, may: bool | None) -> HttpResponse:
    """``may``: whether the person logged in may see it; None: nobody is, a stranger's rights decide."""
    if facts is None or may is False:
        hidden = render_to_string("sharing/unshown_head.html")
        return starting_page(request, hidden, status=200 if may else 404)
    return starting_page(request, *facts)


def _may_view(request: HttpRequest, video_id: str) -> bool | None:
    if not request.user.is_authenticated:
        return None
    try:
        return videos.may_view(from_text(video_id), viewer_of(request))
    except Refusal:
        return False


def _may_meet(request: HttpRequest, handle: str) -> bool | None:
    if not request.user.is_authenticated:
        return None
    person = accounts.by_handle(handle)
    return person is not None and not relations.hides_from(person.id, int(request.user.pk))
