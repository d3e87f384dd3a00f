"""Reading bodies that msgspec decodes: never beyond a limit, and a refusal says where it went wrong."""

from collections.abc import Callable
from typing import TypeVar

import msgspec
from django.http import HttpRequest

from mutoscope.core.units import Refusal

T = TypeVar("T")
BODY_LIMIT = 256 * 1024


def body_of(request: HttpRequest) -> bytes:
    """The body of a request; refuses ``too_large``."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > BODY_LIMIT:
        raise Refusal("too_large", "That is too much at once.", status=413)
    body = request.read(BODY_LIMIT + 1)
    if len(body) > BODY_LIMIT:
        raise Refusal("too_large", "That is too much at once.", status=413)
    return body


def read(request: HttpRequest, decoder: msgspec.json.Decoder[T], refuse: Callable[[str], Refusal]) -> T:
    """The body of a request, read with care."""
    body = body_of(request)
    try:
        return decoder.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise refuse(str(error)) from error


def bad_wish(why: str) -> Refusal:
    """Names the input at fault and why, in words that never repeat what was sent."""
    reason, _, place = why.partition(" - at `$.")
    sentence = "Something in this request is missing or of the wrong kind."
    return Refusal("bad_input", sentence, fields={place.rstrip("`") or "body": reason}, status=422)
