"""Films that leave the house say whose they are and what they were made of, where the operator signs."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from tests.adapters.provenance.test_signing import written
from tests.apps.videos.clips import film
from tests.apps.videos.world import Person, person, send

from mutoscope.adapters.provenance import said_of
from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.flow.services import drain
from mutoscope.apps.studio.models import Edge
from mutoscope.apps.videos import objects, sealing, services
from mutoscope.apps.videos.models import Rendition
from mutoscope.apps.videos.services import Submission

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def signed(settings: Any, tmp_path: Path) -> None:
    """The operator has a certificate of their own making."""
    chain, key = written(tmp_path, ec.SECP256R1())
    told = {"provenance_certificate": str(chain), "provenance_key": str(key)}
    settings.CONFIG = msgspec.structs.replace(settings.CONFIG, **told)


def published(who: Person, folder: Path, name: str) -> int:
    made = send(who, film(seconds=1, size="180x320"), folder, name)
    services.submit_video(who.id, made, Submission(caption=name, allow_download=True))
    drain()
    return made


def test_a_marked_film_names_itself_and_its_parts(signed: None, tmp_path: Path) -> None:
    """Its seal is whole, it opens the film it was, and a part of somebody's stands in it by name."""
    ana, bob = person(), person()
    Account.objects.update(birth_date=date(1990, 4, 2))
    parent, child = published(ana, tmp_path, "Dunes"), published(bob, tmp_path, "Mine")
    Edge.objects.create(child_id=child, parent_id=parent, role="clip", grant="{}")
    services.ask_download(child, ana.viewer)
    drain()
    one = Rendition.objects.get(video_id=child, role="marked")
    path = tmp_path / "taken.mp4"
    path.write_bytes(objects.store().read(one.object_key, 0, one.size))
    said = said_of(path)
    assert said is not None and said["validation_state"] in ("Valid", "Trusted")
    active = said["manifests"][said["active_manifest"]]
    made_of = {one["relationship"]: one["title"] for one in active["ingredients"]}
    assert made_of["parentOf"] == "Mine" and made_of["componentOf"].startswith(f"@{ana.handle} ")


def test_a_key_that_is_not_there_stops_nothing(settings: Any, tmp_path: Path) -> None:
    """The operator reads what is wrong; films leave as they do where nobody signs."""
    assert sealing.says() == "" and sealing.edition() == ""
    settings.CONFIG = msgspec.structs.replace(
        settings.CONFIG, provenance_certificate=str(tmp_path / "no.pem")
    )
    assert "can't be read" in sealing.says() and sealing.edition() == ""
    path = tmp_path / "film.mp4"
    assert sealing.seal(path, tmp_path, title="Dunes") is path
