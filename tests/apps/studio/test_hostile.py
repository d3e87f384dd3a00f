"""Projects by people with bad intentions, through the door that everybody takes: each is refused by name, or
drawn as what it says."""

import io
import json
from typing import Any

import msgspec
import pytest
from PIL import Image
from tests.apps.accounts.people import Browser
from tests.apps.studio.world import brought, cut_from, picture, project_of, upload
from tests.apps.videos.world import Person, browser_of

from mutoscope.apps.studio.models import Project
from mutoscope.core.montage.document import Clip, Montage, Text, Track
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.units import to_text

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = (
    r"{\an8}{\fs200}{\p1}m 0 0 l 9 9",
    "%{pts} %{eif:1:d} $(reboot) `id`",
    "it's a: 'quote', a \\ and a ; | [0:v]",
    "مرحبا بالعالم \u202egnp.exe \u2066שלום\u2069",
    "👩‍👩‍👧 ❤️ e\u0301 a\u200bb\u200d\ufeffc",
    "</style><script>alert(1)</script>",
)


@pytest.fixture
def photo(ada: Person) -> Named:
    return upload(brought(ada, picture(size=(90, 160), colour="black"), "photo.jpg").id)


def saved(browser: Browser, project_id: int, document: Any) -> Any:
    raw = json.dumps({"base": Project.objects.get(id=project_id).revision, "document": document}).encode()
    return browser.send("PUT", f"/api/studio/projects/{to_text(project_id)}", raw=raw)


def with_clips(document: dict[str, Any], *clips: dict[str, Any]) -> dict[str, Any]:
    return {**document, "tracks": [{**document["tracks"][0], "clips": list(clips)}]}


def test_what_can_not_be_is_refused_by_name(ada: Person, photo: Named) -> None:
    """Out of time, on top of each other, of no kind, of a million: a sentence, and what was saved stays."""
    made = project_of(ada, cut_from(photo))
    browser, address = browser_of(ada), f"/api/studio/projects/{to_text(made)}"
    good = msgspec.to_builtins(cut_from(photo))
    clip = good["tracks"][0]["clips"][0]
    letter = {"what": "text", "text": "a"}
    table = {**clip, "look": {**clip["look"], "table": photo.id}}
    million = json.dumps(with_clips(good, *[{"id": "x"}] * 1_000_000)).encode()
    for bad in (
        with_clips(good, {**clip, "start": -1}),
        with_clips(good, {**clip, "length": -5}),
        with_clips(good, {**clip, "length": 0}),
        with_clips(good, {**clip, "start": 1 << 62}),
        with_clips(good, {**clip, "length": float("nan")}),
        with_clips(good, {**clip, "length": float("inf")}),
        with_clips(good, clip, {**clip, "id": "c9", "start": 3}),
        with_clips(good, clip, {**clip, "start": 15}),
        with_clips(good, *[{**clip, "id": f"c{n}", "start": 15 * n} for n in range(2000)]),
        with_clips(good, {**clip, "content": {**letter, "style": {"font": "../../etc/passwd"}}}),
        with_clips(good, {**clip, "content": {**letter, "style": {"font": "Comic Sans of nobody"}}}),
        with_clips(good, {**clip, "content": {**letter, "text": "x" * 501}}),
        with_clips(
            good,
            {**clip, "content": {**clip["content"], "material": {"origin": "project", "id": to_text(made)}}},
        ),
        with_clips(good, {**clip, "made_of": [to_text(7)]}),
        {**good, "parents": [to_text(7)]},
        {**good, "schema": "mutoscope.montage/99"},
        {**good, "schema": "mutoscope.montage/0"},
        {**good, "tracks": [good["tracks"][0]] * 2},
        {**good, "canvas": {**good["canvas"], "fps": 1000}},
        {**good, "canvas": {**good["canvas"], "width": 100_000}},
    ):
        said = saved(browser, made, bad)
        assert 400 <= said.status_code < 500 and said.json()["message"], (said.status_code, str(bad)[:300])
        assert said.json()["code"] != "internal", bad
    huge = browser.send("PUT", address, raw=b'{"base":2,"document":' + million + b"}")
    assert huge.status_code in (400, 413, 422) and huge.json()["message"], huge.content
    assert Project.objects.get().revision == 2
    said = saved(browser, made, with_clips(good, table))
    assert (said.status_code, said.json()["code"]) == (422, "no_table_in_it"), "a photo is none"


def test_words_are_drawn_as_they_are(ada: Person, photo: Named) -> None:
    """No order to libass or ffmpeg in them is carried out; they come back letter by letter."""
    base = cut_from(photo, length=30)
    clips = tuple(Clip(f"t{n}", 5 * n, 5, Text(words)) for n, words in enumerate(WORDS))
    whole: Montage = msgspec.structs.replace(base, tracks=(*base.tracks, Track("words", "text", clips)))
    made = project_of(ada)
    browser, address = browser_of(ada), f"/api/studio/projects/{to_text(made)}"
    assert saved(browser, made, msgspec.to_builtins(whole)).status_code == 200
    kept = browser.get(address).json()["document"]["tracks"][1]["clips"]
    assert [one["content"]["text"] for one in kept] == list(WORDS)
    for at in (2, 12):
        drawn = browser.get(f"{address}/still?at={at}&edge=360")
        assert drawn.status_code == 200, drawn.content
        shown = Image.open(io.BytesIO(drawn.content)).convert("L")
        box = shown.point(lambda light: 255 * (light > 128)).getbbox()
        assert box is not None and box[1] > shown.height // 6, "not at the top, where the words would have it"
